package dev.fude.model.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.FudeException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.TestModels;
import dev.fude.model.generator.Settings;
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
  void noneIsInstalledHere() {
    assertThat(BuiltInStyle.installed()).isEmpty();
    assertThat(Styles.standard()).isEmpty();
  }

  @Test
  void anArtifactHoldsAModelFile() throws IOException {
    Path file = folder.resolve("style.safetensors");
    ModelFile.write(file, TestModels.animeGanV2(ResizeRule.HALF_PIXEL), DType.F16, false);
    byte[] content = Files.readAllBytes(file);

    Style style = new Style.OfArtifact(style(new ByteArrayInputStream(content)));
    Model model = style.model(Settings.NONE);

    assertThat(style.label()).isEqualTo("built-in style test");
    assertThat(model.card().style()).contains("noise");
    assertThat(model.definition().orElseThrow().settings().resizeRule())
        .isEqualTo(ResizeRule.HALF_PIXEL);
  }

  @Test
  void aDamagedArtifactIsCalledByItsName() throws IOException {
    Style damaged = new Style.OfArtifact(style(new ByteArrayInputStream(new byte[9])));
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(damaged::read)
        .withMessageContaining("built-in style \"test\"");

    Style torn = new Style.OfArtifact(style(unreadable()));
    assertThatExceptionOfType(FudeException.class)
        .isThrownBy(() -> torn.model(Settings.NONE))
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
