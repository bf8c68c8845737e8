package dev.fude.converter.onnx;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import java.util.Map;

/** Files of {@link TinyNetwork} that name no files beside them, and what becomes of them. */
final class TinyOnnx {
  static final LayerTable TINY = TinyNetwork.TINY;

  private static final long SEED = 20_271;

  static final Map<String, Tensor> TENSORS = TinyNetwork.randomHalves(TINY, SEED);

  private static final ExternalData.Files NO_FILES =
      name -> {
        throw new MalformedSourceException("names " + name);
      };

  private TinyOnnx() {}

  /** The network as it is exported today. */
  static OnnxFile sound() {
    return new OnnxNetwork(TINY).build(TENSORS);
  }

  static NeutralModel read(OnnxFile file) {
    return read(file.bytes());
  }

  static NeutralModel read(byte[] file) {
    return OnnxReader.read(file, NO_FILES);
  }

  static void assertRefused(OnnxFile file, String... reason) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Passes.apply(read(file), TINY))
        .withMessageContainingAll(reason);
  }
}
