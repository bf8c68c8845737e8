package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.core.FudeException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.Generators;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The whole way of weights from a published file to ours: load, neutral form, passes, save.
 *
 * <p>{@link #open} goes all the way to checked float32 tensors. What follows only settles what
 * travels beside the tensors: the resize rule and eps, which change the picture; style and licence,
 * which do not. What the file says of rule and eps is judged last, by {@link #report} and {@link
 * #model}, and not at all if the caller gives them. So whatever is wrong is said before anything is
 * written.
 *
 * <p>One conversion belongs to one thread.
 */
public final class Conversion {
  private final Path source;
  private final Generator generator;
  private final String sourceName;
  private final String sourceSha256;
  private final String format;
  private final Map<String, Tensor> tensors;
  private final List<String> notes;

  // What the file says of these is judged when it is needed: the caller may know better.
  private Supplier<Known<ResizeRule>> resizeRule;
  private Supplier<Known<Double>> normEps;
  private String style;
  private String license;
  private DType dtype = DType.F32;

  private Conversion(Source source, Generator generator, Optional<String> network) {
    this.source = source.path();
    this.generator = generator;
    LayerTable table = LayerTable.of(generator);
    WeightReader reader = FormatDetector.detect(source);
    NeutralModel model = Passes.chosen(reader.read(source), table, network);
    tensors = Passes.apply(model, table);
    sourceName = source.fileName();
    sourceSha256 = source.sha256();
    format = reader.format();
    notes = new ArrayList<>(source.notes());
    notes.addAll(Passes.notes(model, table));
    Generator.Defaults defaults = generator.defaults().get(model.framework());
    Metadata metadata = new Metadata(model.metadata());
    resizeRule =
        () ->
            Known.firstOf(
                GraphFacts.resizeRule(model),
                metadata.resizeRule(),
                defaults.settings().resizeRule(),
                defaults.origin());
    normEps =
        () ->
            Known.firstOf(
                GraphFacts.eps(model),
                metadata.normEps(),
                defaults.settings().normEps(),
                defaults.origin());
    style = metadata.style().orElseGet(() -> styleIn(sourceName, generator));
    license = metadata.license().orElse(generator.license());
  }

  private static String styleIn(String fileName, Generator generator) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return generator.styles().stream().filter(lower::contains).findFirst().orElse("unknown");
  }

  /**
   * Reads a file of any known format.
   *
   * @param source the file, which need not be trusted
   * @return a conversion that can be asked, adjusted and written
   * @throws InvalidWeightsException if the file is missing, of no known format, damaged, or holds
   *     other tensors than an AnimeGANv2 generator's; one message lists all that are missing,
   *     superfluous or misshapen
   */
  public static Conversion open(Path source) {
    return open(source, Generators.standard());
  }

  /**
   * As {@link #open(Path)}, of a file that may hold several networks.
   *
   * @param source the file, which need not be trusted
   * @param network the name of the one that is meant, as the file calls it: a key such as {@code
   *     params_ema}, or what stands before the names of its tensors
   * @return a conversion of that network
   * @throws InvalidWeightsException also if there is no network of that name
   */
  public static Conversion open(Path source, String network) {
    return open(source, Generators.standard(), Optional.of(network));
  }

  /** As {@link #open(Path)}, for any network that has been described. */
  static Conversion open(Path source, Generator generator) {
    return open(source, generator, Optional.empty());
  }

  /** As {@link #open(Path, String)}, for any network that has been described. */
  static Conversion open(Path source, Generator generator, Optional<String> network) {
    return refusingByName(
        source, () -> new Conversion(FormatDetector.open(source), generator, network));
  }

  private static <T> T refusingByName(Path source, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MalformedSourceException e) {
      throw new InvalidWeightsException(
          source + " cannot be converted: " + e.getMessage() + ".", e);
    }
  }

  private <T> Known<T> judged(Supplier<Known<T>> fact) {
    return refusingByName(source, fact);
  }

  /**
   * Sets the resize rule, whatever the file says.
   *
   * @param rule where the network's enlargements look
   * @return this
   */
  public Conversion resize(ResizeRule rule) {
    resizeRule = () -> Known.given(rule);
    return this;
  }

  /**
   * Sets what the norms add to the variance, whatever the file says.
   *
   * @param eps greater than 0 and less than 1
   * @return this
   * @throws IllegalArgumentException if it is not
   */
  public Conversion eps(double eps) {
    if (!(eps > 0 && eps < 1)) {
      throw new IllegalArgumentException("An eps of " + eps + " is not between 0 and 1.");
    }
    normEps = () -> Known.given(eps);
    return this;
  }

  /**
   * Sets the style's name, which is otherwise guessed from the file's.
   *
   * @param name such as {@code hayao}
   * @return this
   */
  public Conversion style(String name) {
    style = name;
    return this;
  }

  /**
   * Sets the licence notice, which is otherwise that of the published weights: for non-commercial
   * use only.
   *
   * @param notice one or two sentences
   * @return this
   */
  public Conversion license(String notice) {
    license = notice;
    return this;
  }

  /**
   * Sets how the numbers are written.
   *
   * @param kind F32, or F16 for half the size
   * @return this
   * @throws IllegalArgumentException if weights are not written as that
   */
  public Conversion dtype(DType kind) {
    if (!kind.isWritten()) {
      throw new IllegalArgumentException("Weights are written as F32 or F16, not " + kind + ".");
    }
    dtype = kind;
    return this;
  }

  /**
   * Tells what was found and what would be written.
   *
   * @return the report as things stand now
   * @throws InvalidWeightsException if the file's resize rule or eps cannot be used, and was not
   *     given
   */
  public ConversionReport report() {
    Known<ResizeRule> rule = judged(resizeRule);
    Known<Double> eps = judged(normEps);
    return new ConversionReport(
        sourceName,
        sourceSha256,
        format,
        generator.name(),
        tensors.size(),
        tensors.values().stream().mapToLong(tensor -> tensor.shape().elements()).sum(),
        dtype,
        style,
        rule.value(),
        rule.origin(),
        eps.value(),
        eps.origin(),
        license,
        notes);
  }

  /**
   * Converts without writing.
   *
   * @return the model: tensors under the PyTorch port's names, kernels OIHW, in order of
   *     computation
   * @throws InvalidWeightsException as {@link #report}
   */
  public Model model() {
    Settings settings = Settings.of(judged(resizeRule).value(), judged(normEps).value());
    ModelCard card =
        ModelCard.BLANK
            .with(ModelCard.STYLE, style)
            .with(ModelCard.SOURCE, sourceName)
            .with(ModelCard.SOURCE_SHA256, sourceSha256)
            .with(ModelCard.LICENSE, license);
    return Model.of(new Definition(generator, settings), new Weights(Map.of(), tensors), card);
  }

  /**
   * Compares the numbers with another source's, such as float weights with the quantized file that
   * was made of them.
   *
   * @param other another source for the same network
   * @return one entry for each tensor, in order of computation
   */
  public List<TensorDifference> differencesFrom(Conversion other) {
    return tensors.entrySet().stream()
        .map(
            entry ->
                TensorDifference.of(
                    entry.getKey(), entry.getValue(), other.tensors.get(entry.getKey())))
        .toList();
  }

  /**
   * Converts and writes a safetensors file, beside its place first and then moved there.
   *
   * @param target the file to write
   * @param overwrite whether an existing file is replaced
   * @return what was written
   * @throws FudeException if the file exists and is not to be replaced, or cannot be written, or as
   *     {@link #report}
   */
  public ConversionReport write(Path target, boolean overwrite) {
    ModelFile.write(target, model(), dtype, overwrite);
    return report();
  }
}
