package dev.fude.converter.files;

import dev.fude.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes files such as {@code torch.save} writes of several dictionaries in one. */
public final class TorchCheckpoint {
  private final Map<String, Map<String, Stored>> dictionaries = new LinkedHashMap<>();
  private final TorchFile file = new TorchFile();
  private int storages;
  private boolean hasForeign;

  private record Stored(String key, String kind, Tensor tensor) {}

  /**
   * Adds a dictionary of float32 tensors.
   *
   * @param key its key; empty for the outermost dictionary itself
   * @param tensors by name
   * @return this
   */
  public TorchCheckpoint dictionary(String key, Map<String, Tensor> tensors) {
    tensors.forEach((name, tensor) -> tensor(key, name, "FloatStorage", tensor));
    return this;
  }

  /**
   * Adds a tensor.
   *
   * @param dictionary its dictionary's key; empty for the outermost
   * @param name its name
   * @param kind its storage's kind
   * @param tensor its numbers
   * @return this
   */
  public TorchCheckpoint tensor(String dictionary, String name, String kind, Tensor tensor) {
    String key = Integer.toString(storages++);
    file.storage(key, TorchFile.encoded(kind, tensor.data()));
    dictionaries
        .computeIfAbsent(dictionary, path -> new LinkedHashMap<>())
        .put(name, new Stored(key, kind, tensor));
    return this;
  }

  /**
   * Puts objects beside the dictionaries that Python would construct: a number of NumPy with its
   * state, a counter, a namespace, an object made with keywords, and a persistent one.
   *
   * @return this
   */
  public TorchCheckpoint foreign() {
    hasForeign = true;
    return this;
  }

  private static void foreign(PickleWriter pickle) {
    pickle.text("loss").global("numpy.core.multiarray", "scalar");
    pickle.global("numpy", "dtype").text("f8").op(0x89).op(0x88).op(0x87).op('R');
    pickle.tuple(3, 0).op('b').text("bytes").op(0x86).op('R').op('s');
    pickle.text("steps").global("collections", "Counter").op('}').integer(10).integer(1).op('s');
    pickle.op(0x85).op('R').op('s');
    pickle.text("args").global("argparse", "Namespace").op(')').op(0x81);
    pickle.op('}').text("lr").integer(1).op('s').op('b').op('s');
    pickle.text("other").global("mine", "Object").op(')').op('}').op(0x92).op('s');
    pickle.text("module").text("an id").op('Q').op('s');
    pickle.text("random").op(0x8a).op(100).little(8, -1);
    for (int i = 8; i < 100; i++) {
      pickle.op(1);
    }
    pickle.op('s');
  }

  /**
   * The pickle alone.
   *
   * @return its bytes
   */
  public byte[] pickle() {
    PickleWriter pickle = new PickleWriter(2).op('}');
    if (hasForeign) {
      foreign(pickle);
    }
    dictionaries.forEach(
        (key, tensors) -> {
          if (key.isEmpty()) {
            items(pickle, tensors);
          } else {
            items(pickle.text(key).op('}'), tensors).op('s');
          }
        });
    return pickle.stop();
  }

  /**
   * Writes the archive.
   *
   * @param path where
   * @return the file
   */
  public Path write(Path path) {
    return file.write(path, pickle());
  }

  private static PickleWriter items(PickleWriter pickle, Map<String, Stored> tensors) {
    pickle.op('(');
    tensors.forEach((name, stored) -> tensor(pickle.text(name), stored));
    return pickle.op('u');
  }

  /**
   * Pushes a tensor that fills a storage.
   *
   * @param pickle the pickle
   * @param key the storage's key
   * @param kind the storage's kind
   * @param tensor the tensor
   * @return the pickle
   */
  public static PickleWriter tensor(PickleWriter pickle, String key, String kind, Tensor tensor) {
    return tensor(pickle, new Stored(key, kind, tensor));
  }

  private static PickleWriter tensor(PickleWriter pickle, Stored stored) {
    long[] size = new long[stored.tensor().shape().rank()];
    long[] strides = new long[size.length];
    long stride = 1;
    for (int axis = size.length - 1; axis >= 0; axis--) {
      size[axis] = stored.tensor().shape().extent(axis);
      strides[axis] = stride;
      stride *= size[axis];
    }
    pickle.global("torch._utils", "_rebuild_tensor_v2").op('(').op('(').text("storage");
    pickle.global("torch", stored.kind()).text(stored.key()).text("cuda:0");
    pickle.integer(stored.tensor().data().length).op('t').op('Q').integer(0);
    return pickle.tuple(size).tuple(strides).op(0x89).op('}').op('t').op('R');
  }
}
