package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OneShotCommandTest {
  @Test
  void comparesBothEnginesByDefault() {
    assertThat(jobs(new ColdStart()))
        .containsExactly(
            new OneShotJob("fude", List.of(), PhotoSize.square(512), 2),
            new OneShotJob("onnxruntime", List.of(), PhotoSize.square(512), 2));
    assertThat(jobs(new Memory()).stream().map(job -> job.size().width()))
        .containsExactly(64, 64, 512, 512, 1024, 1024);
  }

  @Test
  void makesAJobOfEveryCombination() {
    assertThat(jobs(new ColdStart(), "--size=8,16", "--threads=1,2", "--engine=fude"))
        .containsExactly(
            new OneShotJob("fude", List.of(), PhotoSize.square(8), 1),
            new OneShotJob("fude", List.of(), PhotoSize.square(8), 2),
            new OneShotJob("fude", List.of(), PhotoSize.square(16), 1),
            new OneShotJob("fude", List.of(), PhotoSize.square(16), 2));
  }

  @Test
  void variantsAreOursWithMoreFlags() {
    assertThat(
            jobs(
                new ColdStart(),
                "--size=8",
                "--variant=c1=-XX:TieredStopAtLevel=1 -Xshare:off",
                "--variant=g1=-XX:+UseG1GC"))
        .containsExactly(
            new OneShotJob("fude", List.of(), PhotoSize.square(8), 2),
            new OneShotJob("onnxruntime", List.of(), PhotoSize.square(8), 2),
            new OneShotJob(
                "fude-c1",
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:off"),
                PhotoSize.square(8),
                2),
            new OneShotJob("fude-g1", List.of("-XX:+UseG1GC"), PhotoSize.square(8), 2));
  }

  @Test
  void refusesWhatTheEnginesWouldNotTakeAlike() {
    assertThatThrownBy(() -> jobs(new ColdStart(), "--size=30"))
        .hasMessage("Size 30 must be a multiple of 4 from 8 on.");
    assertThatThrownBy(() -> jobs(new ColdStart(), "--size=4"))
        .hasMessage("Size 4 must be a multiple of 4 from 8 on.");
    assertThatThrownBy(() -> jobs(new ColdStart(), "--threads=0"))
        .hasMessage("Threads must be at least 1, not 0.");
    assertThatThrownBy(() -> jobs(new ColdStart(), "--engine=ncnn"))
        .hasMessage("There is no engine \"ncnn\"; choose fude or onnxruntime.");
  }

  private static List<OneShotJob> jobs(OneShotCommand command, String... args) {
    new CommandLine(command).parseArgs(args);
    return command.jobs();
  }
}
