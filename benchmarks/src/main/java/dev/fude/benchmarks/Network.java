package dev.fude.benchmarks;

import dev.fude.converter.Conversion;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.PictureContract;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The network that every engine runs, and where its weights come from: AnimeGANv2 under the rules
 * of its exported ONNX model, or whatever an ONNX file holds, so that the engines can be checked
 * against one another.
 */
final class Network {
  /** The name of the network that needs no file. */
  static final String ANIMEGAN_V2 = "animeganv2";

  /** The system property that names a safetensors file. */
  static final String MODEL = "fude.bench.model";

  /** The system property that names an ONNX model with the same weights. */
  static final String ONNX = "fude.bench.onnx";

  static final ResizeRule RULE = ResizeRule.HALF_PIXEL;
  static final double EPS = 1e-5;

  private static final String SHARED_WEIGHTS = "weights/hayao.pt";
  private static final String SHARED_ONNX = "weights/hayao_half_pixel.onnx";
  private static final long SEED = 20_261_122;

  private final Model model;
  private final Optional<Path> file; // or empty for AnimeGANv2

  private Network(Model model, Optional<Path> file) {
    this.model = model;
    this.file = file;
  }

  /**
   * A network by name, or from a file.
   *
   * @param name {@value #ANIMEGAN_V2}, or an ONNX file
   * @return the network
   */
  static Network of(String name) {
    if (name.equals(ANIMEGAN_V2)) {
      return animeGanV2();
    }
    Path file = Path.of(name);
    return new Network(Conversion.open(file).model(), Optional.of(file));
  }

  /**
   * AnimeGANv2 under the rules of the ONNX model.
   *
   * @return the network
   */
  static Network animeGanV2() {
    return new Network(animeGanV2Model(), Optional.empty());
  }

  /**
   * Whether it is the network that all engines know without a file.
   *
   * @return false for one from a file
   */
  boolean isAnimeGanV2() {
    return file.isEmpty();
  }

  /**
   * Whether its weights come from a file; else they are random numbers.
   *
   * @return true for all that a picture can be judged by
   */
  boolean isTrained() {
    return file.isPresent() || named(MODEL).isPresent() || shared(SHARED_WEIGHTS).isPresent();
  }

  /**
   * The network for our engine.
   *
   * @return with its weights
   */
  Model model() {
    return model;
  }

  /**
   * The network for ONNX Runtime.
   *
   * @return the file
   * @throws IllegalStateException if there is none
   */
  Path onnx() {
    return file.orElseGet(Network::onnxModel);
  }

  /**
   * What the file's graph takes for a picture: its own order of channels and range of numbers.
   *
   * @param picture (batch, height, width, 3), red first, from -1 to 1
   * @return of the same shape
   */
  Tensor taken(Tensor picture) {
    ValueRange range = model.picture().input();
    return mapped(picture, range.halfWidth(), range.middle());
  }

  /**
   * The picture that the file's graph has given.
   *
   * @param values (batch, height, width, 3), as the graph orders and scales them
   * @return of the same shape, red first, from -1 to 1
   */
  Tensor given(Tensor values) {
    ValueRange range = model.picture().output();
    return mapped(values, 1 / range.halfWidth(), -range.middle() / range.halfWidth());
  }

  private Tensor mapped(Tensor values, float factor, float offset) {
    Tensor mapped = Tensor.zeros(values.shape());
    int channels = PictureContract.CHANNELS;
    for (int i = 0; i < mapped.data().length; i++) {
      int channel = i % channels;
      int source = i - channel + model.picture().channels().channelOf(channel);
      mapped.data()[i] = values.data()[source] * factor + offset;
    }
    return mapped;
  }

  /**
   * The model: with the weights of {@value #MODEL}, else those in the shared folder, else untrained
   * ones, with which an engine is as fast but has no rival to be compared with.
   *
   * @return AnimeGANv2 under the rules of the ONNX model
   */
  private static Model animeGanV2Model() {
    Settings settings = Settings.of(RULE, EPS);
    Optional<Path> named = named(MODEL);
    if (named.isPresent()) {
      return ModelFile.read(named.get(), settings);
    }
    return shared(SHARED_WEIGHTS)
        .map(file -> Conversion.open(file).resize(RULE).eps(EPS).model())
        .orElseGet(() -> Model.untrained(new Definition(AnimeGanV2.GENERATOR, settings), SEED));
  }

  /**
   * AnimeGANv2 with the same weights as an ONNX model.
   *
   * @return the file
   * @throws IllegalStateException if there is none
   */
  static Path onnxModel() {
    return named(ONNX)
        .or(() -> shared(SHARED_ONNX))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    String.format(
                        "Engine onnxruntime needs a model: add -D%s=FILE.onnx and -D%s with the"
                            + " same weights, or -Dfude.shared=FOLDER.",
                        ONNX, MODEL)));
  }

  private static Optional<Path> named(String property) {
    return Optional.ofNullable(System.getProperty(property)).map(Path::of);
  }

  private static Optional<Path> shared(String relative) {
    return SharedFolder.find().map(folder -> folder.resolve(relative)).filter(Files::exists);
  }
}
