package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.InvalidWeightsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint is a group of files, any of which the user may name. */
class CheckpointConversionTest {
  private static final long SEED = 20_273;

  @TempDir Path folder;

  private final CheckpointFile file =
      CheckpointFile.of(
          TinyNetwork.TINY, TinyNetwork.randomTensors(TinyNetwork.TINY, SEED), "FloatStorage");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hayao-99.ckpt",
        "Hayao-99.ckpt.index",
        "Hayao-99.ckpt.data-00000-of-00002",
        "Hayao-99.ckpt.data-00001-of-00002"
      })
  void whateverIsNamed(String name) {
    file.shards(2).write(folder, "Hayao-99.ckpt");
    ConversionReport report = Conversion.open(folder.resolve(name), TinyNetwork.GENERATOR).report();
    assertThat(report.format()).isEqualTo("TensorFlow checkpoint");
    assertThat(report.source()).isEqualTo("Hayao-99.ckpt.index");
    assertThat(report.tensors()).isEqualTo(8);
    assertThat(report.style()).isEqualTo("hayao");
    assertThat(report.resizeRule().orElseThrow().value()).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(report.resizeRule().orElseThrow().origin()).isEqualTo("assumed: TensorFlow's");
    assertThat(report.normEps().orElseThrow().value()).isEqualTo(1e-12);
  }

  @Test
  void severalInOneFolderAreListed() {
    file.write(folder, "Hayao-99.ckpt");
    file.write(folder, "Shinkai-30.ckpt");
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Conversion.open(folder, TinyNetwork.GENERATOR))
        .withMessage(
            folder
                + " cannot be converted: it holds 2 checkpoints and does not say which is the"
                + " latest (\"Hayao-99.ckpt\", \"Shinkai-30.ckpt\"); name one.");
  }
}
