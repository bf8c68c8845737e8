package dev.fude.core.weights;

import dev.fude.core.Count;
import dev.fude.core.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Reads a safetensors file from front to back:
 *
 * <pre>
 * 8 bytes       length of the header, unsigned, little-endian
 * that many     the header, {@link SafetensorsHeader}, filled up with spaces
 * the rest      the tensors' numbers, little-endian, one tensor after another
 * </pre>
 */
final class SafetensorsReader {
  /** The longest header, the format's own limit. */
  static final long MAX_HEADER_BYTES = 100_000_000;

  /**
   * Bytes that are asked for at once. The JDK's streams copy through native memory as large as the
   * request, which would double a large tensor.
   */
  private static final int CHUNK_BYTES = 1 << 20;

  private final String file;
  private final InputStream input;
  private final long fileBytes;

  private SafetensorsReader(String file, InputStream input, long fileBytes) {
    this.file = file;
    this.input = input;
    this.fileBytes = fileBytes;
  }

  /** Reads a whole file. The consumer is given each tensor once it is read. */
  static SafetensorsHeader read(Path file, BiConsumer<String, StoredTensor> tensors) {
    return opened(file, reader -> reader.readHeaderAndTensors(tensors));
  }

  /** Reads what stands before the numbers. */
  static SafetensorsHeader readHeader(Path file) {
    return opened(file, SafetensorsReader::readHeader);
  }

  private interface Reading {
    SafetensorsHeader from(SafetensorsReader reader) throws IOException;
  }

  private static SafetensorsHeader opened(Path file, Reading reading) {
    requireFile(file);
    try (InputStream input = Files.newInputStream(file)) {
      return new SafetensorsReader(file.toString(), input, Files.size(file)).checked(reading);
    } catch (AccessDeniedException e) {
      throw new InvalidWeightsException(
          file + " may not be read by this user; change its permissions.", e);
    } catch (IOException e) {
      throw new InvalidWeightsException(
          String.format("%s cannot be read (%s); check the disk.", file, e.getMessage()), e);
    }
  }

  /** Reads a file that is in memory already. The name is for messages. */
  static SafetensorsHeader read(
      String name, byte[] content, BiConsumer<String, StoredTensor> tensors) {
    InputStream input = new ByteArrayInputStream(content);
    try {
      return new SafetensorsReader(name, input, content.length)
          .checked(reader -> reader.readHeaderAndTensors(tensors));
    } catch (IOException e) {
      throw new UncheckedIOException("An array of bytes cannot fail to be read.", e);
    }
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidWeightsException(file + " is a folder; name a safetensors file in it.");
    }
    if (!Files.exists(file)) {
      throw new InvalidWeightsException(file + " does not exist; check the path.");
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(file + " is no ordinary file; name a safetensors file.");
    }
  }

  private SafetensorsHeader checked(Reading reading) throws IOException {
    try {
      return reading.from(this);
    } catch (MalformedHeaderException | MalformedJsonException e) {
      throw invalid(e.getMessage(), e);
    } catch (EOFException e) {
      throw invalid("it ended before all of it was read", e);
    } catch (OutOfMemoryError e) {
      throw new OversizedWeightsException(
          file + " does not fit into the Java heap; start Java with a larger -Xmx.", e);
    }
  }

  private SafetensorsHeader readHeaderAndTensors(BiConsumer<String, StoredTensor> tensors)
      throws IOException {
    SafetensorsHeader header = readHeader();
    if (fileBytes > Runtime.getRuntime().maxMemory()) {
      throw new OversizedWeightsException(
          String.format(
              "%s has %d MiB, more than the Java heap of %d MiB; start Java with a larger -Xmx.",
              file, fileBytes >> 20, Runtime.getRuntime().maxMemory() >> 20));
    }
    for (SafetensorsHeader.Entry entry : header.entries()) {
      ByteBuffer data = ByteBuffer.wrap(readBytes(entry.length()));
      tensors.accept(entry.name(), new StoredTensor(entry.dtype(), entry.shape(), data));
    }
    return header;
  }

  private SafetensorsHeader readHeader() throws IOException {
    if (fileBytes < Long.BYTES) {
      throw new MalformedHeaderException(
          fileBytes == 0 ? "it is empty" : "it has only " + Count.of((int) fileBytes, "byte"));
    }
    byte[] first = readBytes(Long.BYTES);
    long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MAX_HEADER_BYTES || length > fileBytes - Long.BYTES) {
      requireNoOtherKind(new String(first, StandardCharsets.ISO_8859_1));
      throw new MalformedHeaderException(
          String.format(
              "its first 8 bytes announce a header of %s bytes, but the file has %d bytes and a"
                  + " header may have %d",
              Long.toUnsignedString(length), fileBytes, MAX_HEADER_BYTES));
    }
    byte[] header = readBytes((int) length);
    if (header.length == 0 || header[0] != '{') {
      throw new MalformedHeaderException("its header does not begin with a brace");
    }
    return SafetensorsHeader.parse(utf8(header), fileBytes - Long.BYTES - length);
  }

  /** Refuses by name what people have under the name of a weight file. */
  private void requireNoOtherKind(String first) {
    if (first.equals("version ")) {
      throw new InvalidWeightsException(
          file
              + " is a Git LFS pointer, a few lines that stand for the real file; fetch that by git"
              + " lfs pull, or download it from the project's page.");
    }
    if (first.toLowerCase(Locale.ROOT).matches("<(!doctyp|html|head|\\?xml).*")) {
      throw new InvalidWeightsException(
          file
              + " is a web page, not weights: a server sent it in place of the file; download the"
              + " file itself, from the link that says raw or download.");
    }
    if (first.startsWith("PK\003\004")) {
      throw new InvalidWeightsException(
          file + " is a zip file, as PyTorch writes, and not safetensors; convert it first.");
    }
  }

  private byte[] readBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      int read = input.read(bytes, filled, Math.min(CHUNK_BYTES, length - filled));
      if (read < 0) {
        throw new EOFException();
      }
      filled += read;
    }
    return bytes;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedHeaderException("its header is not valid UTF-8");
    }
  }

  private InvalidWeightsException invalid(String problem, Exception cause) {
    return new InvalidWeightsException(
        String.format(
            "%s is not a valid safetensors file: %s; convert or download it again.", file, problem),
        cause);
  }
}
