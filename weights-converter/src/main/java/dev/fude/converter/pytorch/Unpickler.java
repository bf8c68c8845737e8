package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the part of Python's pickle language, protocols 2 to 5, that tensors are saved in.
 *
 * <p>The language is a stack machine. Opcodes push numbers, texts and empty containers; fill
 * containers with what lies above a mark; keep values in a memo and fetch them again; name a global
 * and call it. Only the last is dangerous, and {@link TorchGlobals} decides it. Texts become {@link
 * String}, integers {@link Long}, floats {@link Double}, lists {@link ArrayList}, dictionaries
 * {@link LinkedHashMap}, tuples {@link PickleTuple}.
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
          number(opcode) || text(opcode) || container(opcode) || memo(opcode) || global(opcode);
      if (!isKnown) {
        throw new MalformedSourceException(
            String.format(
                "its pickle holds the opcode 0x%02x, which tensors are not saved with;"
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
      case 0x8a -> stack.push(input.integer(input.uint8()));
      case 0x8b -> stack.push(input.integer(input.int32()));
      case 'G' -> stack.push(input.float64());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) {
    switch (opcode) {
      case 'X', 'T' -> stack.push(input.text(input.uint32()));
      case 0x8c, 'U' -> stack.push(input.text(input.uint8()));
      case 0x8d -> stack.push(input.text(input.uint64()));
      case 'B' -> stack.push(input.take(input.uint32()));
      case 'C' -> stack.push(input.take(input.uint8()));
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
      case 0x85, 0x86, 0x87 -> stack.push(new PickleTuple(stack.pop(opcode - 0x84)));
      case ']' -> stack.push(new ArrayList<>());
      case 'a' -> append(List.of(stack.pop()));
      case 'e' -> append(stack.popToMark());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
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
      case 'h' -> stack.push(recall(input.uint8()));
      case 'j' -> stack.push(recall(input.uint32()));
      default -> {
        return false;
      }
    }
    return true;
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
      case 'Q' -> stack.push(globals.storage(stack.pop(PickleTuple.class).items()));
      case 'R' -> {
        List<Object> arguments = stack.pop(PickleTuple.class).items();
        stack.push(stack.pop(TorchGlobals.Function.class).call(arguments));
      }
      case 'b' -> ignoreAttributes();
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * A state_dict carries its modules' version numbers as an attribute, and a parameter of the first
   * versions what its training needs; here nobody does.
   */
  private void ignoreAttributes() {
    stack.pop();
    Object owner = stack.peek();
    if (!(owner instanceof Map<?, ?> || owner instanceof TorchTensor)) {
      throw PickleStack.confused();
    }
  }

  private void append(List<Object> items) {
    // The only lists on the stack are those that ']' made.
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) stack.peek(ArrayList.class);
    list.addAll(items);
  }

  private void put(List<Object> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
      throw PickleStack.confused();
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek(LinkedHashMap.class);
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      dictionary.put(TorchGlobals.requireKey(keysAndValues.get(i)), keysAndValues.get(i + 1));
    }
  }

  private Object recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw PickleStack.confused();
    }
    return value;
  }
}
