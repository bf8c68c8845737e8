package dev.fude.model;

import dev.fude.core.Quoted;
import dev.fude.core.json.JsonReader;
import dev.fude.core.json.JsonString;
import dev.fude.core.json.MalformedJsonException;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An op as JSON. An op is a record of attributes, so its text is the record's name and content:
 * {@code {"conv2d": {"out_channels": 32, "window": {...}, "groups": 1, "bias": false}}}.
 *
 * <p>Attributes are numbers, truth values, names of enum constants, records of such, and a choice
 * between several records ({@link Resize.Target}, or an op inside an op), which is an object whose
 * only name says which. All attributes must be there, and no others; the records themselves check
 * the values. A component of an op's record that is renamed changes the format: {@code
 * GraphTextTest} holds the text of every op.
 */
final class OpText {
  /** Every op that a file may name: a new op adds its line. */
  static final List<Class<? extends Op>> OPS =
      List.of(
          AdaptiveInstanceNorm.class,
          Add.class,
          BoxMean.class,
          Conv2d.class,
          ConvTranspose2d.class,
          Concat.class,
          DepthToSpace.class,
          DepthwiseConv2d.class,
          Divide.class,
          DivideByChannelSum.class,
          InstanceNorm.class,
          InvertedResidual.class,
          LayerNorm.class,
          LeakyRelu.class,
          MaxPool.class,
          Multiply.class,
          PRelu.class,
          Pad.class,
          ResizeBilinear.class,
          ResizeNearest.class,
          ScaleShift.class,
          SeparableConv2d.class,
          SpatialSoftmax.class,
          Tanh.class);

  private OpText() {}

  static String write(Op op) {
    return choice(op);
  }

  static Op read(JsonReader json) {
    return (Op) readChoice(json, Op.class);
  }

  /** {@code LeakyRelu} is {@code leaky_relu}, {@code factorH} is {@code factor_h}. */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static String choice(Object record) {
    return "{"
        + JsonString.of(snakeCase(record.getClass().getSimpleName()))
        + ":"
        + fields(record)
        + "}";
  }

  private static String fields(Object record) {
    return Stream.of(record.getClass().getRecordComponents())
        .map(
            component ->
                JsonString.of(snakeCase(component.getName()))
                    + ":"
                    + value(component.getType(), valueOf(record, component)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Class<?> type, Object value) {
    if (type.isPrimitive()) {
      return value.toString();
    }
    if (value instanceof Enum<?> constant) {
      return JsonString.of(constant.name().toLowerCase(Locale.ROOT));
    }
    return type.isRecord() ? fields(value) : choice(value);
  }

  private static Object valueOf(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Object readChoice(JsonReader json, Class<?> type) {
    Object[] chosen = new Object[1];
    json.object(
        name -> {
          if (chosen[0] != null) {
            throw new MalformedJsonException("its graph names two kinds where one is expected");
          }
          chosen[0] = readRecord(json, choiceOf(type, name));
        });
    return Optional.ofNullable(chosen[0])
        .orElseThrow(
            () -> new MalformedJsonException("its graph names no kind where one is expected"));
  }

  private static Class<?> choiceOf(Class<?> type, String name) {
    return choices(type)
        .filter(candidate -> snakeCase(candidate.getSimpleName()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedJsonException(
                    String.format(
                        "its graph has a \"%s\" of kind %s, which is not known here; known are %s",
                        snakeCase(type.getSimpleName()),
                        Quoted.name(name),
                        choices(type)
                            .map(candidate -> snakeCase(candidate.getSimpleName()))
                            .collect(Collectors.joining(", ")))));
  }

  private static Stream<Class<?>> choices(Class<?> type) {
    Stream<? extends Class<?>> all =
        type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : OPS.stream();
    return all.filter(type::isAssignableFrom).map(candidate -> (Class<?>) candidate);
  }

  private static Object readRecord(JsonReader json, Class<?> type) {
    Map<String, Object> values = new LinkedHashMap<>();
    RecordComponent[] components = type.getRecordComponents();
    json.object(
        name -> {
          RecordComponent component =
              Stream.of(components)
                  .filter(candidate -> snakeCase(candidate.getName()).equals(name))
                  .findFirst()
                  .orElseThrow(() -> unknown(type, name));
          values.put(component.getName(), readValue(json, component.getType()));
        });
    return make(type, components, values);
  }

  private static Object readValue(JsonReader json, Class<?> type) {
    if (type == int.class) {
      return readInt(json);
    }
    if (type == float.class) {
      return (float) json.number();
    }
    if (type == double.class) {
      return json.number();
    }
    if (type == boolean.class) {
      return json.flag();
    }
    if (type.isEnum()) {
      return readConstant(json, type);
    }
    return type.isRecord() ? readRecord(json, type) : readChoice(json, type);
  }

  static int readInt(JsonReader json) {
    long number = json.wholeNumber();
    if (number > Integer.MAX_VALUE) {
      throw new MalformedJsonException(
          "its graph holds the number " + number + ", which is too large");
    }
    return (int) number;
  }

  private static Object readConstant(JsonReader json, Class<?> type) {
    String name = json.string();
    return Stream.of(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(type, name));
  }

  private static Object make(
      Class<?> type, RecordComponent[] components, Map<String, Object> values) {
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      types[i] = components[i].getType();
      arguments[i] = Optional.ofNullable(values.get(name)).orElseThrow(() -> missing(type, name));
    }
    try {
      return type.getConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new MalformedJsonException("its graph is wrong: " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static MalformedJsonException unknown(Class<?> type, String name) {
    return new MalformedJsonException(
        String.format(
            "its graph has a %s with %s, which is not known here",
            snakeCase(type.getSimpleName()), Quoted.name(name)));
  }

  private static MalformedJsonException missing(Class<?> type, String name) {
    return new MalformedJsonException(
        String.format(
            "its graph has a %s without \"%s\"", snakeCase(type.getSimpleName()), snakeCase(name)));
  }
}
