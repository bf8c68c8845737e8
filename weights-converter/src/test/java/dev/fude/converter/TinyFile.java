package dev.fude.converter;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TfjsFile;
import dev.fude.converter.files.TfjsNumbers;
import dev.fude.converter.files.TfliteNetwork;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.converter.files.TorchFile;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A sound file of each format that holds the tiny network. */
enum TinyFile {
  TFLITE {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return new TfliteNetwork(TinyNetwork.TINY, TfliteNetwork.Numbers.INT8_PER_CHANNEL)
          .build(tensors)
          .write(folder.resolve("a.tflite"));
    }
  },

  CHECKPOINT {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return CheckpointFile.of(TinyNetwork.TINY, tensors, "FloatStorage").write(folder, "a.ckpt");
    }
  },

  FROZEN_GRAPH {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) throws IOException {
      byte[] content = GraphDefFile.bytes(graph(tensors), GraphDefFile.Storage.CONTENT);
      return Files.write(folder.resolve("a.pb"), content);
    }
  },

  TENSORFLOW_JS {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return new TfjsFile(graph(tensors), TfjsNumbers.FLOAT32).write(folder);
    }
  },

  ONNX {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) throws IOException {
      byte[] content = new OnnxNetwork(TinyNetwork.TINY).build(tensors).bytes();
      return Files.write(folder.resolve("a.onnx"), content);
    }
  },

  PYTORCH_ZIP {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return TorchFile.of(tensors).write(folder.resolve("a.pt"));
    }
  },

  PYTORCH_CHECKPOINT {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      Map<String, Tensor> judge = Map.of("conv.weight", tensors.get("a.norm.weight"));
      return new TorchCheckpoint()
          .foreign()
          .dictionary("D", judge)
          .dictionary("G", tensors)
          .write(folder.resolve("a.pt"));
    }
  },

  PYTORCH_LEGACY {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return TorchFile.of(tensors).stream().write(folder.resolve("a.pt"));
    }
  },

  SAFETENSORS {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) throws IOException {
      byte[] content = SafetensorsBytes.of(tensors, "F32", Map.of());
      return Files.write(folder.resolve("a.safetensors"), content);
    }
  };

  private static TensorFlowGraph graph(Map<String, Tensor> tensors) {
    return new TensorFlowNetwork(TinyNetwork.TINY).build(tensors);
  }

  /**
   * Writes a file, and those beside it that its format needs.
   *
   * @param folder an existing folder
   * @param tensors the network's tensors
   * @return the file that a user names
   */
  abstract Path write(Path folder, Map<String, Tensor> tensors) throws IOException;
}
