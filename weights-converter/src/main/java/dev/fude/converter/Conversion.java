package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.core.FudeException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.Generators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The whole way of weights from a published file to ours: load, neutral form, passes, save.
 *
 * <p>{@link #open} goes all the way to checked float32 tensors: those of a network that is written
 * down here, or else of any graph that can be imported. What follows only settles what travels
 * beside the tensors: the resize rule and eps, or channel order and range, which change the
 * picture; style and licence, which do not. What the file says of rule and eps is judged last, by
 * {@link #report} and {@link #model}, and not at all if the caller gives them. So whatever is wrong
 * is said before anything is written.
 *
 * <p>One conversion belongs to one thread.
 */
public final class Conversion {
  private final Path source;
  private final String sourceName;
  private final String sourceSha256;
  private final String format;
  private final Found found;
  private final List<String> notes;

  // What the file says of the same is judged when it is needed: the caller may know better.
  private Told told = Told.NOTHING;
  private String style;
  private String license;
  private DType dtype = DType.F32;

  private Conversion(Source source, List<Generator> generators, Optional<String> network) {
    this.source = source.path();
    WeightReader reader = FormatDetector.detect(source);
    found = Found.in(source, reader, generators, network);
    sourceName = source.fileName();
    sourceSha256 = source.sha256();
    format = reader.format();
    notes = new ArrayList<>(source.notes());
    notes.addAll(found.notes());
    style = found.style(sourceName);
    license = found.license();
  }

  /**
   * Reads a file of any known format.
   *
   * @param source the file, which need not be trusted
   * @return a conversion that can be asked, adjusted and written
   * @throws InvalidWeightsException if the file is missing, of no known format, damaged, or holds
   *     neither a graph that can be imported nor exactly the tensors of a network in {@link
   *     Generators}; one message lists all that are missing, superfluous or misshapen
   */
  public static Conversion open(Path source) {
    return open(source, Generators.all(), Optional.empty());
  }

  /**
   * Whether a file has to be converted before the engine can load it.
   *
   * @param source the file, which need not be trusted
   * @return true if it is of a format that is known here, also one that is not read and that {@link
   *     #open(Path)} refuses by its name, other than a safetensors file that is a model's or holds
   *     the tensors of {@link Generators#standard} alone; false too if there is no such file
   */
  public static boolean isNeeded(Path source) {
    return Loadable.asItIs(source).map(isLoadable -> !isLoadable).orElse(false);
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
    return open(source, Generators.all(), Optional.of(network));
  }

  /** As {@link #open(Path)}, for any network that has been described. */
  static Conversion open(Path source, Generator generator) {
    return open(source, List.of(generator), Optional.empty());
  }

  /** As {@link #open(Path, String)}, for any networks that have been described. */
  static Conversion open(Path source, List<Generator> generators, Optional<String> network) {
    return refusingByName(
        source, () -> new Conversion(FormatDetector.open(source), generators, network));
  }

  /** Names the file in what is said of "it". */
  static <T> T refusingByName(Path source, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MalformedSourceException e) {
      throw new InvalidWeightsException(
          source + " cannot be converted: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Sets the resize rule, whatever the file says.
   *
   * @param rule where the network's enlargements look
   * @return this
   */
  public Conversion resize(ResizeRule rule) {
    told = told.withResize(rule);
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
    told = told.withEps(eps);
    return this;
  }

  /**
   * Sets the order of the channels of a network that only its graph knows; red first unless set.
   *
   * @param order the order, of what the network takes and gives
   * @return this
   */
  public Conversion channels(ChannelOrder order) {
    told = told.withChannels(order);
    return this;
  }

  /**
   * Sets the numbers of a network that only its graph knows; from -1 to 1 on both ends unless set.
   *
   * @param input the numbers that it takes
   * @param output the numbers that it gives
   * @return this
   */
  public Conversion range(ValueRange input, ValueRange output) {
    told = told.withRanges(input, output);
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
   * use only; of a network that only its graph knows nothing is known.
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
    Facts facts = refusingByName(source, () -> found.facts(told));
    Map<String, Tensor> tensors = found.tensors();
    return new ConversionReport(
        sourceName,
        sourceSha256,
        format,
        found.network(),
        tensors.size(),
        tensors.values().stream().mapToLong(tensor -> tensor.shape().elements()).sum(),
        dtype,
        style,
        facts.resizeRule(),
        facts.normEps(),
        facts.picture(),
        license,
        notes);
  }

  /**
   * Converts without writing.
   *
   * @return the model: tensors under the PyTorch port's names, or those of the imported graph,
   *     kernels OIHW, in order of computation
   * @throws InvalidWeightsException as {@link #report}
   */
  public Model model() {
    ModelCard card =
        ModelCard.BLANK
            .with(ModelCard.STYLE, style)
            .with(ModelCard.SOURCE, sourceName)
            .with(ModelCard.SOURCE_SHA256, sourceSha256)
            .with(ModelCard.LICENSE, license);
    return refusingByName(source, () -> found.model(told, card));
  }

  /**
   * Compares the numbers with another source's, such as float weights with the quantized file that
   * was made of them.
   *
   * @param other another source for the same network
   * @return one entry for each tensor, in order of computation
   * @throws InvalidWeightsException if the other source holds another network
   */
  public List<TensorDifference> differencesFrom(Conversion other) {
    return TensorDifference.between(found.tensors(), other.found.tensors())
        .orElseThrow(
            () ->
                new InvalidWeightsException(
                    String.format(
                        "%s holds another network than %s; compare two sources of one network.",
                        other.source, source)));
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
