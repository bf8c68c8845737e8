package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.converter.Conversion;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.tensor.Shape;
import dev.fude.model.Model;
import dev.fude.model.PictureSides;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that pad a picture until both sides are multiples of a number, and crop the result. */
class PadsToMultiplesTest {
  private static final String ROUND_IT =
      "It pads pictures to whole multiples of 8 and crops what comes out; painting does so round"
          + " it, mirrored at the right and the bottom";

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  /** The lengths of one axis that are missing to a multiple, (n - side % n) % n. */
  private String missing(int axis, int multiple) {
    String rest = graph.node("Mod", List.of(side(axis), graph.list(multiple)));
    String left = graph.node("Sub", List.of(graph.list(multiple), rest));
    return graph.node("Mod", List.of(left, graph.list(multiple)));
  }

  private String side(int axis) {
    String shape = graph.node("Shape", graph.picture());
    return graph.node("Gather", List.of(shape, graph.list(axis)), integer("axis", 0));
  }

  private String half(String number) {
    return graph.node("Div", List.of(number, graph.list(2)));
  }

  private String joined(String... numbers) {
    return graph.node("Concat", List.of(numbers), integer("axis", 0));
  }

  private String padded(String mode, String top, String left, String bottom, String right) {
    String pads = joined(graph.list(0, 0), top, left, graph.list(0, 0), bottom, right);
    return graph.node("Pad", List.of(graph.picture(), pads), text("mode", mode));
  }

  /** Halves the picture and doubles it. */
  private String painted(String picture) {
    String small = graph.conv(picture, 3, 3, 2);
    String shape = graph.node("Shape", picture);
    return graph.node(
        "Resize",
        List.of(small, "", "", shape),
        text("mode", "linear"),
        text("coordinate_transformation_mode", "half_pixel"));
  }

  private String cropped(String picture, String top, String left, String bottom, String right) {
    String rows = graph.node("Slice", List.of(picture, top, bottom, graph.list(2), graph.list(1)));
    return graph.node("Slice", List.of(rows, left, right, graph.list(3), graph.list(1)));
  }

  @Test
  void padsAndCropAreLeftToThePainter() {
    String none = graph.list(0);
    String picture = padded("reflect", none, none, missing(2, 8), missing(3, 8));
    String result = cropped(painted(picture), none, none, side(2), side(3));
    ImportedGraph imported = graph.imported(folder, result);

    assertThat(imported.graph().nodes().stream().map(node -> node.op().kind()))
        .containsExactly("conv2d", "resize_bilinear");
    assertThat(imported.notes()).containsExactly(ROUND_IT + ".");
    assertThat(imported.sideMultiple()).isEqualTo(8);
    Shape multiple = Shape.nhwc(1, 264, 304, 3);
    assertThat(imported.graph().inferShapes(multiple).get(imported.graph().output()))
        .isEqualTo(multiple);
  }

  /** The graph that is left takes multiples of 2. */
  @Test
  void whoeverPaintsIsToldTheMultiple() {
    String none = graph.list(0);
    String picture = padded("reflect", none, none, missing(2, 8), missing(3, 8));
    graph.file().output(cropped(painted(picture), none, none, side(2), side(3)));
    Model model = Conversion.open(graph.file().write(folder.resolve("pads.onnx"))).model();

    assertThat(PictureSides.of(model.graph()).multiple()).isEqualTo(2);
    assertThat(model.picture().sides()).isEqualTo(new PictureSides(8, 8, 1));
  }

  /** Mirrored further in, other numbers stand behind the picture than a larger one has there. */
  @Test
  void padsBehindAConvolutionAreToldToBeOthers() {
    String none = graph.list(0);
    String wide = graph.box(graph.picture(), 1);
    String pads =
        joined(graph.list(0, 0), none, none, graph.list(0, 0), missing(2, 8), missing(3, 8));
    String picture = graph.node("Pad", List.of(wide, pads), text("mode", "reflect"));
    ImportedGraph imported =
        graph.imported(folder, cropped(painted(picture), none, none, side(2), side(3)));

    assertThat(imported.notes()).singleElement().asString().endsWith("give another picture.");
    assertThat(imported.sideMultiple()).isEqualTo(8);
  }

  /** The painter puts nothing before a picture, so that the network sees it elsewhere. */
  @Test
  void padsAtAllSidesAreToldToBeOthers() {
    String down = missing(2, 8);
    String across = missing(3, 8);
    String top = half(down);
    String left = half(across);
    String bottom = graph.node("Sub", List.of(down, top));
    String right = graph.node("Sub", List.of(across, left));
    String beyondRows = graph.node("Add", List.of(top, side(2)));
    String beyondColumns = graph.node("Add", List.of(left, side(3)));
    String picture = padded("reflect", top, left, bottom, right);
    String result = cropped(painted(picture), top, left, beyondRows, beyondColumns);
    assertThat(graph.imported(folder, result).notes())
        .containsExactly(
            ROUND_IT + ", and it otherwise, so that sides of other lengths give another picture.");
  }

  @Test
  void padsOfZerosAreToldToBeOthers() {
    String none = graph.list(0);
    String picture = padded("constant", none, none, missing(2, 8), missing(3, 8));
    String result = cropped(painted(picture), none, none, side(2), side(3));
    assertThat(graph.imported(folder, result).notes())
        .singleElement()
        .asString()
        .endsWith("give another picture.");
  }

  /** A fixed pad beside what is missing stays. */
  @Test
  void fixedPartOfAPadStays() {
    String one = graph.list(1);
    String down = graph.node("Add", List.of(missing(2, 4), one));
    String across = graph.node("Add", List.of(missing(3, 4), one));
    String picture = padded("reflect", one, one, down, across);
    assertThat(graph.ops(folder, graph.conv(picture, 3, 3, 1)).get(0))
        .contains("Padding[top=1, bottom=1, left=1, right=1, mode=REFLECT]");
  }

  @Test
  void padsByOtherNumbersOfTheSizeAreRefused() {
    String none = graph.list(0);
    String result =
        painted(padded("reflect", none, none, half(half(half(side(2)))), half(side(3))));
    assertThatThrownBy(() -> graph.imported(folder, result))
        .isInstanceOf(MalformedSourceException.class)
        .hasMessageContaining("Pad")
        .hasMessageContaining("not to whole multiples of 2, 4, 8, 16 or 32");
  }

  @Test
  void cropToAnotherSizeIsRefused() {
    String none = graph.list(0);
    String result = cropped(painted(graph.picture()), none, none, half(side(2)), side(3));
    assertThatThrownBy(() -> graph.imported(folder, result))
        .isInstanceOf(MalformedSourceException.class)
        .hasMessageContaining("Slice")
        .hasMessageContaining("crops a picture to another size than its own");
  }
}
