package dev.fude.converter;

import static dev.fude.converter.files.OnnxParts.FLOAT;
import static dev.fude.converter.files.OnnxParts.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.OnnxFile;
import dev.fude.model.PictureContract;
import dev.fude.model.ValueRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks whose preparation of the picture is in the graph take its levels as they are. */
class GraphOfBytesTest {
  private static final int UINT8 = 2;

  @TempDir Path folder;

  private Conversion conversion(int kind) {
    OnnxFile file = new OnnxFile();
    String photo = file.picture(kind, "photo", 1, 3, -1, -1);
    String numbers = file.node("Cast", List.of(photo), integer("to", FLOAT));
    file.output(file.node("Sigmoid", List.of(numbers)));
    return Conversion.open(file.write(folder.resolve("a" + kind + ".onnx")));
  }

  @Test
  void picturesOfBytesAreLevels() {
    Conversion conversion = conversion(UINT8);
    PictureContract picture = conversion.model().picture();

    assertThat(picture.input()).isEqualTo(ValueRange.LEVELS);
    assertThat(picture.output()).isEqualTo(ValueRange.LEVELS);
    assertThat(conversion.report().picture().orElseThrow().origin()).contains("is of bytes");
  }

  @Test
  void picturesOfFloatsAreNot() {
    assertThat(conversion(FLOAT).model().picture().input()).isEqualTo(ValueRange.SIGNED_UNIT);
  }

  @Test
  void whatIsToldCountsMore() {
    Conversion conversion = conversion(UINT8).range(ValueRange.SIGNED_UNIT, ValueRange.SIGNED_UNIT);

    assertThat(conversion.model().picture().input()).isEqualTo(ValueRange.SIGNED_UNIT);
  }
}
