package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.FudeException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Styles that travel as artifacts; none does in this module. */
class BuiltInStyleTest {
  @TempDir Path folder;

  @Test
  void withoutAnArtifactTheMessageNamesIt() {
    assertThat(BuiltInStyle.installed()).isEmpty();
    assertThatExceptionOfType(FudeException.class)
        .isThrownBy(Painter::builtIn)
        .withMessageContaining("dev.fude:fude-style-ink");
  }

  @Test
  void aModelTakesAStyle() throws IOException {
    Path file = folder.resolve("zero.safetensors");
    Safetensors.write(
        file, TestWeights.zero(TestWeights.metadata(ResizeRule.HALF_PIXEL)), DType.F16);
    byte[] content = Files.readAllBytes(file);

    Painter painter =
        Painter.builder().weights(style(new ByteArrayInputStream(content))).backend("echo").build();

    assertThat(painter.resize()).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(painter.metadata()).containsEntry("style", "noise");
  }

  @Test
  void aDamagedArtifactIsCalledByItsName() throws IOException {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> style(new ByteArrayInputStream(new byte[9])).read())
        .withMessageContaining("built-in style \"test\"");
    BuiltInStyle torn = style(unreadable());
    assertThatExceptionOfType(FudeException.class)
        .isThrownBy(torn::weights)
        .withMessageContaining("built-in style \"test\"");
  }

  private static InputStream unreadable() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    return closed;
  }

  private static BuiltInStyle style(InputStream content) {
    return new BuiltInStyle() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public InputStream open() {
        return content;
      }
    };
  }
}
