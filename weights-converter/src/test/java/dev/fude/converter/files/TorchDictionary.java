package dev.fude.converter.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pickle of a dictionary of tensors, in the ways of many versions of PyTorch and Python. */
final class TorchDictionary {
  private final Map<String, View> views = new LinkedHashMap<>();
  private final List<String> nesting = new ArrayList<>();
  private int protocol = 2;
  private Kind kind = Kind.ORDERED;
  private Rebuild rebuild = Rebuild.TENSOR_V2;

  private record View(
      String storage, String type, long numbers, long offset, long[] size, long[] strides) {}

  private enum Kind {
    ORDERED,
    PLAIN,
    PYTHON_2
  }

  /** What a pickle calls for each tensor. */
  enum Rebuild {
    /** Before PyTorch 0.4. */
    TENSOR,
    /** Ever since. */
    TENSOR_V2,
    /** For numbers that have no kind of storage of their own: it is one of bytes. */
    TENSOR_V3,
    /** A trained parameter. */
    PARAMETER,
    /** A parameter of the first versions, with attributes. */
    PARAMETER_CLASS,
    /** A parameter that somebody gave an attribute. */
    PARAMETER_WITH_STATE,
    /** A tensor that somebody gave an attribute. */
    TYPE
  }

  void view(
      String name,
      String storage,
      String type,
      long numbers,
      long offset,
      long[] size,
      long[] strides) {
    views.put(name, new View(storage, type, numbers, offset, size, strides));
  }

  void protocol(int number) {
    protocol = number;
  }

  int protocol() {
    return protocol;
  }

  void plain() {
    kind = Kind.PLAIN;
  }

  void python2() {
    kind = Kind.PYTHON_2;
  }

  void rebuilt(Rebuild how) {
    rebuild = how;
  }

  void nestedIn(String key) {
    nesting.add(key);
  }

  /**
   * The pickle.
   *
   * @param isStream whether persistent ids end with None, as in the format of pickles in a row
   */
  byte[] pickle(boolean isStream) {
    PickleWriter pickle = new PickleWriter(protocol);
    for (String key : nesting) {
      pickle.op('}').text("epoch").integer(100).op('s').text(key);
    }
    switch (kind) {
      case ORDERED -> {
        pickle.global("collections", "OrderedDict").op(')').op('R');
        items(pickle, isStream);
        // Attributes, as PyTorch attaches the modules' version numbers.
        pickle.op('}').text("_metadata").op('}').op('s').op('b');
      }
      case PLAIN -> items(pickle.op('}'), isStream);
      case PYTHON_2 -> pairs(pickle, isStream);
    }
    nesting.forEach(key -> pickle.op('s'));
    return pickle.stop();
  }

  private void items(PickleWriter pickle, boolean isStream) {
    pickle.op('(');
    views.forEach((name, view) -> write(pickle.text(name), view, isStream));
    pickle.op('u');
  }

  /** An ordered dictionary made of a list of pairs that are lists. */
  private void pairs(PickleWriter pickle, boolean isStream) {
    pickle.global("collections", "OrderedDict").op(']').op('(');
    views.forEach(
        (name, view) -> {
          write(pickle.op(']').op('(').bytes(name), view, isStream);
          pickle.op('e');
        });
    pickle.op('e').op(0x85).op('R');
  }

  private void write(PickleWriter pickle, View view, boolean isStream) {
    switch (rebuild) {
      case TENSOR -> tensor(pickle.global("torch._utils", "_rebuild_tensor"), view, isStream);
      case TENSOR_V2 -> tensorV2(pickle, view, isStream);
      case TENSOR_V3 -> tensor(pickle.global("torch._utils", "_rebuild_tensor_v3"), view, isStream);
      case PARAMETER -> {
        tensorV2(pickle.global("torch._utils", "_rebuild_parameter").op('('), view, isStream);
        hooks(pickle.op(0x88)).op('t').op('R');
      }
      case PARAMETER_CLASS -> {
        tensorV2(pickle.global("torch.nn.parameter", "Parameter").op('('), view, isStream);
        pickle.op('t').op('R').op(0x88).op(0x89).op('N').op(0x87).op('b');
      }
      case PARAMETER_WITH_STATE -> {
        pickle.global("torch._utils", "_rebuild_parameter_with_state").op('(');
        tensorV2(pickle, view, isStream);
        hooks(pickle.op(0x88)).op('}').text("tag").integer(1).op('s').op('t').op('R');
      }
      case TYPE -> {
        pickle.global("torch._tensor", "_rebuild_from_type_v2").op('(');
        pickle.global("torch._utils", "_rebuild_tensor_v2").global("torch", "Tensor");
        arguments(pickle, view, isStream);
        pickle.op('}').text("tag").integer(1).op('s').op('t').op('R');
      }
    }
  }

  private void tensorV2(PickleWriter pickle, View view, boolean isStream) {
    tensor(pickle.global("torch._utils", "_rebuild_tensor_v2"), view, isStream);
  }

  private void tensor(PickleWriter pickle, View view, boolean isStream) {
    arguments(pickle, view, isStream);
    pickle.op('R');
  }

  private void arguments(PickleWriter pickle, View view, boolean isStream) {
    boolean isOfBytes = rebuild == Rebuild.TENSOR_V3;
    pickle.op('(').op('(').text("storage");
    if (isOfBytes) {
      pickle.global("torch.storage", "UntypedStorage");
    } else {
      pickle.global("torch", view.type());
    }
    pickle.text(view.storage()).text("cpu");
    pickle.integer(isOfBytes ? Float.BYTES * view.numbers() : view.numbers());
    if (isStream) {
      pickle.op('N');
    }
    pickle.op('t').op('Q');
    pickle.integer(view.offset()).tuple(view.size()).tuple(view.strides());
    if (rebuild != Rebuild.TENSOR) {
      hooks(pickle.op(0x89));
    }
    if (isOfBytes) {
      pickle.global("torch", "float32");
    }
    pickle.op('t');
  }

  private static PickleWriter hooks(PickleWriter pickle) {
    return pickle.global("collections", "OrderedDict").op(')').op('R');
  }
}
