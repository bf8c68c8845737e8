package dev.fude.converter.onnx;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.core.Quoted;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the numbers of a tensor are that an ONNX file keeps in another file beside it, as PyTorch
 * exports them since 2.9: from a byte on, so many of them.
 *
 * <p>Source: {@code external_data} of {@code TensorProto} in {@code onnx.proto3} and the page
 * "External Data" of the ONNX project.
 *
 * @param file the other file, under the rules of {@link Source#beside}
 * @param offset the first byte
 * @param length how many bytes, all of them in the file
 */
record ExternalData(Source file, long offset, int length) {
  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** Opens the files that a model names. */
  interface Files {
    /**
     * Opens a file, each once.
     *
     * @param name the name in the model, which need not be trusted
     * @return the file
     * @throws MalformedSourceException if it is not there, or not in the model's folder
     */
    Source open(String name);

    /** The files beside a model's. */
    static Files beside(Source model) {
      Map<String, Source> opened = new HashMap<>();
      return name -> opened.computeIfAbsent(name, model::beside);
    }
  }

  /**
   * Finds a tensor's numbers.
   *
   * @param tensor how to call the tensor in messages
   * @param entries the tensor's texts by key
   * @param files opens the file that they name
   * @throws MalformedSourceException if they name none, or it ends before the numbers do
   */
  static ExternalData find(String tensor, List<ProtoMessage> entries, Files files) {
    Map<String, String> texts = new HashMap<>();
    entries.forEach(entry -> texts.put(entry.text(KEY), entry.text(VALUE)));
    String location = texts.get("location");
    if (location == null) {
      throw new MalformedSourceException(
          tensor
              + " is stored in another file beside it, but it does not say which; export the model"
              + " again");
    }
    Source file = files.open(location);
    try {
      return find(location, file, texts);
    } catch (MalformedSourceException e) {
      throw new MalformedSourceException(tensor + " " + e.getMessage(), e);
    }
  }

  private static ExternalData find(String location, Source file, Map<String, String> texts) {
    long offset = number(texts.getOrDefault("offset", "0"));
    long length = number(texts.getOrDefault("length", Long.toString(file.size() - offset)));
    if (file.hasBytes(0, LFS_POINTER)) {
      throw new MalformedSourceException(
          String.format(
              "needs %s beside it, which is a Git LFS pointer here, a few lines that stand for the"
                  + " real file; fetch that by git lfs pull",
              Quoted.name(location)));
    }
    if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > file.size() - length) {
      throw new MalformedSourceException(
          String.format(
              "needs %d bytes from byte %d on of the %d bytes of %s beside it, which was cut off or"
                  + " belongs to another model; copy that file again",
              length, offset, file.size(), Quoted.name(location)));
    }
    return new ExternalData(file, offset, (int) length);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new MalformedSourceException(
          "is stored in another file at "
              + Quoted.name(text)
              + ", which is no place in it; export"
              + " the model again",
          e);
    }
  }

  /** Reads the numbers. */
  ByteBuffer bytes() {
    return file.bytes(offset, length);
  }
}
