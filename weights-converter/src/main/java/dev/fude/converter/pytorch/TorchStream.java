package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.Quoted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The stream that PyTorch saved into before 1.6: five pickles, and then the storages.
 *
 * <pre>
 * magic number      0x1950a86a20f9469cfc6c
 * protocol version  1001
 * system            a dictionary, in which little_endian is True
 * object            what was saved; a storage is a persistent id, {@link TorchGlobals#storage}
 * keys              a list of all storages' keys
 * for each key      8 bytes, how many numbers, little-endian; then the numbers
 * </pre>
 *
 * <p>Where a storage is follows from what the object says of those before it, so that only the
 * wanted ones are read. Source: {@code _legacy_save} and {@code _legacy_load} in {@code
 * torch/serialization.py} of PyTorch 1.13.
 */
final class TorchStream implements StorageLoader {
  /** How a pickle of the magic number goes on behind its protocol, and a frame if there is one. */
  private static final String MAGIC = "\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

  private static final int PROTOCOL_BYTES = 2;
  private static final int FRAME_BYTES = 1 + Long.BYTES;
  private static final long VERSION = 1001;

  private final Source source;
  private final Object pickled;
  private final TorchGlobals globals = new TorchGlobals();
  private final Map<String, TorchStorage> storages = globals.storages();
  private final Map<String, Long> places = new HashMap<>();
  private final Map<String, ByteBuffer> loaded = new HashMap<>();
  private final long end;

  private TorchStream(Source source, PickleInput input) {
    this.source = source;
    requireVersion(plain(input));
    requireLittleEndian(plain(input));
    pickled = new Unpickler(input, globals).read();
    end = place(plain(input), input.position());
  }

  /** Whether a file begins with the magic number. */
  static boolean isOne(Source source) {
    return magicEnd(source).isPresent();
  }

  private static OptionalInt magicEnd(Source source) {
    for (int begin : new int[] {PROTOCOL_BYTES, PROTOCOL_BYTES + FRAME_BYTES}) {
      if (source.hasBytes(begin, MAGIC)) {
        return OptionalInt.of(begin + MAGIC.length());
      }
    }
    return OptionalInt.empty();
  }

  /** Reads the pickles of a file that {@link #isOne}. */
  static TorchStream open(Source source) {
    int head = (int) Math.min(source.size(), PickleInput.MAX_BYTES);
    PickleInput input = new PickleInput(source.bytes(0, head));
    input.skip(magicEnd(source).orElseThrow());
    return new TorchStream(source, input);
  }

  /** A pickle that names no tensors. */
  private static Object plain(PickleInput input) {
    return new Unpickler(input, new TorchGlobals()).read();
  }

  private static void requireVersion(Object version) {
    if (!Long.valueOf(VERSION).equals(version)) {
      throw new MalformedSourceException(
          "its stream is not of version "
              + VERSION
              + ", the only one that PyTorch wrote; download it again");
    }
  }

  private static void requireLittleEndian(Object system) {
    Object isLittleEndian = system instanceof Map<?, ?> entries ? entries.get("little_endian") : "";
    if (Boolean.FALSE.equals(isLittleEndian)) {
      throw new MalformedSourceException(
          "it was saved on a big-endian machine; save it again on a little-endian one");
    }
    if (!Boolean.TRUE.equals(isLittleEndian)) {
      throw PickleStack.confused();
    }
  }

  /** Notes where each storage begins, and tells where the last one ends. */
  private long place(Object keys, long begin) {
    if (!(keys instanceof List<?> list)) {
      throw PickleStack.confused();
    }
    long at = begin;
    for (Object key : list) {
      // Nothing but a text is looked up: a list that holds itself has no hash code.
      TorchStorage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null && !globals.foreign().isEmpty()) {
        throw new MalformedSourceException(
            String.format(
                "its storage %s holds numbers of a kind that is not read; save the generator's"
                    + " state_dict alone",
                key instanceof String name ? Quoted.name(name) : "of no name"));
      }
      if (storage == null || places.put(storage.key(), at) != null) {
        throw PickleStack.confused();
      }
      at += Long.BYTES + bytes(storage);
      if (at > source.size()) {
        throw new MalformedSourceException(
            String.format(
                "its storage %s reaches to byte %d of %d; it was cut off, so download it again",
                Quoted.name(storage.key()), at, source.size()));
      }
    }
    return at;
  }

  private long bytes(TorchStorage storage) {
    if (storage.numbers() < 0 || storage.numbers() > source.size()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s cannot hold %d numbers; download it again",
              Quoted.name(storage.key()), storage.numbers()));
    }
    return storage.numbers() * storage.dtype().bytes();
  }

  Object pickled() {
    return pickled;
  }

  /** The names in the pickle that mean nothing here. */
  Set<String> foreign() {
    return globals.foreign();
  }

  /** What the user should know, one sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (end < source.size()) {
      notes.add("Ignored " + (source.size() - end) + " bytes behind the last storage.");
    }
    return notes;
  }

  @Override
  public ByteBuffer load(TorchStorage storage) {
    return loaded.computeIfAbsent(storage.key(), this::read);
  }

  private ByteBuffer read(String key) {
    Long place = places.get(key);
    if (place == null) {
      throw new MalformedSourceException(
          "its stream has no storage " + Quoted.name(key) + "; download it again");
    }
    TorchStorage storage = storages.get(key);
    ByteBuffer bytes = source.bytes(place, Long.BYTES + (int) bytes(storage));
    long numbers = bytes.getLong();
    if (numbers != storage.numbers()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s should hold %d numbers but says %d; download it again",
              Quoted.name(key), storage.numbers(), numbers));
    }
    return bytes.slice();
  }
}
