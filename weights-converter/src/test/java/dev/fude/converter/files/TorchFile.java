package dev.fude.converter.files;

import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files such as {@code torch.save} writes, in ordinary and in awkward ways. */
public final class TorchFile {
  private final Map<String, byte[]> storages = new LinkedHashMap<>();
  private final TorchDictionary dictionary = new TorchDictionary();
  private boolean compressed;
  private String root = "archive/";

  /**
   * A file of float32 tensors, each in its own storage.
   *
   * @param tensors by name
   * @return the file
   */
  public static TorchFile of(Map<String, Tensor> tensors) {
    TorchFile file = new TorchFile();
    tensors.forEach((name, tensor) -> file.tensor(name, "FloatStorage", tensor));
    return file;
  }

  /**
   * Adds a tensor with a storage of its own.
   *
   * @param name its name
   * @param kind FloatStorage, DoubleStorage, HalfStorage or BFloat16Storage
   * @param tensor its numbers; for half kinds exactly representable ones
   * @return this
   */
  public TorchFile tensor(String name, String kind, Tensor tensor) {
    String key = Integer.toString(storages.size());
    storage(key, encoded(kind, tensor.data()));
    long[] size = new long[tensor.shape().rank()];
    long[] strides = new long[size.length];
    long stride = 1;
    for (int axis = size.length - 1; axis >= 0; axis--) {
      size[axis] = tensor.shape().extent(axis);
      strides[axis] = stride;
      stride *= size[axis];
    }
    return view(name, key, kind, tensor.data().length, 0, size, strides);
  }

  /**
   * Adds a storage.
   *
   * @param key its name in the archive
   * @param bytes its content
   * @return this
   */
  public TorchFile storage(String key, byte[] bytes) {
    storages.put(key, bytes);
    return this;
  }

  /**
   * Adds a tensor that is a view of a storage.
   *
   * @param name its name
   * @param storage the storage's key
   * @param kind the storage's kind
   * @param numbers how many numbers the storage is said to hold
   * @param offset the first element
   * @param size the extents
   * @param strides the strides
   * @return this
   */
  public TorchFile view(
      String name,
      String storage,
      String kind,
      long numbers,
      long offset,
      long[] size,
      long[] strides) {
    dictionary.view(name, storage, kind, numbers, offset, size, strides);
    return this;
  }

  /**
   * Encodes numbers as a storage does.
   *
   * @param kind the storage's kind
   * @param numbers the numbers
   * @return little-endian bytes
   */
  public static byte[] encoded(String kind, float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      switch (kind) {
        case "DoubleStorage" -> bytes.putDouble(number);
        case "HalfStorage" -> bytes.putShort(Halves.exactHalf(number));
        case "BFloat16Storage" -> bytes.putShort((short) (Float.floatToIntBits(number) >>> 16));
        case "LongStorage" -> bytes.putLong((long) number);
        case "BoolStorage" -> bytes.put((byte) number);
        default -> bytes.putFloat(number);
      }
    }
    byte[] encoded = new byte[bytes.position()];
    bytes.get(0, encoded);
    return encoded;
  }

  /**
   * Sets the pickle's protocol, 2 unless set.
   *
   * @param number 2 to 5
   * @return this
   */
  public TorchFile protocol(int number) {
    dictionary.protocol(number);
    return this;
  }

  /**
   * Saves a plain dict instead of an OrderedDict.
   *
   * @return this
   */
  public TorchFile plainDict() {
    dictionary.plain();
    return this;
  }

  /**
   * Saves an OrderedDict with names as Python 2 does.
   *
   * @return this
   */
  public TorchFile python2() {
    dictionary.python2();
    return this;
  }

  /**
   * Sets what the pickle calls for each tensor.
   *
   * @param how the name of a {@link TorchDictionary.Rebuild}, {@code TENSOR_V2} unless set
   * @return this
   */
  public TorchFile rebuilt(String how) {
    dictionary.rebuilt(TorchDictionary.Rebuild.valueOf(how));
    return this;
  }

  /**
   * Puts the dictionary into another one.
   *
   * @param key under this key, beside an epoch's number
   * @return this
   */
  public TorchFile nestedIn(String key) {
    dictionary.nestedIn(key);
    return this;
  }

  /**
   * Deflates the archive's entries.
   *
   * @return this
   */
  public TorchFile deflated() {
    compressed = true;
    return this;
  }

  /**
   * Sets the folder in the archive, {@code archive/} unless set.
   *
   * @param folder empty or ending in a slash
   * @return this
   */
  public TorchFile root(String folder) {
    root = folder;
    return this;
  }

  /**
   * The pickle alone.
   *
   * @return its bytes
   */
  public byte[] pickle() {
    return dictionary.pickle(false);
  }

  /**
   * The content as a stream of pickles, as PyTorch before 1.6 saved it.
   *
   * @return the stream, which may be changed further
   */
  public TorchStreamFile stream() {
    return new TorchStreamFile(dictionary.protocol(), dictionary.pickle(true), storages);
  }

  /**
   * Writes the archive.
   *
   * @param file where
   * @return the file
   */
  public Path write(Path file) {
    return write(file, pickle());
  }

  /**
   * Writes the archive with another pickle.
   *
   * @param file where
   * @param pickle instead of this one's
   * @return the file
   */
  public Path write(Path file, byte[] pickle) {
    return writeZip(file, entries(pickle), compressed);
  }

  /**
   * The archive's entries.
   *
   * @return contents by name
   */
  public Map<String, byte[]> entries() {
    return entries(pickle());
  }

  private Map<String, byte[]> entries(byte[] pickle) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(root + "data.pkl", pickle);
    storages.forEach((key, bytes) -> entries.put(root + "data/" + key, bytes));
    entries.put(root + "version", new byte[] {'3', '\n'});
    return entries;
  }

  /**
   * Writes a zip archive of any entries.
   *
   * @param file where
   * @param entries contents by name
   * @param isCompressed whether they are deflated
   * @return the file
   */
  public static Path writeZip(Path file, Map<String, byte[]> entries, boolean isCompressed) {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.setMethod(isCompressed ? ZipOutputStream.DEFLATED : ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(content.getValue());
        entry.setSize(content.getValue().length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
