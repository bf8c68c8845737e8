package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The zip archive that PyTorch saves into: {@code NAME/data.pkl}, and each storage's bytes as an
 * entry {@code NAME/data/KEY}. Entries are normally stored as they are; compressed ones are read as
 * long as they do not claim to hold far more than the file's size makes likely.
 */
final class TorchArchive implements StorageLoader {
  private static final String PICKLE = "data.pkl";

  /** What all entries read may hold together: a little in any case, more for a larger file. */
  private static final long FREE_BYTES = 32L << 20;

  private static final int MAX_COMPRESSION = 8;

  private final Source source;
  private final String folder;
  private final Map<String, ByteBuffer> storages = new HashMap<>();
  private long bytesAllowed;

  private TorchArchive(Source source, String folder) {
    this.source = source;
    this.folder = folder;
    bytesAllowed = FREE_BYTES + MAX_COMPRESSION * source.size();
  }

  static TorchArchive open(Source source) {
    TorchArchive archive = new TorchArchive(source, inZip(source, TorchArchive::folder));
    archive.requireStateDictionary();
    return archive;
  }

  /** Opened for each look, so that numbers can be fetched whenever they are asked for. */
  private static <T> T inZip(Source source, Function<ZipFile, T> look) {
    try (ZipFile zip = openZip(source)) {
      return look.apply(zip);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static ZipFile openZip(Source source) {
    try {
      return new ZipFile(source.storedPath().toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    } catch (UnsupportedOperationException e) {
      throw new MalformedSourceException(
          "it is not on the default file system; copy it to a folder", e);
    }
  }

  private static MalformedSourceException damaged(Exception cause) {
    return new MalformedSourceException(
        "its zip archive is damaged or cut off (" + cause.getMessage() + "); download it again",
        cause);
  }

  /** The folder in the archive that holds the pickle, with a slash unless it is the root. */
  private static String folder(ZipFile zip) {
    List<String> names = names(zip);
    List<String> pickles =
        names.stream().filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE)).toList();
    if (pickles.isEmpty()) {
      throw new MalformedSourceException(OtherArchives.what(names));
    }
    if (pickles.size() != 1) {
      throw new MalformedSourceException(
          String.format(
              "it is a zip archive with %d entries called %s where PyTorch writes one;"
                  + " name a file that torch.save wrote",
              pickles.size(), PICKLE));
    }
    String pickle = pickles.get(0);
    return pickle.substring(0, pickle.length() - PICKLE.length());
  }

  private static List<String> names(ZipFile zip) {
    try {
      return zip.stream().map(ZipEntry::getName).toList();
    } catch (IllegalArgumentException e) {
      throw damaged(e); // a name that is not UTF-8
    }
  }

  private void requireStateDictionary() {
    if (has("constants.pkl")) {
      throw new MalformedSourceException(
          "it is a TorchScript program, which is not run; save its state_dict instead, in Python"
              + " by torch.save(torch.jit.load(FILE).state_dict(), OTHER)");
    }
    if (has("byteorder")) {
      String order = new String(read("byteorder", Byte.MAX_VALUE), StandardCharsets.UTF_8);
      if (!order.equals("little")) {
        throw new MalformedSourceException(
            "its numbers are big-endian; save it again on a little-endian machine");
      }
    }
  }

  PickleInput pickle() {
    return new PickleInput(ByteBuffer.wrap(read(PICKLE, PickleInput.MAX_BYTES)));
  }

  @Override
  public ByteBuffer load(TorchStorage storage) {
    return storages.computeIfAbsent(
        storage.key(), key -> ByteBuffer.wrap(read("data/" + key, Integer.MAX_VALUE - 8)));
  }

  private boolean has(String name) {
    return inZip(source, zip -> zip.getEntry(folder + name) != null);
  }

  private byte[] read(String name, int maxBytes) {
    return inZip(source, zip -> read(zip, name, maxBytes));
  }

  private byte[] read(ZipFile zip, String name, int maxBytes) {
    ZipEntry entry = zip.getEntry(folder + name);
    if (entry == null) {
      throw new MalformedSourceException(
          "its zip archive has no entry " + Quoted.name(folder + name) + "; download it again");
    }
    long size = entry.getSize();
    if (size < 0 || size > maxBytes || size > bytesAllowed) {
      throw new MalformedSourceException(
          String.format(
              "its entry %s claims to hold %d bytes, more than a file of this size would;"
                  + " the file is refused",
              Quoted.name(entry.getName()), size));
    }
    bytesAllowed -= size;
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes((int) size);
      requireWhole(entry, bytes, stream.read() == -1);
      return bytes;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private static void requireWhole(ZipEntry entry, byte[] bytes, boolean isAtEnd) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    // PyTorch since 2.6 can be told to compute no checksums, and writes zero for them.
    boolean isSame = entry.getCrc() == 0 || entry.getCrc() == checksum.getValue();
    if (bytes.length != entry.getSize() || !isAtEnd || !isSame) {
      throw new MalformedSourceException(
          String.format(
              "its entry %s is not what its zip directory says; download it again",
              Quoted.name(entry.getName())));
    }
  }
}
