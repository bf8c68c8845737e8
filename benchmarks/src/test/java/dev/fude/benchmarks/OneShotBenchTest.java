package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneShotBenchTest {
  @TempDir Path folder;

  @Test
  @Tag("simd")
  @Tag("one-jdk")
  void measuresRealProcesses() throws Exception {
    OneShotJob job = new OneShotJob("fude", List.of("-Xshare:auto"), PhotoSize.square(8), 1);

    List<OneShotResult> results;
    try (OneShotBench bench = new OneShotBench()) {
      results = bench.measure(List.of(job), List.of(job), 1);
    }

    assertThat(results).singleElement().extracting(OneShotResult::job).isEqualTo(job);
    assertThat(results.get(0).seconds().values())
        .singleElement()
        .satisfies(seconds -> assertThat(seconds).as("no JVM starts faster").isGreaterThan(0.01));
    assertThat(results.get(0).peakMib().values())
        .as("only Linux tells")
        .allSatisfy(mib -> assertThat(mib).as("no JVM is smaller").isGreaterThan(10));
    assertThat(results.get(0).foretold().orElseThrow().heapBytes())
        .as("four rows of 64 channels at least")
        .isGreaterThan(4 * 8 * 64 * Float.BYTES);
  }

  @Test
  void differenceIsOfTheColourThatDiffersMost() {
    BufferedImage one = ofColour(0x102030);

    assertThat(OneShotBench.mostLevels(one, ofColour(0x102030))).isZero();
    assertThat(OneShotBench.mostLevels(one, ofColour(0x11202C))).isEqualTo(4);
    assertThat(OneShotBench.mostLevels(one, ofColour(0x002030))).isEqualTo(16);
    BufferedImage wider = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertThat(OneShotBench.mostLevels(one, wider)).isGreaterThan(255);
  }

  private static BufferedImage ofColour(int rgb) {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, rgb);
    image.setRGB(0, 0, 0xFFFFFF);
    return image;
  }

  @Test
  void writesEverySample() throws IOException {
    OneShotResult result =
        new OneShotResult(
            new OneShotJob("fude-x", List.of("-Xint"), PhotoSize.square(8), 2),
            new Samples(List.of(1.5, 2.5)),
            new Samples(List.of()),
            new Samples(List.of()),
            new Samples(List.of(7.0)),
            Optional.of(new Foretold(10, 20)));
    Path file = folder.resolve("result.json");

    OneShotJson.write(file, "ColdStart", List.of(result));

    assertThat(values(file))
        .contains(
            "benchmark=ColdStart", "engine=fude-x", "jvm_flags=-Xint", "size=8x8", "threads=2")
        .contains("scratch_mib=7.0", "foretold_heap_bytes=10", "foretold_scratch_bytes=20")
        .contains("seconds=1.5", "seconds=2.5", "median_seconds=2.0")
        .noneMatch(value -> value.startsWith("median_peak_mib"));
  }

  /** Every plain value in a file, with the name of the field that holds it. */
  private static List<String> values(Path file) throws IOException {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      String field = "";
      while (parser.nextToken() != null) {
        field = parser.currentName() == null ? field : parser.currentName();
        if (parser.currentToken().isScalarValue()) {
          values.add(field + "=" + parser.getText());
        }
      }
    }
    return values;
  }
}
