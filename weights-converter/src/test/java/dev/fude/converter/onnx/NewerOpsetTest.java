package dev.fude.converter.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.ImportedNetwork;
import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.neutral.KnownOpset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a later version of ONNX's operators than all that are known: read, and told. */
@Tag("one-jdk")
class NewerOpsetTest {
  private static final String ASSUMED =
      "Its operators are of opset 29; assumed: that they mean what they do in opset 28, the newest"
          + " that Fude knows; export the model with that one to be sure.";

  @TempDir Path folder;

  private static List<String> notesOfNetwork(long opset) {
    return TinyOnnx.read(TinyOnnx.sound().opset((int) opset)).notes();
  }

  private List<String> notesOfGraph(long opset) {
    OnnxFile file = new OnnxFile().opset((int) opset);
    file.picture("photo", 1, 3, -1, -1);
    file.output(file.node("Relu", List.of("photo")));
    return ImportedNetwork.open(file.write(folder.resolve("relu" + opset + ".onnx"))).notes();
  }

  @Test
  void theNewestKnownIsNothingToTell() {
    assertThat(notesOfNetwork(KnownOpset.NEWEST)).isEmpty();
    assertThat(notesOfGraph(KnownOpset.NEWEST)).isEmpty();
  }

  @Test
  void aNewerOneIsAnAssumption() {
    assertThat(notesOfNetwork(KnownOpset.NEWEST + 1)).containsExactly(ASSUMED);
    assertThat(notesOfGraph(KnownOpset.NEWEST + 1)).containsExactly(ASSUMED);
  }
}
