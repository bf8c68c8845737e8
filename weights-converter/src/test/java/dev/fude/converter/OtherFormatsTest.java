package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.TinyNetwork;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not read is called by its name, whatever the file is called. */
class OtherFormatsTest {
  private static final String FILL = "\u0007".repeat(60);

  @TempDir Path folder;

  private void assertNamed(String name, String content, String... words) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file, words);
  }

  private static void assertRefused(Path file, String... words) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Conversion.open(file, TinyNetwork.GENERATOR))
        .withMessageStartingWith(file + " cannot be converted: it is ")
        .withMessageContainingAll(words)
        .withMessageMatching("[^\n]*[^.\n]\\.");
  }

  @ParameterizedTest
  @CsvSource({
    "'version https://git-lfs.github.com/spec/v1\noid sha256:00', a Git LFS pointer, git lfs pull",
    "'\n <!DOCTYPE html><html><body>Sign in</body></html>', a web page, download the file itself",
    "'<html>404</html>', a web page, raw or download",
    "'{\"message\": \"Not Found\"}', a JSON text without weights, look at what arrives",
    "'{\"metadata\": {}, \"weight_map\": {}}', an index of weights in several files, as one file",
    "'model_checkpoint_path: \"a.ckpt\"', TensorFlow's note, copy that checkpoint's files",
    "'<?xml version=\"1.0\"?><Error/>', an XML text, look at what arrives",
    "'<?xml version=\"1.0\"?><net name=\"a\"/>', an OpenVINO model, it was made of",
    "'no weights at all', 'a text, not weights', download the weight file",
    "'%PDF-1.7', a PDF document, name the weight file"
  })
  void texts(String content, String what, String way) throws IOException {
    assertNamed("a.pt", content, what, way);
    assertNamed("a.onnx", content, what, way);
  }

  @Test
  void signatures() throws IOException {
    assertNamed("a.pt", "\u0089HDF\r\n\u001a\n" + FILL, "an HDF5 file", "tf2onnx");
    assertNamed("a.pt", "Gk0\u0001" + FILL, "ncnn's numbers");
    assertNamed("a.pt", "\u00dd\u0085v\0" + FILL, "ncnn's layers (.param.bin)");
    assertNamed("a.pt", FILL.substring(56) + "ORTM" + FILL, "an ONNX Runtime model (.ort)");
    assertNamed("a.pt", "\u0093NUMPY\u0001\0" + FILL, "an array of NumPy");
    assertNamed("a.pt", "\u0012\u0001\0\0\0\0\0\0" + FILL, "MXNet's parameters");
    assertNamed("a.pt", "GGUF" + FILL, "a GGUF file");
    assertNamed("a.pt", "lmgg" + FILL, "a GGML file");
    assertNamed("a.pt", FILL.substring(56) + "ET12" + FILL, "an ExecuTorch program (.pte)");
    assertNamed("a.pt", "ptrt" + FILL, "a TensorRT engine", "it was made of");
    assertNamed("a.pt", "\u0004\0\0\0\u0001\0\0\0\u0003\0\0\0V 1" + FILL, "a Torch7 file");
    assertNamed("a.pt", "MATLAB 5.0 MAT-file" + FILL, "a MATLAB file");
    assertNamed("a.pt", "\u0081\u00a6params\u0080" + FILL, "a MessagePack file, as Flax writes");
    assertNamed("a.pt", "\0".repeat(99), "nothing but zeros", "download it again");
    assertNamed("a.pt", "RIFF\u0007\0\0\0WEBP" + FILL, "a picture");
    assertNamed("a.pt", FILL.substring(56) + "ftypisom" + FILL, "a film or picture");
    assertNamed("a.pt", "\u007fELF" + FILL, "a program");
    assertNamed("a.pt", "PK\u0005\u0006" + FILL, "an empty zip archive");
    assertNamed("a.pt", "\u0089PNG\r\n" + FILL, "a picture");
    assertNamed("a.pt", "\u00ff\u00d8\u00ff" + FILL, "a picture");
  }

  @Test
  void packedFiles() throws IOException {
    assertNamed("a.pt", "\u001f\u008b\b" + FILL, "compressed by gzip, and damaged");
    assertNamed("a.pt", "\u00fd7zXZ\0" + FILL, "compressed by xz", "unxz");
    assertNamed("a.pt", "BZh9" + FILL, "compressed by bzip2", "bunzip2");
    assertNamed("a.pt", "(\u00b5/\u00fd" + FILL, "compressed by zstd", "unzstd");
    assertNamed("a.pt", "7z\u00bc\u00af" + FILL, "a 7z archive", "unpack it");
    assertNamed("a.pt", "Rar!" + FILL, "a rar archive", "unpack it");
  }

  @Test
  void messagesOfOtherPrograms() throws IOException {
    String description = "\b\u0001\u0012\u0004\n\u0002\u0012\0";
    assertNamed("a.pb", description + "\u00a2\u001f\u0002ab", "a Core ML model");
    assertNamed("a.pb", "\n\u0002ab\u00a2\u0006\u0002ab", "a Caffe model", "it was made of");
    String block = "\n\u0010\b\0\u0010" + "\u00ff".repeat(9) + "\u0001";
    assertNamed("a.pb", block + FILL, "a PaddlePaddle model (.pdmodel)", "paddle2onnx");
    assertNamed(
        "a.pb", "\0".repeat(16) + "\u0007\0\0\0\b\u0005" + FILL, "PaddlePaddle model's parameters");
  }

  @Test
  void otherPickles() throws IOException {
    String pickle = "\u0080\u0002}X\u001a\0\0\0StructuredToParameterName@@}s.";
    assertNamed("a.pdparams", pickle, "a PaddlePaddle file of parameters", "paddle2onnx");
    assertNamed("a.pkl", "\u0080\u0004}.", "a Python pickle that torch.save did not write");
  }

  @Test
  void numbersWhoseDescriptionLiesBeside() throws IOException {
    Files.writeString(folder.resolve("a.param"), "no layers");
    assertNamed("a.bin", "\0\0\0\0" + FILL, "ncnn's numbers");
    Files.createFile(folder.resolve("b.xml"));
    assertNamed("b.bin", FILL, "an OpenVINO model's numbers");
  }

  @Test
  void namesWhereNothingElseTells() throws IOException {
    assertNamed("a.mnn", FILL, "an MNN model", "it was made of");
    assertNamed("a.onnx.data", FILL, "the numbers of an ONNX model", "copy the .onnx here");
    assertNamed("a.meta", FILL, "the graph of a TensorFlow checkpoint", "name the .index");
    assertNamed("a.pt.crdownload", FILL, "a download that has not ended", "let it end");
  }

  @Test
  void folders() throws IOException {
    Path core = Files.createDirectories(folder.resolve("a.mlpackage"));
    Files.createDirectory(core.resolve("Data"));
    Files.createFile(core.resolve("Manifest.json"));
    assertRefused(core, "a Core ML package");
    Path unpacked = Files.createDirectories(folder.resolve("hayao"));
    Files.createFile(unpacked.resolve("data.pkl"));
    assertRefused(unpacked, "a folder that a PyTorch file was unpacked into");
  }
}
