package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.weights.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Runs Python's pickle language, as far as {@code torch.save} writes it.
 *
 * <p>The language is a stack machine. Opcodes push numbers, texts and empty containers; fill
 * containers with what lies above a mark; keep values in a memo and fetch them again; name a global
 * and call it. Only the last is dangerous, and it is not done: the handful of functions that build
 * tensors and plain containers are known to {@link TorchGlobals}, and whatever else is named,
 * called or constructed becomes an {@link InertValue}. Texts become {@link String}, integers {@link
 * Long}, floats {@link Double}, lists {@link ArrayList}, dictionaries {@link LinkedHashMap}, tuples
 * {@link PickleTuple}.
 *
 * <p>Source: {@code pickletools.py} of Python.
 */
final class Unpickler {
  /** A state_dict of the generator takes 4,000; each costs a few dozen bytes at most. */
  private static final int MAX_OPCODES = 500_000;

  private static final int STOP = '.';

  private final PickleInput input;
  private final TorchGlobals globals;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();

  Unpickler(PickleInput input, TorchGlobals globals) {
    this.input = input;
    this.globals = globals;
  }

  /** Runs a pickle to its end, and returns what it leaves. */
  Object read() {
    for (int i = 0; i < MAX_OPCODES; i++) {
      int opcode = input.uint8();
      if (opcode == STOP) {
        return stack.pop();
      }
      boolean isKnown =
          number(opcode)
              || text(opcode)
              || container(opcode)
              || memo(opcode)
              || global(opcode)
              || object(opcode);
      if (!isKnown) {
        throw new MalformedSourceException(
            String.format(
                "its pickle holds the opcode 0x%02x, which torch.save does not write;"
                    + " save a plain state_dict",
                opcode));
      }
    }
    throw new MalformedSourceException(
        "its pickle has over " + MAX_OPCODES + " opcodes; save a plain state_dict");
  }

  private boolean number(int opcode) {
    switch (opcode) {
      case 'N' -> stack.push(PickleNone.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) input.int32());
      case 'K' -> stack.push((long) input.uint8());
      case 'M' -> stack.push((long) input.uint16());
      case 0x8a -> stack.push(integer(input.uint8()));
      case 0x8b -> stack.push(integer(input.int32()));
      case 'G' -> stack.push(input.float64());
      case 'I', 'L', 'F' -> stack.push(written(input.line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The state of a random generator has integers of 16 bytes and more; no tensor is so large. */
  private Object integer(long length) {
    if (length > Long.BYTES) {
      input.skip(length);
      return new InertValue("int");
    }
    return input.integer(length);
  }

  /** A number as Python 2 wrote it; a flag is 00 or 01. */
  private static Object written(String line) {
    try {
      return switch (line) {
        case "00" -> false;
        case "01" -> true;
        default -> {
          double number = Double.parseDouble(line.replace("L", ""));
          boolean isWhole = number == Math.rint(number) && !line.contains(".");
          yield isWhole ? (Object) (long) number : (Object) number;
        }
      };
    } catch (NumberFormatException e) {
      throw PickleStack.confused();
    }
  }

  private boolean text(int opcode) {
    switch (opcode) {
      case 'X', 'T' -> stack.push(input.text(input.uint32()));
      case 0x8c, 'U' -> stack.push(input.text(input.uint8()));
      case 0x8d -> stack.push(input.text(input.uint64()));
      case 'V' -> stack.push(input.line());
      case 'S' -> stack.push(input.line().replaceAll("^['\"]|['\"]$", ""));
      case 'B' -> stack.push(input.take(input.uint32()));
      case 'C' -> stack.push(input.take(input.uint8()));
      case 0x8e, 0x96 -> stack.push(input.take(input.uint64()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int opcode) {
    switch (opcode) {
      case '(' -> stack.mark();
      case ')' -> stack.push(new PickleTuple(List.of()));
      case 't' -> stack.push(new PickleTuple(stack.popToMark()));
      case 'l' -> stack.push(stack.popToMark());
      case 'd' -> {
        List<Object> keysAndValues = stack.popToMark();
        stack.push(new LinkedHashMap<>());
        put(keysAndValues);
      }
      case 0x85, 0x86, 0x87 -> stack.push(new PickleTuple(stack.pop(opcode - 0x84)));
      case ']', 0x8f -> stack.push(new ArrayList<>());
      case 0x91 -> stack.push(stack.popToMark());
      case 'a' -> append(List.of(stack.pop()));
      case 'e', 0x90 -> append(stack.popToMark());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.peek());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memo(int opcode) {
    switch (opcode) {
      case 'q' -> memo.put((long) input.uint8(), stack.peek());
      case 'r' -> memo.put(input.uint32(), stack.peek());
      case 0x94 -> memo.put((long) memo.size(), stack.peek());
      case 'p' -> memo.put(index(input.line()), stack.peek());
      case 'g' -> stack.push(recall(index(input.line())));
      case 'h' -> stack.push(recall(input.uint8()));
      case 'j' -> stack.push(recall(input.uint32()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long index(String line) {
    if (written(line) instanceof Long index) {
      return index;
    }
    // The two that are written like flags.
    return line.equals("01") ? 1 : 0;
  }

  private boolean global(int opcode) {
    switch (opcode) {
      // The protocol's number and the length of a frame say nothing about the values.
      case 0x80 -> input.skip(1);
      case 0x95 -> input.skip(Long.BYTES);
      case 'c' -> stack.push(globals.find(input.line(), input.line()));
      case 0x93 -> {
        String name = stack.pop(String.class);
        stack.push(globals.find(stack.pop(String.class), name));
      }
      case 'Q' -> stack.push(globals.persistent(stack.pop()));
      case 'P' -> stack.push(globals.persistent(input.line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What calls and constructs in Python. */
  private boolean object(int opcode) {
    switch (opcode) {
      case 'R', 0x81 -> {
        List<Object> arguments = stack.pop(PickleTuple.class).items();
        stack.push(result(stack.pop(), arguments));
      }
      case 0x92 -> {
        Object named = stack.pop();
        List<Object> arguments = new ArrayList<>(stack.pop(PickleTuple.class).items());
        arguments.add(named);
        stack.push(result(stack.pop(), arguments));
      }
      case 'i' -> {
        Object callee = globals.find(input.line(), input.line());
        stack.push(result(callee, stack.popToMark()));
      }
      case 'o' -> {
        List<Object> calleeAndArguments = stack.popToMark();
        if (calleeAndArguments.isEmpty()) {
          throw PickleStack.confused();
        }
        stack.push(result(calleeAndArguments.remove(0), calleeAndArguments));
      }
      case 'b' -> giveAttributes(stack.pop());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object result(Object callee, List<Object> arguments) {
    if (callee instanceof TorchGlobals.Function function) {
      return function.call(arguments);
    }
    if (callee instanceof InertValue foreign) {
      InertValue result = new InertValue(foreign.name());
      arguments.forEach(result::take);
      return result;
    }
    if (callee instanceof DType) {
      return new InertValue("torch.storage");
    }
    throw PickleStack.confused();
  }

  /**
   * A state_dict carries its modules' version numbers as an attribute, and a parameter of the first
   * versions what its training needs; here nobody does. A foreign object may keep tensors there.
   */
  private void giveAttributes(Object attributes) {
    Object owner = stack.peek();
    if (owner instanceof InertValue object) {
      object.take(attributes);
    } else if (!(owner instanceof Map<?, ?> || owner instanceof TorchTensor)) {
      throw PickleStack.confused();
    }
  }

  private void append(List<Object> items) {
    if (stack.peek() instanceof InertValue foreign) {
      items.forEach(foreign::take);
      return;
    }
    // The only lists on the stack are those that ']' and its like made.
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) stack.peek(ArrayList.class);
    list.addAll(items);
  }

  private void put(List<Object> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
      throw PickleStack.confused();
    }
    BiConsumer<Object, Object> entries = entries();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      // What another key leads to has no name, and containers could hold themselves.
      if (TorchGlobals.isKey(keysAndValues.get(i))) {
        entries.accept(keysAndValues.get(i), keysAndValues.get(i + 1));
      }
    }
  }

  private BiConsumer<Object, Object> entries() {
    if (stack.peek() instanceof InertValue foreign) {
      return foreign::put;
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek(LinkedHashMap.class);
    return dictionary::put;
  }

  private Object recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw PickleStack.confused();
    }
    return value;
  }
}
