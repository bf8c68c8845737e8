package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.OnnxParts;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever way a size is computed, it stays free. */
class FreeSizesTest {
  @TempDir Path folder;

  private static String resize(SmallGraph graph, String input, String sizes) {
    return graph.node(
        "Resize",
        List.of(input, "", "", sizes),
        text("mode", "linear"),
        text("coordinate_transformation_mode", "asymmetric"));
  }

  /** As TensorFlow's exporter writes it: rows and columns by themselves, doubled, put together. */
  @Test
  void twiceItsOwnSizeIsAFactor() {
    SmallGraph graph = new SmallGraph();
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String shape = graph.node("Shape", half);
    String rows = graph.node("Gather", List.of(shape, graph.list(2)), integer("axis", 0));
    String columns =
        graph.node("Slice", List.of(shape, graph.list(3), graph.list(4), graph.list(0)));
    String two = graph.list(2);
    String before = graph.node("Slice", List.of(shape, graph.list(0), graph.list(2)));
    String sizes =
        graph.node(
            "Concat",
            List.of(
                before,
                graph.node("Mul", List.of(rows, two)),
                graph.node("Mul", List.of(two, columns))),
            integer("axis", 0));
    assertThat(graph.ops(folder, resize(graph, half, sizes)).get(1))
        .startsWith("ResizeBilinear[rule=ASYMMETRIC, target=Scale[factorH=2, factorW=2]]");
  }

  /** As PyTorch leaves pads when it folds no constants: filled up with zeros and turned round. */
  @Test
  void padsThatAreComputedOfAStoredList() {
    SmallGraph graph = new SmallGraph();
    String pads = graph.list(1, 2, 3, 4); // left, right, top, bottom
    String count = graph.node("Shape", pads);
    String more = graph.node("Sub", List.of(graph.list(8), count));
    String all =
        graph.node(
            "Concat", List.of(pads, graph.node("ConstantOfShape", more)), integer("axis", 0));
    String pairs = graph.node("Reshape", List.of(all, graph.list(-1, 2)));
    String turned =
        graph.node(
            "Slice", List.of(pairs, graph.list(-1), graph.list(-9), graph.list(0), graph.list(-1)));
    String moved = graph.node("Transpose", turned, integers("perm", 1, 0));
    String flat = graph.node("Reshape", List.of(moved, graph.list(-1)));
    String padded = graph.node("Pad", List.of(graph.picture(), flat), text("mode", "reflect"));
    assertThat(graph.ops(folder, graph.conv(padded, 3, 3, 1)).get(0))
        .contains("Padding[top=3, bottom=4, left=1, right=2, mode=REFLECT]");
  }

  /** By real numbers: two and a half times, divided by one and a quarter, rounded down, cast. */
  @Test
  void sizesByRealNumbers() {
    SmallGraph graph = new SmallGraph();
    String shape = graph.node("Shape", graph.picture());
    String real = graph.node("Cast", shape, integer("to", OnnxParts.FLOAT));
    String factors = graph.stored(new float[] {1, 1, 2.5f, 2.5f}, 4);
    String scaled = graph.node("Mul", List.of(real, factors));
    String back = graph.stored(new float[] {1, 1, 1.25f, 1.25f}, 4);
    String doubled = graph.node("Floor", graph.node("Div", List.of(scaled, back)));
    String sizes = graph.node("Cast", doubled, integer("to", OnnxParts.INT64));
    assertThat(graph.ops(folder, resize(graph, graph.picture(), sizes)))
        .containsExactly(
            "ResizeBilinear[rule=ASYMMETRIC, target=Scale[factorH=2, factorW=2]] [picture]");
  }

  @Test
  void sizeOfAnotherPictureIsThatPicture() {
    SmallGraph graph = new SmallGraph();
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String shape = graph.node("Shape", graph.picture());
    String sides = graph.node("Slice", List.of(shape, graph.list(2), graph.list(4)));
    String sizes = graph.node("Concat", List.of(graph.list(1, 3), sides), integer("axis", 0));
    ImportedGraph imported = graph.imported(folder, resize(graph, half, sizes));

    assertThat(imported.graph().nodes().get(1).op().toString())
        .isEqualTo("ResizeBilinear[rule=ASYMMETRIC, target=LikeReference[]]");
    assertThat(imported.graph().nodes().get(1).inputs()).containsExactly("conv2d_1", "picture");
    Shape odd = Shape.nhwc(1, 257, 301, 3);
    assertThat(imported.graph().inferShapes(odd).get(imported.graph().output())).isEqualTo(odd);
  }

  /** Half of a picture is as large as what a stride of two gives, which stands after it here. */
  @Test
  void halfIsAsLargeAsAPictureThatComesLater() {
    SmallGraph graph = new SmallGraph();
    String half =
        graph.node(
            "Resize",
            List.of(graph.picture(), "", graph.stored(new float[] {1, 1, 0.5f, 0.5f}, 4)),
            text("mode", "linear"));
    String branch = graph.node("Relu", half);
    String strided = graph.conv(graph.picture(), 3, 3, 2);
    String same = graph.node("Relu", strided);
    String sum = graph.node("Add", List.of(branch, same));
    assertThat(graph.ops(folder, sum))
        .contains(
            "ResizeBilinear[rule=HALF_PIXEL, target=LikeReference[]] [picture, conv2d_1]",
            "Add[] [leaky_relu_2, leaky_relu_1]");
  }

  @Test
  void sizeThatIsFixedInTheGraphIsMadeFree() {
    SmallGraph graph = new SmallGraph(1, 3, 64, 48);
    String half = graph.conv(graph.picture(), 3, 3, 2);
    ImportedGraph imported = graph.imported(folder, resize(graph, half, graph.list(1, 3, 64, 48)));
    Shape other = Shape.nhwc(1, 256, 320, 3);
    assertThat(imported.graph().inferShapes(other).get(imported.graph().output())).isEqualTo(other);
    assertThat(imported.notes())
        .containsExactly("Its sizes were fixed in the graph and are free now.");
  }

  /** PyTorch's exporter reorders a list of pads in seven nodes. */
  @Test
  void padsThatAreReordered() {
    SmallGraph graph = new SmallGraph();
    String zeros =
        graph.node(
            "ConstantOfShape",
            List.of(graph.list(4)),
            OnnxParts.tensorSetting("value", OnnxParts.int64s(0)));
    String all = graph.node("Concat", List.of(graph.list(0, 1, 2, 3), zeros), integer("axis", 0));
    String pairs = graph.node("Reshape", List.of(all, graph.list(-1, 2)));
    String reversed =
        graph.node(
            "Slice",
            List.of(
                pairs, graph.list(-1), graph.list(-Long.MAX_VALUE), graph.list(0), graph.list(-1)));
    String rows = graph.node("Transpose", reversed, integers("perm", 1, 0));
    String pads = graph.node("Reshape", List.of(rows, graph.list(-1)));
    String padded = graph.node("Pad", List.of(graph.picture(), pads), text("mode", "reflect"));
    assertThat(graph.ops(folder, padded))
        .containsExactly(
            "Pad[padding=Padding[top=2, bottom=3, left=0, right=1, mode=REFLECT]] [picture]");
  }

  @Test
  void sizeThatIsNoneOfTheGraphsIsRefused() {
    SmallGraph graph = new SmallGraph();
    String third =
        graph.node(
            "Resize",
            List.of(graph.picture(), "", graph.stored(new float[] {1, 1, 1.5f, 1.5f}, 4)),
            text("mode", "linear"));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, third),
        "\"Resize\"",
        "neither a whole multiple of what it reads nor any other picture's");
  }

  private static String same(SmallGraph graph, int kernel, int stride) {
    return graph.node(
        "Conv",
        List.of(graph.picture(), graph.filled(0.5f, 3, 3, kernel, kernel)),
        integers("strides", stride, stride),
        text("auto_pad", "SAME_UPPER"));
  }

  private static int painted(Graph imported, int side) {
    Shape picture = Shape.nhwc(1, side, side, 3);
    return imported.inferShapes(picture).get(imported.output()).height();
  }

  /** At an odd side SAME pads above as well, which no window of ours does for one size only. */
  @Test
  void samePaddingIsTakenWhereTheStrideDividesTheSide() {
    SmallGraph graph = new SmallGraph();
    String half = same(graph, 3, 2);
    String whole = resize(graph, half, graph.node("Shape", graph.picture()));
    Graph imported = graph.imported(folder, whole).graph();
    assertThat(painted(imported, 8)).isEqualTo(8);
    assertThat(painted(imported, 7)).isNotEqualTo(7);
  }

  @Test
  void whatIsAddedToSamePaddingIsTakenWhereThatIs() {
    SmallGraph graph = new SmallGraph();
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String sum = graph.node("Add", List.of(half, same(graph, 3, 2)));
    String whole = resize(graph, sum, graph.node("Shape", graph.picture()));
    Graph imported = graph.imported(folder, whole).graph();
    assertThat(painted(imported, 8)).isEqualTo(8);
    assertThat(painted(imported, 7)).isNotEqualTo(7);
  }

  /** Every other pixel: there is nothing to pad. */
  @Test
  void samePaddingOfOnePixelIsTakenEverywhere() {
    SmallGraph graph = new SmallGraph();
    String whole = resize(graph, same(graph, 1, 2), graph.node("Shape", graph.picture()));
    assertThat(painted(graph.imported(folder, whole).graph(), 7)).isEqualTo(7);
  }

  @Test
  void samePaddingThatIsResizedToNoMultipleIsRefused() {
    SmallGraph graph = new SmallGraph();
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String third = resize(graph, same(graph, 3, 3), graph.node("Shape", half));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, third), "\"Resize\"", "SAME padding");
  }

  /** As PyTorch's oldest exports enlarge to another picture's size: by a quotient of two sides. */
  @Test
  void scaleThatIsAQuotientOfSides() {
    SmallGraph graph = new SmallGraph();
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String sides = sides(graph, graph.picture());
    String quotient = graph.node("Div", List.of(sides, sides(graph, half)));
    String ones = graph.stored(new float[] {1, 1}, 2);
    String scales = graph.node("Concat", List.of(ones, quotient), integer("axis", 0));
    String large = graph.node("Upsample", List.of(half, scales), text("mode", "linear"));
    assertThat(graph.ops(folder, large).get(1))
        .isEqualTo("ResizeBilinear[rule=ASYMMETRIC, target=LikeReference[]] [conv2d_1, picture]");
  }

  private static String sides(SmallGraph graph, String value) {
    String shape = graph.node("Shape", value);
    String sides = graph.node("Slice", List.of(shape, graph.list(2), graph.list(4)));
    return graph.node("Cast", sides, integer("to", OnnxParts.FLOAT));
  }
}
