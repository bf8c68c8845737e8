package dev.fude.converter.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Makes streams of pickles and storages such as {@code torch.save} wrote before PyTorch 1.6. */
public final class TorchStreamFile {
  private static final byte[] MAGIC = {
    0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
  };

  private final int protocol;
  private final byte[] object;
  private final Map<String, byte[]> storages;
  private final List<String> keys;
  private int numberBytes = Float.BYTES;
  private long version = 1001;
  private boolean littleEndian = true;

  TorchStreamFile(int protocol, byte[] object, Map<String, byte[]> storages) {
    this.protocol = protocol;
    this.object = object;
    this.storages = storages;
    keys = new ArrayList<>(storages.keySet());
  }

  /**
   * A stream of any object.
   *
   * @param object its pickle
   * @param storages the storages, of float32 unless set otherwise
   * @return the stream
   */
  public static TorchStreamFile of(byte[] object, Map<String, byte[]> storages) {
    return new TorchStreamFile(2, object, storages);
  }

  /**
   * Sets the size of the storages' numbers, four bytes unless set.
   *
   * @param bytes for each number
   * @return this
   */
  public TorchStreamFile numberBytes(int bytes) {
    numberBytes = bytes;
    return this;
  }

  /**
   * Sets the version.
   *
   * @param number 1001 unless set
   * @return this
   */
  public TorchStreamFile version(long number) {
    version = number;
    return this;
  }

  /**
   * Says that the machine was big-endian.
   *
   * @return this
   */
  public TorchStreamFile bigEndian() {
    littleEndian = false;
    return this;
  }

  /**
   * Lets the storages follow in the opposite order.
   *
   * @return this
   */
  public TorchStreamFile reversed() {
    Collections.reverse(keys);
    return this;
  }

  /**
   * Names one more key in the list of storages.
   *
   * @param key any key; its storage has no bytes if there is none of that name
   * @return this
   */
  public TorchStreamFile plusKey(String key) {
    keys.add(key);
    return this;
  }

  /**
   * Leaves a key and its storage out.
   *
   * @param key one of a storage
   * @return this
   */
  public TorchStreamFile minusKey(String key) {
    keys.remove(key);
    return this;
  }

  /**
   * The object's pickle alone.
   *
   * @return its bytes
   */
  public byte[] object() {
    return object.clone();
  }

  /**
   * The stream.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    return bytes(object);
  }

  /**
   * The stream with another pickle in the object's place.
   *
   * @param pickle instead of this one's
   * @return its bytes
   */
  public byte[] bytes(byte[] pickle) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(magic());
    stream.writeBytes(new PickleWriter(protocol).integer(version).stop());
    stream.writeBytes(system());
    stream.writeBytes(pickle);
    PickleWriter list = new PickleWriter(protocol).op(']').op('(');
    keys.forEach(list::text);
    stream.writeBytes(list.op('e').stop());
    for (String key : keys) {
      byte[] storage = storages.getOrDefault(key, new byte[0]);
      ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      stream.writeBytes(count.putLong(storage.length / numberBytes).array());
      stream.writeBytes(storage);
    }
    return stream.toByteArray();
  }

  private byte[] magic() {
    PickleWriter pickle = new PickleWriter(protocol).op(0x8a).op(MAGIC.length);
    for (byte part : MAGIC) {
      pickle.op(part);
    }
    return pickle.stop();
  }

  private byte[] system() {
    PickleWriter pickle = new PickleWriter(protocol).op('}').op('(');
    pickle.text("protocol_version").integer(version);
    pickle.text("little_endian").op(littleEndian ? 0x88 : 0x89);
    pickle.text("type_sizes").op('}').op('(').text("short").integer(2).op('u');
    return pickle.op('u').stop();
  }

  /**
   * Writes the stream.
   *
   * @param file where
   * @return the file
   */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
