package dev.fude.converter.importer;

import static dev.fude.converter.importer.RefusedGraphsTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means in boxes whose pixels an exporter has counted, for the size that it was given. */
class FoldedFiltersTest {
  private static final int HEIGHT = 7;
  private static final int WIDTH = 10;
  private static final int RADIUS = 2;

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph(1, 3, HEIGHT, WIDTH);
  private final String sums = graph.box(graph.picture(), RADIUS);

  /**
   * How many pixels there are in the box round each, times what a box of {@link SmallGraph} has.
   */
  private static float[] counts(int channels) {
    float[] counts = new float[channels * HEIGHT * WIDTH];
    for (int i = 0; i < counts.length; i++) {
      int y = i / WIDTH % HEIGHT;
      int x = i % WIDTH;
      int rows = Math.min(y + RADIUS, HEIGHT - 1) - Math.max(y - RADIUS, 0) + 1;
      int columns = Math.min(x + RADIUS, WIDTH - 1) - Math.max(x - RADIUS, 0) + 1;
      counts[i] = 0.5f * rows * columns;
    }
    return counts;
  }

  private void assertMeans(String counts) {
    ImportedGraph imported = graph.imported(folder, graph.node("Div", List.of(sums, counts)));
    assertThat(imported.graph().nodes())
        .singleElement()
        .satisfies(node -> assertThat(node.op().toString()).isEqualTo("BoxMean[radius=2]"));
    assertThat(imported.notes())
        .containsExactly("Its sizes were fixed in the graph and are free now.");
  }

  @Test
  void onesThatAreStored() {
    assertMeans(graph.box(graph.filled(1, 1, 3, HEIGHT, WIDTH), RADIUS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsThatAreStored(int channels) {
    assertMeans(graph.stored(counts(channels), 1, channels, HEIGHT, WIDTH));
  }

  @Test
  void numbersThatCountOtherPixels() {
    float[] others = counts(3);
    others[WIDTH + 1] *= 1.001f;
    String stored = graph.stored(others, 1, 3, HEIGHT, WIDTH);
    String divided = graph.node("Div", List.of(sums, stored));
    assertRefused(
        () -> graph.imported(folder, divided),
        "\"Div\"",
        "a stored tensor that is not one number, or one for each channel");
  }

  @Test
  void onesOfAnotherSize() {
    String counts = graph.box(graph.filled(1, 1, 3, HEIGHT, WIDTH + 1), RADIUS);
    String divided = graph.node("Div", List.of(sums, counts));
    assertRefused(() -> graph.imported(folder, divided), "\"Conv\"", "convolves a stored tensor");
  }
}
