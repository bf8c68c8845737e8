package dev.fude.cli;

import dev.fude.converter.Conversion;
import dev.fude.converter.ConversionReport;
import dev.fude.converter.Verification;
import dev.fude.core.backend.Progress;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.model.ChannelOrder;
import dev.fude.model.ValueRange;
import dev.fude.model.style.StyleFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
    description =
        "Converts published weights of AnimeGAN (1 to 3) and CartoonGAN, or any network's graph"
            + " of known ops, to safetensors, and tells what it found.")
final class ConvertCommand implements Callable<Integer> {
  private static final int STEPS = 4;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "SOURCE",
      description = {
        "Weights in a published format, told by content: TensorFlow Lite, checkpoint (its prefix,"
            + " .index or folder), SavedModel, frozen graph, TensorFlow.js (model.json or its"
            + " folder), ONNX, PyTorch or safetensors."
      })
  private Path source;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = {
        "Which network of a file that holds several, by the key or prefix that it has there.",
        "Default: the one that fits; of several that fit the averaged one."
      })
  private String network;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      converter = Converters.OutputFile.class,
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

  @Option(
      names = "--channels",
      paramLabel = "ORDER",
      converter = Converters.Channels.class,
      description = {
        "Of a network that only its ONNX graph knows: the order of its channels, rgb or bgr.",
        "Default: rgb."
      })
  private ChannelOrder channels;

  @Option(
      names = "--range",
      paramLabel = "LOW..HIGH",
      converter = Converters.Range.class,
      description = {
        "Of such a network: the numbers that stand for the darkest and the brightest level, as"
            + " -1..1, 0..1 or 0..255.",
        "Default: -1..1."
      })
  private ValueRange range;

  @Option(
      names = "--output-range",
      paramLabel = "LOW..HIGH",
      converter = Converters.Range.class,
      description = "The same of what it gives. Default: as --range.")
  private ValueRange outputRange;

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
      description = {
        "Before writing, check the numbers, and paint a small picture with the result as f32 and"
            + " as f16."
      })
  private boolean verify;

  @Option(
      names = "--against",
      paramLabel = "SOURCE",
      description =
          "Tell how far every tensor of the source is from the same one in a second source.")
  private Path against;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (!StyleFolder.ofUser().awaits(output)) {
      Outputs.requireFree(source, output, overwrite);
    }
    ConversionResult result = Terminal.showing("convert", this::convert);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, result.asMap());
    } else {
      result.print(out);
    }
    return ExitCode.DONE;
  }

  private ConversionResult convert(Progress progress) {
    Conversion conversion =
        configured(network == null ? Conversion.open(source) : Conversion.open(source, network));
    progress.advanced(1, STEPS);
    Optional<Comparison> comparison =
        Optional.ofNullable(against)
            .map(
                second ->
                    Comparison.of(second, conversion.differencesFrom(Conversion.open(second))));
    progress.advanced(2, STEPS);
    Optional<Verification> verification =
        verify ? Optional.of(Verification.of(conversion.model())) : Optional.empty();
    progress.advanced(3, STEPS);
    StyleFolder.ofUser().makeFor(output);
    ConversionReport report = conversion.write(output, overwrite);
    progress.advanced(STEPS, STEPS);
    return new ConversionResult(source, output, report, verification, comparison);
  }

  private Conversion configured(Conversion conversion) {
    conversion.dtype(dtype);
    if (resize != null) {
      conversion.resize(resize);
    }
    if (eps != null) {
      conversion.eps(eps);
    }
    if (channels != null) {
      conversion.channels(channels);
    }
    if (range != null || outputRange != null) {
      ValueRange input = range == null ? ValueRange.SIGNED_UNIT : range;
      conversion.range(input, outputRange == null ? input : outputRange);
    }
    if (style != null) {
      conversion.style(style);
    }
    if (license != null) {
      conversion.license(license);
    }
    return conversion;
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
