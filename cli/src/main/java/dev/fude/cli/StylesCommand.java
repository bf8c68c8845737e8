package dev.fude.cli;

import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.model.style.PublishedStyle;
import dev.fude.model.style.Style;
import dev.fude.model.style.StyleFolder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fude styles}: what {@code --model} can be given, and where more can be had. */
@Command(
    name = "styles",
    description = {
      "Lists the styles that are here, and the published ones with where to get them.",
      "Nothing is downloaded."
    })
final class StylesCommand implements Callable<Integer> {
  private static final String LICENSE = "license";
  private static final String ERROR = "error";

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    StyleFolder folder = StyleFolder.ofUser();
    List<Map<String, Object>> builtIn =
        BuiltInStyle.installed().stream()
            .map(style -> entry(style.name(), new Style.OfArtifact(style)))
            .toList();
    List<Map<String, Object>> converted =
        folder.names().stream()
            .map(name -> entry(name, new Style.OfFile(folder.file(name))))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, asMap(folder, builtIn, converted));
    } else {
      print(out, folder, builtIn, converted);
    }
    return ExitCode.DONE;
  }

  /** Name and licence, or why it cannot be used. */
  private static Map<String, Object> entry(String name, Style style) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    try {
      entry.put(LICENSE, style.read().metadata().getOrDefault(LICENSE, "not told by the file"));
    } catch (InvalidWeightsException e) {
      entry.put(ERROR, e.getMessage());
    }
    return entry;
  }

  private static Map<String, Object> asMap(
      StyleFolder folder, List<Map<String, Object>> builtIn, List<Map<String, Object>> converted) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("built_in", builtIn);
    result.put("folder", folder.path().toString());
    result.put("converted", converted);
    result.put(
        "published", PublishedStyle.ALL.stream().map(style -> published(style, folder)).toList());
    return result;
  }

  private static Map<String, Object> published(PublishedStyle style, StyleFolder folder) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", style.name());
    entry.put("architecture", style.network());
    entry.put("description", style.description());
    entry.put("address", style.address());
    entry.put(LICENSE, style.license());
    entry.put("convert", style.convertCommand(folder));
    return entry;
  }

  private static void print(
      PrintWriter out,
      StyleFolder folder,
      List<Map<String, Object>> builtIn,
      List<Map<String, Object>> converted) {
    out.println("Built in; the first is taken for pictures when no --model is given:");
    builtIn.forEach(entry -> line(out, entry));
    out.printf("%nConverted, in %s:%n", folder.path());
    converted.forEach(entry -> line(out, entry));
    if (converted.isEmpty()) {
      out.println("  none yet");
    }
    out.printf("%nPublished by others (get the file or folder yourself, then convert it):%n");
    for (PublishedStyle style : PublishedStyle.ALL) {
      out.printf("  %-18s %s%n", style.name(), style.description());
      out.printf("    network  %s%n", style.network());
      out.printf("    from     %s%n", style.address());
      out.printf("    licence  %s%n", style.license());
      out.printf("    convert  %s%n", style.convertCommand(folder));
    }
    out.printf("%nA converted style is then called by its name: fude stylize ... --model hayao%n");
  }

  private static void line(PrintWriter out, Map<String, Object> entry) {
    Object told =
        entry.containsKey(ERROR) ? "cannot be used: " + entry.get(ERROR) : entry.get(LICENSE);
    out.printf("  %-18s %s%n", entry.get("name"), told);
  }
}
