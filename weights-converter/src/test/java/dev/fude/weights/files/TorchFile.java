package dev.fude.weights.files;

import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files such as {@code torch.save} writes, in ordinary and in awkward ways. */
public final class TorchFile {
  private final Map<String, byte[]> storages = new LinkedHashMap<>();
  private final Map<String, View> views = new LinkedHashMap<>();
  private final List<String> nesting = new ArrayList<>();
  private int protocol = 2;
  private boolean ordered = true;
  private boolean parameters;
  private boolean compressed;
  private String root = "archive/";

  private record View(
      String storage, String kind, long numbers, long offset, long[] size, long[] strides) {}

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
    views.put(name, new View(storage, kind, numbers, offset, size, strides));
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
    protocol = number;
    return this;
  }

  /**
   * Saves a plain dict instead of an OrderedDict.
   *
   * @return this
   */
  public TorchFile plainDict() {
    ordered = false;
    return this;
  }

  /**
   * Wraps every tensor in a Parameter.
   *
   * @return this
   */
  public TorchFile asParameters() {
    parameters = true;
    return this;
  }

  /**
   * Puts the dictionary into another one.
   *
   * @param key under this key, beside an epoch's number
   * @return this
   */
  public TorchFile nestedIn(String key) {
    nesting.add(key);
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
    PickleWriter pickle = new PickleWriter(protocol);
    for (String key : nesting) {
      pickle.op('}').text("epoch").integer(100).op('s').text(key);
    }
    if (ordered) {
      pickle.global("collections", "OrderedDict").op(')').op('R');
    } else {
      pickle.op('}');
    }
    pickle.op('(');
    views.forEach((name, view) -> write(pickle.text(name), view));
    pickle.op('u');
    if (ordered) {
      // Attributes, as PyTorch attaches the modules' version numbers.
      pickle.op('}').text("_metadata").op('}').op('s').op('b');
    }
    nesting.forEach(key -> pickle.op('s'));
    return pickle.stop();
  }

  private void write(PickleWriter pickle, View view) {
    if (parameters) {
      pickle.global("torch._utils", "_rebuild_parameter").op('(');
    }
    pickle.global("torch._utils", "_rebuild_tensor_v2").op('(');
    pickle.op('(').text("storage").global("torch", view.kind()).text(view.storage());
    pickle.text("cpu").integer(view.numbers()).op('t').op('Q');
    pickle.integer(view.offset()).tuple(view.size()).tuple(view.strides()).op(0x89);
    pickle.global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    if (parameters) {
      pickle.op(0x88).global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }
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
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(root + "data.pkl", pickle);
    storages.forEach((key, bytes) -> entries.put(root + "data/" + key, bytes));
    entries.put(root + "version", new byte[] {'3', '\n'});
    return writeZip(file, entries, compressed);
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
