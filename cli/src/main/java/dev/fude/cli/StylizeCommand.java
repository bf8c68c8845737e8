package dev.fude.cli;

import dev.fude.model.style.Style;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.PictureInfo;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fude stylize}: photographs to anime pictures. */
@Command(name = "stylize", description = "Turns photographs into anime pictures.")
final class StylizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private InputOptions inputOptions;
  @Mixin private OutputOptions outputOptions;

  @Mixin private PainterOptions painterOptions;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private SizingOptions sizing = new SizingOptions();

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell nothing but what fails.")
  private boolean quiet;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Inputs inputs = inputOptions.find(outputOptions.target());
    Jobs jobs = Jobs.plan(inputs.photographs(), inputs.many(), outputOptions);
    BatchReport report = tellBeforehand(inputs, jobs);
    Map<String, Object> result = jobs.open().isEmpty() ? Map.of() : paint(jobs, report);
    report.summarize();
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>(result);
      map.putAll(report.asMap());
      Json.print(spec.commandLine().getOut(), map);
    }
    return report.exitCode();
  }

  private BatchReport tellBeforehand(Inputs inputs, Jobs jobs) {
    PrintWriter err = err();
    BatchReport report =
        new BatchReport(
            spec.commandLine().getOut(), new Failures(err), Terminal.LINE, quiet || json);
    if (!quiet) {
      inputs.notices().forEach(notice -> err.println("fude: " + notice));
      jobs.notices().forEach(notice -> err.println("fude: " + notice));
    }
    inputs.failures().forEach((name, failure) -> report.add(Outcome.failed(name, failure)));
    jobs.refusals().forEach(sentence -> err.println("fude: " + sentence));
    jobs.refused().forEach((job, refusal) -> report.addTold(Outcome.failed(job, refusal)));
    jobs.done().forEach(job -> report.addTold(Outcome.passedOver(job)));
    report.expect(jobs.open().size());
    return report;
  }

  /** Paints what is to be painted, and gives what a machine is told of who painted it. */
  private Map<String, Object> paint(Jobs jobs, BatchReport report) {
    boolean one = jobs.open().size() == 1;
    if (one) {
      painterOptions.selectBackendForOne();
    } else {
      painterOptions.selectBackend();
    }
    Style style = painterOptions.style();
    try (LazyPainter painter = new LazyPainter(first -> load(style, first, one));
        Batch batch = new Batch(painter, jobs, report);
        Ending ending = Ending.telling(report::interruption)) {
      batch.paint(jobs.open());
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", style.label());
      result.put("engine", painter.engine());
      return result;
    }
  }

  private Painter load(Style style, PictureInfo first, boolean one) {
    return one
        ? painterOptions.loadForOne(first, style, sizing.chosen(), this::tell)
        : painterOptions.load(style, sizing.chosen(), this::tell);
  }

  private void tell(String line) {
    if (!quiet) {
      err().println("fude: " + line);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
