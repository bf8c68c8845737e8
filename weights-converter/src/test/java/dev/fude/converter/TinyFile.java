package dev.fude.converter;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.OnnxNumbers;
import dev.fude.converter.files.ProtoBytes;
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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

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

  SAVED_MODEL {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) throws IOException {
      byte[] graph = GraphDefFile.bytes(graph(tensors), GraphDefFile.Storage.CONTENT);
      ProtoBytes description = new ProtoBytes().text(4, "serve").text(5, "2.11.0");
      ProtoBytes metaGraph = new ProtoBytes().message(1, description).bytes(2, graph);
      byte[] content = new ProtoBytes().number(1, 1).message(2, metaGraph).toBytes();
      return Files.write(folder.resolve("saved_model.pb"), content);
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

  ONNX_WITH_NUMBERS_BESIDE {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) {
      return new OnnxNetwork(TinyNetwork.TINY)
          .numbers(OnnxNumbers.FLOAT_BESIDE)
          .build(tensors)
          .write(folder.resolve("a.onnx"));
    }
  },

  GZIPPED {
    @Override
    Path write(Path folder, Map<String, Tensor> tensors) throws IOException {
      byte[] content = new OnnxNetwork(TinyNetwork.TINY).build(tensors).bytes();
      Path file = folder.resolve("a.onnx");
      try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(file))) {
        output.write(content);
      }
      return file;
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
