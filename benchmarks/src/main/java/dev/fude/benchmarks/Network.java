package dev.fude.benchmarks;

import dev.fude.converter.Conversion;
import dev.fude.core.op.ResizeRule;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one network that every engine runs, and where its weights come from. The rules are those of
 * the exported ONNX model, so that the engines can be checked against one another.
 */
final class Network {
  /** The system property that names a safetensors file. */
  static final String MODEL = "fude.bench.model";

  /** The system property that names an ONNX model with the same weights. */
  static final String ONNX = "fude.bench.onnx";

  static final ResizeRule RULE = ResizeRule.HALF_PIXEL;
  static final double EPS = 1e-5;

  private static final String SHARED_WEIGHTS = "weights/hayao.pt";
  private static final String SHARED_ONNX = "weights/hayao_half_pixel.onnx";
  private static final long SEED = 20_261_122;

  private Network() {}

  /**
   * The model: with the weights of {@value #MODEL}, else those in the shared folder, else untrained
   * ones, with which an engine is as fast but has no rival to be compared with.
   *
   * @return AnimeGANv2 under the rules of the ONNX model
   */
  static Model model() {
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
   * The same network and weights as an ONNX model.
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
