package dev.fude.cli;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.weights.Conversion;
import dev.fude.weights.ConversionReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fude convert}: published weights to the safetensors file that {@code stylize} takes. */
@Command(
    name = "convert",
    description = "Converts published AnimeGANv2 weights to safetensors, and tells what it found.")
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "SOURCE",
      description = "Weights in a published format, such as .tflite or .pt; told by content.")
  private Path source;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The safetensors file to write.")
  private Path output;

  @Option(
      names = "--resize",
      paramLabel = "RULE",
      converter = Converters.Rule.class,
      description = {
        "How the network enlarges: asymmetric, align_corners or half_pixel.",
        "Default: what the source says, else its framework's default."
      })
  private ResizeRule resize;

  @Option(
      names = "--eps",
      paramLabel = "E",
      converter = Converters.Eps.class,
      description = "What the norms add to the variance. Default: as for --resize.")
  private Double eps;

  @Option(names = "--style", paramLabel = "NAME", description = "Default: from the source's name.")
  private String style;

  @Option(
      names = "--license",
      paramLabel = "TEXT",
      description = "The notice to carry. Default: that of the published weights.")
  private String license;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "f32",
      converter = DTypeConverter.class,
      description = "How numbers are written: f32, or f16 for half the size. Default: f32.")
  private DType dtype;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--verify",
      description = "Load the result and paint a small picture with it before writing it.")
  private boolean verify;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Outputs.requireFree(source, output, overwrite);
    Conversion conversion = configured(Conversion.open(source));
    if (verify) {
      Verification.check(conversion);
    }
    ConversionReport report = conversion.write(output, overwrite);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, asMap(report));
    } else {
      print(out, report);
    }
    return ExitCode.DONE;
  }

  private Conversion configured(Conversion conversion) {
    conversion.dtype(dtype);
    if (resize != null) {
      conversion.resize(resize);
    }
    if (eps != null) {
      conversion.eps(eps);
    }
    if (style != null) {
      conversion.style(style);
    }
    if (license != null) {
      conversion.license(license);
    }
    return conversion;
  }

  private void print(PrintWriter out, ConversionReport report) {
    out.printf("%s: %s, %s%n", source, report.format(), report.architecture());
    out.printf(
        "  tensors: %d, parameters: %d, written as %s%n",
        report.tensors(), report.parameters(), report.dtype());
    out.printf("  style: %s%n", report.style());
    out.printf("  resize: %s (%s)%n", report.resizeRule().id(), report.resizeOrigin());
    out.printf(
        "  norm eps: %s (%s)%n", Converters.Eps.text(report.normEps()), report.normEpsOrigin());
    out.printf("  license: %s%n", report.license());
    report.notes().forEach(note -> out.printf("  note: %s%n", note));
    out.printf("%s %s%n", verify ? "Verified and wrote" : "Wrote", output);
  }

  private Map<String, Object> asMap(ConversionReport report) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("source", source.toString());
    result.put("source_sha256", report.sourceSha256());
    result.put("format", report.format());
    result.put("architecture", report.architecture());
    result.put("tensors", report.tensors());
    result.put("parameters", report.parameters());
    result.put("dtype", report.dtype().toString());
    result.put("style", report.style());
    result.put("resize", report.resizeRule().id());
    result.put("resize_origin", report.resizeOrigin());
    result.put("norm_eps", report.normEps());
    result.put("norm_eps_origin", report.normEpsOrigin());
    result.put("license", report.license());
    result.put("notes", report.notes());
    result.put("verified", verify);
    result.put("output", output.toString());
    return result;
  }

  /** How numbers can be written. */
  static final class DTypeConverter implements ITypeConverter<DType> {
    @Override
    public DType convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "f32" -> DType.F32;
        case "f16" -> DType.F16;
        default -> throw new TypeConversionException("\"" + text + "\" is not one of f32 and f16.");
      };
    }
  }
}
