package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LargePictureTest {
  private static final long MEMORY = 25_000_000_000L;

  @Test
  void heapsGrowWithThePictureWhereFilesAreUsed() {
    assertThat(
            jobs("--engine=fude-files", "--size=1152x864,2304x1728,4000x3000,8000x6000").stream()
                .map(OneShotJob::jvmFlags))
        .containsExactly(
            List.of("-Xmx256m"), List.of("-Xmx512m"), List.of("-Xmx512m"), List.of("-Xmx1g"));
  }

  @Test
  void oneRowCanBeRunAlone() {
    assertThat(jobs("--engine=fude-heap", "--size=4000x3000"))
        .containsExactly(
            new OneShotJob("fude-heap", List.of("-Xmx12g"), new PhotoSize(4000, 3000), 2));
  }

  @Test
  void whatCannotBeIsNotTriedButTold() {
    LargePicture command = parsed("--size=8000x6000", "--engine=fude-heap,fude-files");

    assertThat(command.jobs()).extracting(OneShotJob::engine).containsExactly("fude-files");
    assertThat(command.table(List.of()))
        .asString()
        .contains("fude-heap")
        .contains("a value is longer than an array");
  }

  @Test
  void rivalEndsWhereTheMachinesMemoryEnds() {
    assertThat(whyNot("onnxruntime", 2304, 1728)).isEmpty();
    assertThat(whyNot("onnxruntime", 4000, 3000))
        .hasValue("not run: may take 28 GB of this machine's 25");
    assertThat(whyNot("fude-files", 8000, 6000)).isEmpty();
  }

  private static Optional<String> whyNot(String engine, int width, int height) {
    OneShotJob job = new OneShotJob(engine, List.of(), new PhotoSize(width, height), 2);
    return LargePicture.whyNot(job, MEMORY);
  }

  @Test
  void enginesAreCheckedOnceAtOneMegapixel() {
    LargePicture command = parsed("--size=2304x1728,4000x3000", "--engine=fude-files");

    assertThat(command.checks(command.jobs()))
        .containsExactly(
            new OneShotJob("fude-files", List.of("-Xmx256m"), new PhotoSize(1152, 864), 2));
  }

  @Test
  void timeAndPeakAreToldForAPixelAndWhatWasForetoldBesideWhatWasUsed() {
    LargePicture command = parsed("--size=1000x1000", "--engine=fude-files");
    OneShotResult result =
        new OneShotResult(
            command.jobs().get(0),
            new Samples(List.of(5.0)),
            new Samples(List.of(400.0)),
            new Samples(List.of(70.0)),
            new Samples(List.of(251.0)),
            Optional.of(new Foretold(14 << 20, 250 << 20)));

    assertThat(command.table(List.of(result)).toString().lines().skip(2))
        .singleElement()
        .extracting(row -> List.of(row.replace(" ", "").substring(1).split("\\|")))
        .isEqualTo(
            List.of(
                "fude-files",
                "1000x1000",
                "2",
                "1",
                "5.0",
                "5.00",
                "400",
                "419",
                "70",
                "14",
                "251",
                "250"));
  }

  private static List<OneShotJob> jobs(String... args) {
    return parsed(args).jobs();
  }

  private static LargePicture parsed(String... args) {
    LargePicture command = new LargePicture();
    new CommandLine(command).parseArgs(args);
    return command;
  }
}
