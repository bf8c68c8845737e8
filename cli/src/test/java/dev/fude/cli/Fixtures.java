package dev.fude.cli;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files that tests give to the command, made on the spot. */
final class Fixtures {
  private static final long SEED = 7;

  private Fixtures() {}

  /** Weights that load. */
  static Path weights(Path folder) {
    Path file = folder.resolve("random.safetensors");
    ModelFile.write(file, model(SEED), DType.F32, false);
    return file;
  }

  /** A model that nobody trained. */
  static Model model(long seed) {
    Settings settings = Settings.of(ResizeRule.ASYMMETRIC, 1e-5);
    return Model.untrained(new Definition(AnimeGanV2.GENERATOR, settings), seed);
  }

  /** Weights that load and are one number throughout. */
  static Path constantWeights(Path file, float value) {
    Weights random = ModelFile.content(model(SEED));
    Map<String, Tensor> tensors = new TreeMap<>(random.tensors());
    tensors.replaceAll((name, tensor) -> filled(tensor.shape(), value));
    Safetensors.write(file, new Weights(random.metadata(), tensors), DType.F32);
    return file;
  }

  private static Tensor filled(Shape shape, float value) {
    Tensor tensor = Tensor.zeros(shape);
    Arrays.fill(tensor.data(), value);
    return tensor;
  }

  /** A photograph of noise. */
  static Path photo(Path folder, String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(SEED);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  /** A small JPEG that says which camera took it, and at which latitude. */
  static Path photoWithPosition(Path folder, String name) throws IOException {
    Path file = photo(folder, name, 16, 8);
    byte[] jpeg = Files.readAllBytes(file);
    ByteBuffer exif = ByteBuffer.allocate(112); // high bytes first
    exif.put("Exif\0\0MM\0*\0\0\0\u0008".getBytes(StandardCharsets.ISO_8859_1));
    entries(exif, 2);
    entry(exif, 0x010F, 2, 4).put("Pen\0".getBytes(StandardCharsets.US_ASCII));
    entry(exif, 0x8825, 4, 1).putInt(38).putInt(0);
    entries(exif, 2);
    entry(exif, 1, 2, 2).put("N\0\0\0".getBytes(StandardCharsets.US_ASCII));
    entry(exif, 2, 5, 3).putInt(68).putInt(0);
    exif.putInt(35).putInt(1).putInt(30).putInt(1).putInt(0).putInt(1);
    ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 4 + exif.position());
    whole.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (2 + exif.position()));
    whole.put(exif.array(), 0, exif.position()).put(jpeg, 2, jpeg.length - 2);
    return Files.write(file, whole.array());
  }

  private static void entries(ByteBuffer directory, int count) {
    directory.putShort((short) count);
  }

  private static ByteBuffer entry(ByteBuffer directory, int tag, int type, int count) {
    return directory.putShort((short) tag).putShort((short) type).putInt(count);
  }

  /** A PNG that says it is huge and holds next to nothing. */
  static Path hugePng(Path folder, int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x03, 0, 0, 0, 0, 1});
    chunk(png, "IEND", new byte[0]);
    return Files.write(folder.resolve("huge.png"), png.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    DataOutputStream out = new DataOutputStream(png);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  /** A lossless WebP of one colour, as short as the format allows. */
  static Path webp(Path folder, int width, int height) throws IOException {
    long[] fields = { // value, bits: signature, size, alpha and version, no transform or cache
      0x2f, 8, width - 1, 14, height - 1, 14, 0, 4, 0, 3
    };
    BitSet bits = new BitSet();
    int length = 0;
    for (int i = 0; i < fields.length; i += 2) {
      length = append(bits, length, fields[i], (int) fields[i + 1]);
    }
    for (int channel : new int[] {90, 200, 40, 255, 0}) {
      // A prefix code of one symbol, which takes no bits for each pixel.
      length = append(bits, length, 0b101 | channel << 3, 11);
    }
    byte[] data = Arrays.copyOf(bits.toByteArray(), (length + 15) / 16 * 2);
    ByteBuffer file = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + data.length);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return Files.write(folder.resolve("photo.webp"), file.array());
  }

  private static int append(BitSet bits, int length, long value, int count) {
    for (int i = 0; i < count; i++) {
      bits.set(length + i, (value >> i & 1) == 1);
    }
    return length + count;
  }

  /** A copy of a file's first bytes. */
  static Path cut(Path file, Path copy, long length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(copy, Arrays.copyOf(bytes, (int) length));
  }

  /** Every file under a folder and what is in it, to see whether a failure left something. */
  static Map<String, Integer> listing(Path folder) {
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.forEach(path -> files.put(folder.relativize(path).toString(), contentHash(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static int contentHash(Path path) {
    try {
      return Files.isDirectory(path) ? 0 : Arrays.hashCode(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
