package dev.fude.core.weights;

import dev.fude.core.FudeException;
import dev.fude.core.Quoted;
import dev.fude.core.file.AtomicFile;
import dev.fude.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes safetensors files: a length, a JSON header, and the numbers.
 *
 * <p>Files are not trusted. Every length and offset is checked before it is used, nothing is
 * allocated that the file's own size does not justify, and whatever is wrong becomes one {@link
 * InvalidWeightsException} that names the file. Source: the format's description in the README of
 * the safetensors library.
 */
public final class Safetensors {
  private Safetensors() {}

  /**
   * Reads a file, tensors as they are stored.
   *
   * @param file the file
   * @return all that it holds
   * @throws InvalidWeightsException if there is no such file, it cannot be read, or it is no valid
   *     safetensors file
   */
  public static SafetensorsFile read(Path file) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    SafetensorsHeader header = SafetensorsReader.read(file, tensors::put);
    return new SafetensorsFile(header.metadata(), tensors);
  }

  /**
   * Reads a file that is in memory, tensors as they are stored.
   *
   * @param name what messages call it
   * @param content the whole file
   * @return all that it holds
   * @throws InvalidWeightsException if it is no valid safetensors file
   */
  public static SafetensorsFile read(String name, byte[] content) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    SafetensorsHeader header = SafetensorsReader.read(name, content, tensors::put);
    return new SafetensorsFile(header.metadata(), tensors);
  }

  /**
   * Reads what a file says in words, and none of its numbers.
   *
   * @param file the file
   * @return its metadata, empty if it has none
   * @throws InvalidWeightsException if there is no such file, it cannot be read, or its header is
   *     not valid
   */
  public static Map<String, String> readMetadata(Path file) {
    return SafetensorsReader.readHeader(file).metadata();
  }

  /**
   * Reads a file, every tensor as float32.
   *
   * @param file the file
   * @return all that it holds
   * @throws InvalidWeightsException as {@link #read(Path)}, and if a tensor's dtype is not read as
   *     float32
   */
  public static Weights readWeights(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    SafetensorsHeader header =
        SafetensorsReader.read(
            file, (name, stored) -> tensors.put(name, toTensor(file.toString(), name, stored)));
    return new Weights(header.metadata(), tensors);
  }

  /**
   * Reads a file that is in memory, every tensor as float32.
   *
   * @param name what messages call it
   * @param content the whole file
   * @return all that it holds
   * @throws InvalidWeightsException as {@link #read(String, byte[])}, and if a tensor's dtype is
   *     not read as float32
   */
  public static Weights readWeights(String name, byte[] content) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    SafetensorsHeader header =
        SafetensorsReader.read(
            name, content, (tensor, stored) -> tensors.put(tensor, toTensor(name, tensor, stored)));
    return new Weights(header.metadata(), tensors);
  }

  private static Tensor toTensor(String file, String name, StoredTensor stored) {
    try {
      return stored.toTensor();
    } catch (InvalidWeightsException e) {
      throw new InvalidWeightsException(
          String.format("Tensor %s of %s: %s", Quoted.name(name), file, e.getMessage()), e);
    }
  }

  /**
   * Writes a new file.
   *
   * @param file the file, which must not exist
   * @param weights what is written
   * @param dtype F32 or F16
   * @throws FudeException as {@link #write(Path, Weights, DType, boolean)}
   */
  public static void write(Path file, Weights weights, DType dtype) {
    write(file, weights, dtype, false);
  }

  /**
   * Writes a file: beside its place first, then moved there, so that a failure leaves neither half
   * a file nor destroys an older one.
   *
   * @param file the file
   * @param weights what is written, in its order
   * @param dtype F32 or F16
   * @param overwrite whether an existing file is replaced
   * @throws IllegalArgumentException if the dtype is not written
   * @throws InvalidWeightsException if a number does not fit F16 or a name does not fit the format
   * @throws FudeException if the file exists and is not to be replaced, or cannot be written
   */
  public static void write(Path file, Weights weights, DType dtype, boolean overwrite) {
    SafetensorsWriter writer = new SafetensorsWriter(weights, dtype);
    AtomicFile.write(file, overwrite, writer::writeTo);
  }
}
