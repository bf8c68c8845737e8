package dev.fude.converter;

import dev.fude.converter.neutral.Source;
import dev.fude.converter.protobuf.ProtoOutline;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people have in place of weights that are read: told by content, and what leads on from
 * there. A new kind is one more line in the list.
 */
final class OtherFormats {
  private static final String WAY =
      "; export the model to ONNX with its own tools, and convert that";
  private static final String ORIGIN = "; convert the PyTorch or ONNX model that it was made of";
  private static final String MADE_OF =
      ", which is not read; convert the model that it was made of";
  private static final String KERAS =
      "; load it in Keras and export it with tf2onnx (python -m tf2onnx.convert --keras FILE"
          + " --output model.onnx), and convert that";

  /** Of a text that much is looked at. */
  private static final int TEXT_BYTES = 4_096;

  private static final int LEAST_TEXT_BYTES = 4;

  /** Of a pickle that much is searched for the mark of who wrote it. */
  private static final int SEARCHED_BYTES = 1 << 22;

  private static final List<Kind> KINDS =
      List.of(
          // By signatures first, then by how texts begin; by names that tell where nothing else
          // does.
          kind(
              "a Git LFS pointer, a few lines that stand for the real file; fetch that by git lfs"
                  + " pull, or download it from the project's page",
              begins("version https://git-lfs.github.com/spec/")),
          kind(
              "an HDF5 file, as Keras writes (.h5), which is not read" + KERAS,
              begins("\u0089HDF")),
          kind(
              "a file of ncnn's layers (.param.bin), which is not read" + ORIGIN,
              begins("\u00dd\u0085v\u0000")),
          kind(
              "a file of ncnn's numbers (.bin) without its layers; put the .param file of the same"
                  + " name beside it, and convert that",
              begins("Gk0\u0001").or(isBeside(".bin", ".param"))),
          kind("an OpenVINO model's numbers (.bin)" + MADE_OF, isBeside(".bin", ".xml")),
          kind("an OpenVINO model (.xml)" + MADE_OF, text("<net ").and(OtherFormats::isMarkup)),
          kind(
              "a PaddlePaddle file of parameters (.pdparams), which is not read; export the model"
                  + " with paddle2onnx, and convert that",
              pickle("StructuredToParameterName@@")),
          kind(
              "a PaddlePaddle model's parameters (.pdiparams), which is not read; export the model"
                  + " with paddle2onnx, and convert that",
              OtherFormats::isPaddleTensor),
          kind(
              "a PaddlePaddle model (.pdmodel), which is not read; export it with paddle2onnx, and"
                  + " convert that",
              OtherFormats::isPaddleProgram),
          kind(
              "a Python pickle that torch.save did not write; load it in Python and save the"
                  + " generator's state_dict by torch.save",
              pickle("")),
          kind(
              "a Core ML model (.mlmodel), which is not read; convert the PyTorch or TensorFlow"
                  + " weights that it was made of",
              OtherFormats::isCoreMl),
          kind("an MNN model" + MADE_OF, named(".mnn")),
          kind(
              "an ONNX Runtime model (.ort), which is not read; convert the .onnx that it was made"
                  + " of",
              source -> source.hasBytes(4, "ORTM")),
          kind("an ExecuTorch program (.pte)" + MADE_OF, source -> source.hasBytes(4, "ET12")),
          kind(
              "a TensorRT engine, for one kind of GPU" + MADE_OF,
              begins("ptrt").or(begins("ftrt"))),
          kind("a Caffe model (.caffemodel)" + MADE_OF, OtherFormats::isCaffe),
          kind(
              "a Torch7 file (.t7), which is not read; convert PyTorch weights of the same network",
              begins("\u0004\0\0\0\u0001\0\0\0\u0003\0\0\0V 1")),
          kind(
              "a MessagePack file, as Flax writes (.msgpack), which is not read; convert the"
                  + " PyTorch or ONNX weights of the same network",
              OtherFormats::isMessagePack),
          kind(
              "a MATLAB file (.mat), which is not read; convert PyTorch or ONNX weights of the same"
                  + " network",
              begins("MATLAB 5.0")),
          kind(
              "an array of NumPy (.npy); save the generator's whole state_dict by torch.save",
              begins("\u0093NUMPY")),
          kind(
              "a file of MXNet's parameters, which is not read" + WAY,
              begins("\u0012\u0001\0\0\0")),
          kind(
              "a GGUF file, which holds language models; name the weights of the generator",
              begins("GGUF")),
          kind(
              "a GGML file, which holds language models; name the weights of the generator",
              begins("lmgg").or(begins("fmgg")).or(begins("tjgg"))),
          kind(
              "nothing but zeros, as a download leaves that was ended early; download it again",
              OtherFormats::isZeros),
          kind(
              "compressed by gzip, and damaged, cut off, or larger inside than weights would be;"
                  + " download it again",
              begins("\u001f\u008b")),
          kind("compressed by xz; unpack it first (unxz)", begins("\u00fd7zXZ")),
          kind("compressed by bzip2; unpack it first (bunzip2)", begins("BZh")),
          kind("compressed by zstd; unpack it first (unzstd)", begins("(\u00b5/\u00fd")),
          kind("a 7z archive; unpack it and name the weight file in it", begins("7z\u00bc\u00af")),
          kind("a rar archive; unpack it and name the weight file in it", begins("Rar!")),
          kind(
              "a picture, not weights; name the weight file",
              begins("\u0089PNG")
                  .or(begins("\u00ff\u00d8\u00ff"))
                  .or(begins("GIF8"))
                  .or(source -> source.hasBytes(8, "WEBP"))),
          kind(
              "a film or picture, not weights; name the weight file",
              source -> source.hasBytes(4, "ftyp")),
          kind(
              "a program, not weights; name the weight file",
              begins("\u007fELF").or(begins("MZ\u0090\0"))),
          kind("an empty zip archive; download it again", begins("PK\u0005\u0006")),
          kind("a PDF document, not weights; name the weight file", begins("%PDF")),
          kind(
              "a web page, not weights: a server sent a page about the file, or about an error, in"
                  + " its place; download the file itself, from the link that says raw or download",
              text("<html")
                  .or(text("<!doctype html"))
                  .or(text("<head"))
                  .and(OtherFormats::isMarkup)),
          kind(
              "an XML text, not weights, such as a server sends in place of a file that it does not"
                  + " give; download the file again and look at what arrives",
              text("<?xml").and(OtherFormats::isMarkup)),
          kind(
              "an index of weights in several files, which are not put together; load the model in"
                  + " Python and save its state_dict as one file",
              text("\"weight_map\"").and(source -> start(source).startsWith("{"))),
          kind(
              "a JSON text without weights, such as a server sends in place of a file that it does"
                  + " not give; download the file again and look at what arrives",
              source -> start(source).startsWith("{") || start(source).startsWith("[")),
          kind(
              "TensorFlow's note of its newest checkpoint, and the one that it names is not here;"
                  + " copy that checkpoint's files beside it",
              text("model_checkpoint_path:")),
          kind(
              "a description of a Caffe network (.prototxt), which holds no numbers" + ORIGIN,
              text("layer {").or(text("layer{")).or(text("layers {"))),
          kind("a text, not weights; download the weight file itself", OtherFormats::isPlainText),
          kind(
              "the numbers of an ONNX model, which is not beside it; copy the .onnx here and name"
                  + " that",
              named(".onnx.data").or(named(".onnx_data"))),
          kind(
              "the graph of a TensorFlow checkpoint (.meta), which holds no numbers; copy its"
                  + " .index and .data files beside it and name the .index",
              named(".meta")),
          kind(
              "a download that has not ended; let it end, or download it again",
              named(".crdownload").or(named(".part")).or(named(".download"))));

  private OtherFormats() {}

  private record Kind(String sentence, Predicate<Source> isOne) {}

  private static Kind kind(String sentence, Predicate<Source> isOne) {
    return new Kind(sentence, isOne);
  }

  /**
   * What a file is that no reader recognises.
   *
   * @param source the file
   * @return what it is and what to do, to go on after "it is"; empty if that is not known
   */
  static Optional<String> of(Source source) {
    return KINDS.stream().filter(kind -> kind.isOne().test(source)).map(Kind::sentence).findFirst();
  }

  /**
   * What a folder is that no reader finds weights in.
   *
   * @param folder any path
   * @return as {@link #of}
   */
  static Optional<String> ofFolder(Path folder) {
    if (Files.isRegularFile(folder.resolve("Manifest.json")) && holds(folder, "Data")) {
      return Optional.of(
          "a Core ML package (.mlpackage), which is not read; convert the PyTorch or TensorFlow"
              + " weights that it was made of");
    }
    if (holds(folder, "coremldata.bin")) {
      return Optional.of(
          "a compiled Core ML model (.mlmodelc), which is not read; convert the PyTorch or"
              + " TensorFlow weights that it was made of");
    }
    return holds(folder, "data.pkl") || holds(folder, "archive/data.pkl")
        ? Optional.of(
            "a folder that a PyTorch file was unpacked into; name the file itself, unpacked by"
                + " nobody")
        : Optional.empty();
  }

  private static boolean holds(Path folder, String name) {
    return Files.exists(folder.resolve(name));
  }

  private static Predicate<Source> begins(String magic) {
    return source -> source.hasBytes(0, magic);
  }

  /** A pickle of protocol 2 or later that has a mark somewhere. */
  private static Predicate<Source> pickle(String mark) {
    return source -> {
      ByteBuffer head = source.head();
      boolean isPickle =
          head.remaining() > 2
              && head.get(0) == (byte) 0x80
              && head.get(1) >= 2
              && head.get(1) <= 5;
      return isPickle && source.endsWith(".") && latin(source, SEARCHED_BYTES).contains(mark);
    };
  }

  private static Predicate<Source> named(String ending) {
    return source -> source.fileName().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** Whether a file of that ending has one of another ending beside it. */
  private static Predicate<Source> isBeside(String ending, String other) {
    return source -> {
      String name = source.fileName();
      return name.endsWith(ending)
          && Files.isRegularFile(
              source
                  .path()
                  .resolveSibling(name.substring(0, name.length() - ending.length()) + other));
    };
  }

  private static Predicate<Source> text(String word) {
    return source -> start(source).contains(word);
  }

  private static boolean isMarkup(Source source) {
    return start(source).startsWith("<");
  }

  /** The beginning of a text, small letters alone, without blanks and a byte order mark. */
  private static String start(Source source) {
    String text = latin(source, TEXT_BYTES);
    return (text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String latin(Source source, int bytes) {
    int length = (int) Math.min(bytes, source.size());
    return StandardCharsets.ISO_8859_1.decode(source.bytes(0, length)).toString();
  }

  /** A few letters may as well be the beginning of anything. */
  private static boolean isPlainText(Source source) {
    if (source.size() < LEAST_TEXT_BYTES) {
      return false;
    }
    CharBuffer text = CharBuffer.allocate(TEXT_BYTES);
    ByteBuffer bytes = source.bytes(0, (int) Math.min(TEXT_BYTES, source.size()));
    // The last letter may be cut, which a decoder that waits for more does not mind.
    return !StandardCharsets.UTF_8.newDecoder().decode(bytes, text, false).isError()
        && text.flip()
            .chars()
            .allMatch(character -> character >= ' ' || "\t\n\r\f".indexOf(character) >= 0);
  }

  /** A version and no levels of detail, then a message that begins with the kind of numbers. */
  private static boolean isPaddleTensor(Source source) {
    return source.hasBytes(0, "\0".repeat(16)) && source.hasBytes(17, "\0\0\0\b");
  }

  /** A block that is numbered 0 and has no parent, which is -1. */
  private static boolean isPaddleProgram(Source source) {
    String head = StandardCharsets.ISO_8859_1.decode(source.head()).toString();
    return head.startsWith("\n") && head.contains("\b\0\u0010" + "\u00ff".repeat(9) + "\u0001");
  }

  /** A name, then layers, which are the format's hundredth field. */
  private static boolean isCaffe(Source source) {
    ProtoOutline outline = ProtoOutline.of(source);
    return outline.hasContent(1) && outline.hasContent(100);
  }

  /** A map of at most 15 entries whose first key is a short name. */
  private static boolean isMessagePack(Source source) {
    ByteBuffer head = source.head();
    int entries = head.get(0) & 0xff;
    int length = (head.remaining() > 1 ? head.get(1) & 0xff : 0) - 0xa0;
    if (entries <= 0x80 || entries > 0x8f || length < 1 || length > 0x1f) {
      return false;
    }
    String name = latin(source, 2 + length).substring(2);
    return name.length() == length && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static boolean isZeros(Source source) {
    return latin(source, SEARCHED_BYTES).chars().allMatch(number -> number == 0);
  }

  /** A version, a description, and one of the kinds of models, whose numbers begin at 200. */
  private static boolean isCoreMl(Source source) {
    ProtoOutline outline = ProtoOutline.of(source);
    return outline.hasNumber(1) && outline.hasContent(2) && outline.hasContentFrom(200);
  }
}
