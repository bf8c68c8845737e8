package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;

/**
 * What is added, subtracted, multiplied, divided: sums of pictures, scales and shifts of channels,
 * parts of norms, and sizes.
 */
final class Arithmetic implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mod");
  }

  @Override
  public Optional<Value> apply(Call call) {
    if (call.operandCount() != 2) {
      throw new NotImportableException("does not read two values; " + Call.EXPORT_WITHOUT);
    }
    Value first = call.value(0);
    Value second = call.value(1);
    Optional<Numbers> some = Call.numbers(first);
    Optional<Numbers> others = Call.numbers(second);
    if (some.isPresent() && others.isPresent()) {
      return Optional.of(NumberArithmetic.of(call.operator(), some.get(), others.get()));
    }
    if (isStored(first) && isStored(second)) {
      return Optional.of(
          StoredVectors.of(call.operator(), first, second).orElseThrow(Arithmetic::unknown));
    }
    if (isStored(first)) {
      return Optional.of(withStoredFirst(call, first, second));
    }
    return Optional.of(
        isStored(second)
            ? withStored(call, first, second)
            : PictureArithmetic.of(call, first, second));
  }

  private static boolean isStored(Value value) {
    return value instanceof Constant || value instanceof Numbers;
  }

  private static Value withStoredFirst(Call call, Value stored, Value computed) {
    return switch (call.operator()) {
      case "Add", "Mul", "Max", "Min" -> withStored(call, computed, stored);
      case "Sub" -> {
        Laid laid = laid(computed);
        double[] minus = Vectors.of(-1, laid.picture().channels());
        yield laid.with(ScaledPicture.of(laid.picture(), minus, Call.perChannel(stored, laid)));
      }
      case "Div" -> {
        if (computed instanceof Spread spread) {
          yield spread.raised(-1).scaled(perChannel(stored, spread));
        }
        throw unknown();
      }
      default -> throw unknown();
    };
  }

  private static Value withStored(Call call, Value computed, Value stored) {
    if (computed instanceof Spread spread) {
      return switch (call.operator()) {
        case "Add" -> spread.plus(number(stored));
        case "Mul" -> spread.scaled(perChannel(stored, spread));
        case "Pow" -> spread.raised(number(stored));
        default -> throw unknown();
      };
    }
    if (computed instanceof ChannelSum sum && call.operator().equals("Add")) {
      return sum.plus(number(stored));
    }
    if (computed instanceof Dropped dropped
        && dropped.kept() instanceof ChannelSum sum
        && call.operator().equals("Add")) {
      return dropped.of(sum.plus(number(stored)));
    }
    Laid laid = laid(computed);
    if (stored instanceof Constant constant && call.operator().equals("Div")) {
      Optional<BoxCount> count = BoxCount.stored(call, laid, constant);
      if (count.isPresent()) {
        return count.get().dividing(call, laid);
      }
    }
    int channels = laid.picture().channels();
    double[] none = Vectors.of(0, channels);
    double[] one = Vectors.of(1, channels);
    return switch (call.operator()) {
      case "Add" -> scaled(laid, one, Call.perChannel(stored, laid));
      case "Sub" -> scaled(laid, one, Vectors.negated(Call.perChannel(stored, laid)));
      case "Mul" -> scaled(laid, Call.perChannel(stored, laid), none);
      case "Div" ->
          scaled(laid, Vectors.with(one, Call.perChannel(stored, laid), (a, b) -> a / b), none);
      case "Pow" -> {
        if (number(stored) == 2) {
          yield PictureArithmetic.squared(call, laid);
        }
        throw unknown();
      }
      case "Max" -> Activations.atLeast(call, laid, number(stored));
      case "Min" -> Activations.atMost(call, laid, number(stored));
      default -> throw unknown();
    };
  }

  private static Laid scaled(Laid laid, double[] scale, double[] shift) {
    return laid.with(ScaledPicture.of(laid.picture(), scale, shift));
  }

  private static double number(Value stored) {
    return Call.numbers(stored)
        .filter(numbers -> numbers.count() == 1 && numbers.get(0).isConstant())
        .map(numbers -> numbers.get(0).at(0))
        .orElseThrow(Arithmetic::unknown);
  }

  private static double[] perChannel(Value stored, Spread spread) {
    Value value = stored;
    int channels = spread.source().channels();
    // A vector for each channel may have its axes anywhere: a variance has none of its own.
    Optional<Numbers> few = Call.numbers(value);
    if (few.isPresent() && few.get().count() == channels) {
      return few.get().amounts().stream().mapToDouble(amount -> amount.at(0)).toArray();
    }
    if (value instanceof Constant constant && constant.tensor().shape().elements() == channels) {
      float[] decoded = constant.decoded().data();
      double[] numbers = new double[channels];
      for (int c = 0; c < channels; c++) {
        numbers[c] = decoded[c];
      }
      return numbers;
    }
    return Vectors.of(number(stored), channels);
  }

  /** A value that must be a picture. */
  static Laid laid(Value value) {
    if (value instanceof Laid laid) {
      return laid;
    }
    if (value instanceof Dropped) {
      throw Dropped.unusable();
    }
    throw unknown();
  }

  static NotImportableException unknown() {
    return new NotImportableException(
        "computes something of pictures that Fude has no op for; " + Call.EXPORT_WITHOUT);
  }
}
