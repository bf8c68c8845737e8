package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.core.Quoted;
import dev.fude.core.op.Eps;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.Model;
import dev.fude.model.PictureContract;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.Forecast;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fude info}: what a weight file holds, and what a run with it would do. */
@Command(name = "info", description = "Tells what a model's file holds.")
final class InfoCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 300;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "FILE|NAME",
      description =
          "A safetensors file, a style that \"fude styles\" lists, or any file that \"fude"
              + " convert\" reads.")
  private String file;

  @Option(names = "--tensors", description = "List every tensor.")
  private boolean listTensors;

  @Option(
      names = "--plan",
      paramLabel = "WxH",
      converter = PictureSize.OfPicture.class,
      description = {
        "Print the steps of a run at this picture size, and the memory, scratch files and time",
        "that it takes: a small picture is painted to tell."
      })
  private PictureSize planSize;

  @Mixin private BackendOptions backendOptions;
  @Mixin private WeightOptions weightOptions;
  @Mixin private MemoryOptions memoryOptions;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    backendOptions.select();
    Style style = Styles.find(file);
    Optional<ForeignModel> foreign;
    try {
      foreign = ForeignModel.of(style, weightOptions);
    } catch (InvalidWeightsException noModel) {
      return tell(ForeignNetwork.of(style).orElseThrow(() -> noModel), noModel);
    }
    StoredModel content =
        foreign.map(StoredModel::of).orElseGet(() -> StoredModel.of(style.read()));
    Map<String, Object> result = describe(content);
    foreign.ifPresent(converted -> result.put("converted", converted.describe()));
    try {
      Model model =
          foreign.map(ForeignModel::model).orElseGet(() -> style.model(weightOptions.settings()));
      describeModel(model, result);
      if (planSize != null) {
        describePlan(model, result);
      }
    } catch (FudeException e) {
      if (planSize != null || Failures.exitCode(e) != ExitCode.BAD_INPUT) {
        throw e; // it is not the file that this tells of
      }
      result.put("loads_as", null);
      result.put("reason", e.getMessage());
    }
    if (json) {
      Json.print(spec.commandLine().getOut(), result);
    } else {
      print(spec.commandLine().getOut(), result, content);
    }
    return ExitCode.DONE;
  }

  /** What paints no picture may be a network all the same. */
  private int tell(ForeignNetwork network, InvalidWeightsException noModel) {
    if (planSize != null) {
      throw noModel;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, network.describe(file, noModel.getMessage()));
    } else {
      network.print(out, file, noModel.getMessage());
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> describe(StoredModel content) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("file", file);
    result.put("tensor_count", content.tensors().size());
    result.put("parameters", parameters(content));
    result.put(
        "dtypes",
        content.tensors().values().stream()
            .map(tensor -> tensor.dtype().toString())
            .distinct()
            .toList());
    result.put("metadata", content.metadata());
    List<Map<String, Object>> tensors = new ArrayList<>();
    content.tensors().forEach((name, tensor) -> tensors.add(describe(name, tensor)));
    result.put("tensors", tensors);
    return result;
  }

  private static long parameters(StoredModel content) {
    return content.tensors().values().stream().mapToLong(one -> one.shape().elements()).sum();
  }

  private static Map<String, Object> describe(String name, StoredModel.Stored tensor) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("dtype", tensor.dtype().toString());
    entry.put("shape", tensor.shape().toString());
    return entry;
  }

  private static void describeModel(Model model, Map<String, Object> result) {
    result.put("loads_as", model.network());
    Map<String, String> settings =
        model.definition().map(Definition::settings).orElse(Settings.NONE).values();
    String eps = settings.get(Settings.NORM_EPS);
    result.put("resize", settings.get(Settings.RESIZE));
    result.put("norm_eps", eps == null ? null : Double.valueOf(eps));
    PictureContract contract = model.picture();
    Map<String, Object> picture = new LinkedHashMap<>();
    picture.put("channel_order", contract.channels().id());
    picture.put("input_range", List.of(contract.input().low(), contract.input().high()));
    picture.put("output_range", List.of(contract.output().low(), contract.output().high()));
    picture.put("least_side", contract.sides().least());
    picture.put("side_multiple", contract.sides().multiple());
    picture.put("scale", contract.sides().scale());
    result.put("picture", picture);
  }

  private void describePlan(Model model, Map<String, Object> result) {
    PainterBuilder builder = Painter.builder().model(model);
    backendOptions.applyTo(builder);
    memoryOptions.applyTo(builder);
    try (Painter painter = builder.build()) {
      Forecast forecast = painter.foretell(planSize.width(), planSize.height());
      result.put("plan_size", planSize.toString());
      result.put("engine", painter.describe());
      result.put("bytes_needed", forecast.heapBytes());
      result.put("scratch_bytes", forecast.scratchBytes());
      result.put("foretold_seconds", Pace.seconds(painter, planSize));
      result.put("plan", painter.plan(planSize.width(), planSize.height()).describe());
    }
  }

  /** A text of many lines, such as a graph, is for JSON. */
  private static String shown(String value) {
    return value.length() > MOST_SHOWN || value.contains("\n")
        ? String.format("%s (%d characters)", Quoted.name(value), value.length())
        : value;
  }

  private static String loadsAs(Map<String, Object> result) {
    String network = (String) result.get("loads_as");
    Object eps = result.get("norm_eps");
    return network.equals("graph")
        ? "Loads as the graph that it holds."
        : String.format(
            "Loads as %s%s%s.",
            network,
            result.get("resize") == null ? "" : ", resize " + result.get("resize"),
            eps == null ? "" : ", norm eps " + Eps.text((Double) eps));
  }

  private static String scratch(long bytes) {
    return bytes == 0
        ? "none"
        : MemorySize.words(bytes) + ", because all of it does not fit the heap";
  }

  private void print(PrintWriter out, Map<String, Object> result, StoredModel content) {
    out.printf(
        "%s: %d tensors, %d parameters, %s%n",
        file, content.tensors().size(), parameters(content), result.get("dtypes"));
    if (result.containsKey("converted")) {
      out.println(result.get("converted"));
    }
    content.metadata().forEach((key, value) -> out.printf("  %s: %s%n", key, shown(value)));
    if (listTensors) {
      content
          .tensors()
          .forEach(
              (name, tensor) -> out.printf("  %s %s %s%n", name, tensor.dtype(), tensor.shape()));
    }
    if (result.get("loads_as") == null) {
      out.println("Does not load: " + result.get("reason"));
      return;
    }
    out.println(loadsAs(result));
    Map<?, ?> picture = (Map<?, ?>) result.get("picture");
    out.printf(
        "Takes sides of at least %s pixels, multiples of %s.%n",
        picture.get("least_side"), picture.get("side_multiple"));
    if (planSize != null) {
      out.printf(
          "%nA %s picture with %s takes, beside the weights%n", planSize, result.get("engine"));
      out.printf("  heap     %s%n", MemorySize.words((Long) result.get("bytes_needed")));
      out.printf("  scratch  %s%n", scratch((Long) result.get("scratch_bytes")));
      double seconds = (Double) result.get("foretold_seconds");
      out.printf("  time     about %s%n%s", TimeLeft.words(seconds), result.get("plan"));
    }
  }
}
