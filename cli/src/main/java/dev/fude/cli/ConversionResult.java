package dev.fude.cli;

import dev.fude.converter.ConversionReport;
import dev.fude.converter.Known;
import dev.fude.converter.Verification;
import dev.fude.core.op.Eps;
import dev.fude.model.PictureContract;
import dev.fude.model.ValueRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code fude convert} tells when it is done.
 *
 * @param source what the user named
 * @param output the file that was written
 * @param report what was found and written
 * @param verification what a trial of it showed, if there was one
 * @param comparison how far it is from a second source, if there was one
 */
record ConversionResult(
    Path source,
    Path output,
    ConversionReport report,
    Optional<Verification> verification,
    Optional<Comparison> comparison) {

  void print(PrintWriter out) {
    out.printf("%s: %s, %s%n", source, report.format(), report.architecture());
    out.printf(
        "  tensors: %d, parameters: %d, written as %s%n",
        report.tensors(), report.parameters(), report.dtype());
    out.printf("  style: %s%n", report.style());
    facts(report).forEach(fact -> out.printf("  %s%n", fact));
    out.printf("  license: %s%n", report.license());
    report.notes().forEach(note -> out.printf("  note: %s%n", note));
    verification.ifPresent(
        seen ->
            out.printf(
                "  verified: numbers from %.3g to %.3g; as f16 a small picture differs by at most"
                    + " %.2f grey levels, %.3f on average%n",
                seen.least(), seen.most(), seen.largestLevels(), seen.meanLevels()));
    comparison.ifPresent(seen -> seen.print(out));
    out.printf("%s %s%n", verification.isPresent() ? "Verified and wrote" : "Wrote", output);
  }

  /** What changes the picture, and how that is known. */
  static List<String> facts(ConversionReport report) {
    List<String> facts = new ArrayList<>();
    report
        .resizeRule()
        .ifPresent(
            rule -> facts.add(String.format("resize: %s (%s)", rule.value().id(), rule.origin())));
    report
        .normEps()
        .ifPresent(
            eps ->
                facts.add(String.format("norm eps: %s (%s)", Eps.text(eps.value()), eps.origin())));
    report.picture().ifPresent(picture -> facts.add(fact(picture)));
    return facts;
  }

  private static String fact(Known<PictureContract> picture) {
    return String.format(
        "picture: %s, %s in, %s out (%s)",
        picture.value().channels().id(),
        range(picture.value().input()),
        range(picture.value().output()),
        picture.origin());
  }

  private static String range(ValueRange range) {
    return number(range.low()) + " to " + number(range.high());
  }

  private static String number(float end) {
    return Float.toString(end).replaceAll("\\.0$", "");
  }

  Map<String, Object> asMap() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("source", source.toString());
    result.put("source_sha256", report.sourceSha256());
    result.put("format", report.format());
    result.put("architecture", report.architecture());
    result.put("tensors", report.tensors());
    result.put("parameters", report.parameters());
    result.put("dtype", report.dtype().toString());
    result.put("style", report.style());
    report
        .resizeRule()
        .ifPresent(
            rule -> {
              result.put("resize", rule.value().id());
              result.put("resize_origin", rule.origin());
            });
    report
        .normEps()
        .ifPresent(
            eps -> {
              result.put("norm_eps", eps.value());
              result.put("norm_eps_origin", eps.origin());
            });
    report.picture().ifPresent(picture -> put(result, picture));
    result.put("license", report.license());
    result.put("notes", report.notes());
    result.put("verified", verification.isPresent());
    verification.ifPresent(seen -> result.put("verification", asMap(seen)));
    comparison.ifPresent(seen -> result.put("against", seen.asMap()));
    result.put("output", output.toString());
    return result;
  }

  private static void put(Map<String, Object> result, Known<PictureContract> picture) {
    result.put("channel_order", picture.value().channels().id());
    result.put("input_range", ends(picture.value().input()));
    result.put("output_range", ends(picture.value().output()));
    result.put("picture_origin", picture.origin());
  }

  private static List<Double> ends(ValueRange range) {
    return List.of((double) range.low(), (double) range.high());
  }

  private static Map<String, Object> asMap(Verification seen) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("least", seen.least());
    result.put("most", seen.most());
    result.put("f16_largest_levels", seen.largestLevels());
    result.put("f16_mean_levels", seen.meanLevels());
    return result;
  }
}
