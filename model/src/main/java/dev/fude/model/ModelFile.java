package dev.fude.model;

import dev.fude.core.Quoted;
import dev.fude.core.json.MalformedJsonException;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.Generators;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.generator.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model as one safetensors file: the trained tensors, and in the metadata all else. The only
 * class that knows the keys, with {@link ContractWords}.
 *
 * <table>
 *   <caption>Metadata of version 1</caption>
 *   <tr><th>key</th><th>value</th></tr>
 *   <tr><td>{@code format}</td><td>{@code fude}; without it the other keys are not believed, and
 *       the file is a state_dict of AnimeGANv2</td></tr>
 *   <tr><td>{@code format_version}</td><td>{@code 1}; files from before it was written have the
 *       second form</td></tr>
 *   <tr><td colspan="2">then either a graph:</td></tr>
 *   <tr><td>{@code graph}</td><td>as {@link GraphText} writes it</td></tr>
 *   <tr><td>{@code channel_order}</td><td>{@code rgb} or {@code bgr}</td></tr>
 *   <tr><td>{@code input_range}, {@code output_range}</td><td>two numbers, such as {@code -1 1}:
 *       those of level 0 and of level 255</td></tr>
 *   <tr><td>{@code side_multiple}</td><td>a whole number that divides every side of a picture
 *       beside those that the graph's shapes want; without it, 1</td></tr>
 *   <tr><td colspan="2">or a hand-written network and its settings:</td></tr>
 *   <tr><td>{@code architecture}</td><td>such as {@code animeganv2}</td></tr>
 *   <tr><td>{@code resize}, {@code norm_eps}</td><td>as {@link Settings} has them</td></tr>
 *   <tr><td colspan="2">and the card, such as {@code style} and {@code license}.</td></tr>
 * </table>
 *
 * <p>A file need not be trusted: what is wrong with it becomes an {@link InvalidWeightsException}
 * that names it.
 */
public final class ModelFile {
  private static final String FORMAT = "format";
  private static final String OURS = "fude";
  private static final String VERSION = "format_version";
  private static final String CURRENT_VERSION = "1";
  private static final String GRAPH = "graph";
  private static final String ARCHITECTURE = "architecture";

  private static final Set<String> OF_GRAPH =
      Set.of(
          GRAPH,
          ContractWords.CHANNEL_ORDER,
          ContractWords.INPUT_RANGE,
          ContractWords.OUTPUT_RANGE,
          ContractWords.SIDE_MULTIPLE);
  private static final Set<String> OF_DEFINITION =
      Set.of(ARCHITECTURE, Settings.RESIZE, Settings.NORM_EPS);

  private ModelFile() {}

  /**
   * Whether a safetensors file is a model's, as {@link #write} writes them.
   *
   * @param metadata what the file says in words
   * @return false for tensors alone, and for files of other programs
   */
  public static boolean isModel(Map<String, String> metadata) {
    return OURS.equals(metadata.get(FORMAT));
  }

  /**
   * Whether a safetensors file is a model's that holds the network's graph.
   *
   * @param metadata what the file says in words
   * @return false also for a model of a hand-written network
   */
  public static boolean holdsGraph(Map<String, String> metadata) {
    return isModel(metadata) && metadata.containsKey(GRAPH);
  }

  /**
   * Reads a model from a file.
   *
   * @param file a safetensors file
   * @param given settings of the caller, which come before the file's
   * @return the model
   * @throws RefusedSettingsException if settings are given and the file holds a graph
   * @throws InvalidWeightsException if the file cannot be read, holds no network that is known
   *     here, or does not say what changes the picture
   */
  public static Model read(Path file, Settings given) {
    return read(file.toString(), Safetensors.readWeights(file), given);
  }

  /**
   * Reads a model from a file's content.
   *
   * @param name what messages call it
   * @param content a whole safetensors file
   * @param given settings of the caller, which come before the file's
   * @return the model
   * @throws InvalidWeightsException as {@link #read(Path, Settings)}
   */
  public static Model read(String name, byte[] content, Settings given) {
    return read(name, Safetensors.readWeights(name, content), given);
  }

  private static Model read(String name, Weights file, Settings given) {
    try {
      return of(file, given);
    } catch (MalformedJsonException | InvalidShapeException | ArithmeticException e) {
      throw new InvalidWeightsException(
          String.format("%s is no model that can be used: %s.", name, clause(e)), e);
    } catch (RefusedSettingsException e) {
      throw new RefusedSettingsException(name + ": " + e.getMessage());
    } catch (InvalidWeightsException e) {
      throw new InvalidWeightsException(name + ": " + e.getMessage(), e);
    }
  }

  private static String clause(RuntimeException problem) {
    return problem.getMessage().replaceAll("[.]$", "");
  }

  private static Model of(Weights file, Settings given) {
    Map<String, String> words = file.metadata();
    if (!isModel(words)) {
      return defined(file, Generators.standard(), given);
    }
    requireVersion(words);
    if (words.containsKey(GRAPH)) {
      return withGraph(file, given);
    }
    requireNone(words, OF_GRAPH, "although it holds no graph");
    return defined(file, generator(words), given.orElse(settings(words)));
  }

  private static void requireVersion(Map<String, String> words) {
    String version = words.getOrDefault(VERSION, CURRENT_VERSION);
    if (!version.equals(CURRENT_VERSION)) {
      throw new MalformedJsonException(
          String.format(
              "its format_version is %s, and this Fude reads %s alone; get a newer Fude",
              Quoted.name(version), CURRENT_VERSION));
    }
  }

  /** Two words for one thing could contradict each other. */
  private static void requireNone(Map<String, String> words, Set<String> keys, String why) {
    Set<String> found = new TreeSet<>(words.keySet());
    found.retainAll(keys);
    if (!found.isEmpty()) {
      throw new MalformedJsonException(
          String.format("its metadata has %s %s; write it again", found, why));
    }
  }

  private static Model defined(Weights file, Generator generator, Settings settings) {
    return Model.of(new Definition(generator, settings), tensors(file), card(file.metadata()));
  }

  private static Generator generator(Map<String, String> words) {
    String name = words.getOrDefault(ARCHITECTURE, Generators.standard().name());
    return Generators.named(name)
        .orElseThrow(
            () ->
                new InvalidWeightsException(
                    String.format(
                        "The weights are of architecture %s without a graph, and only %s can be run"
                            + " without one; convert weights of that, or a file with a graph.",
                        Quoted.name(name), Generators.names())));
  }

  private static Settings settings(Map<String, String> words) {
    Map<String, String> settings = new LinkedHashMap<>(words);
    settings.keySet().retainAll(Set.of(Settings.RESIZE, Settings.NORM_EPS));
    return new Settings(settings);
  }

  private static Model withGraph(Weights file, Settings given) {
    Map<String, String> words = file.metadata();
    requireNone(words, OF_DEFINITION, "beside a graph, which says all of that itself");
    ContractWords contract = new ContractWords(words);
    return Model.of(
            GraphText.read(words.get(GRAPH)),
            tensors(file),
            contract.channels(),
            contract.input(),
            contract.output(),
            card(words))
        .inMultiplesOf(contract.sideMultiple())
        .with(given);
  }

  private static Weights tensors(Weights file) {
    return new Weights(Map.of(), file.tensors());
  }

  private static ModelCard card(Map<String, String> words) {
    Map<String, String> entries = new LinkedHashMap<>(words);
    entries.keySet().removeIf(ModelFile::isReserved);
    return new ModelCard(entries);
  }

  private static boolean isReserved(String key) {
    return key.equals(FORMAT)
        || key.equals(VERSION)
        || OF_GRAPH.contains(key)
        || OF_DEFINITION.contains(key);
  }

  /**
   * What a model's file holds.
   *
   * @param model the model
   * @return its tensors, with the metadata of the table above
   * @throws IllegalArgumentException if the card uses a key of the format itself
   */
  public static Weights content(Model model) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(FORMAT, OURS);
    words.put(VERSION, CURRENT_VERSION);
    model
        .definition()
        .ifPresentOrElse(
            definition -> putDefinition(words, definition), () -> putGraph(words, model));
    model
        .card()
        .entries()
        .forEach(
            (key, value) -> {
              if (isReserved(key)) {
                throw new IllegalArgumentException(
                    "A card may not have an entry \"" + key + "\": the format uses it.");
              }
              words.put(key, value);
            });
    return new Weights(words, model.weights().tensors());
  }

  private static void putDefinition(Map<String, String> words, Definition definition) {
    words.put(ARCHITECTURE, definition.generator().name());
    words.putAll(definition.settings().values());
  }

  private static void putGraph(Map<String, String> words, Model model) {
    words.put(GRAPH, GraphText.write(model.graph()));
    ContractWords.put(words, model);
  }

  /**
   * Writes a model: beside its place first, then moved there, so that a failure leaves neither half
   * a file nor destroys an older one.
   *
   * @param file the file
   * @param model the model
   * @param dtype F32 or F16
   * @param overwrite whether an existing file is replaced
   * @throws IllegalArgumentException if the dtype is not written, or the card uses a key of the
   *     format itself
   * @throws InvalidWeightsException if a number does not fit F16 or a name does not fit the format
   * @throws dev.fude.core.FudeException if the file exists and is not to be replaced, or cannot be
   *     written
   */
  public static void write(Path file, Model model, DType dtype, boolean overwrite) {
    Safetensors.write(file, content(model), dtype, overwrite);
  }
}
