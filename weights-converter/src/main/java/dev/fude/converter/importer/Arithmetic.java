package dev.fude.converter.importer;

import dev.fude.core.op.Add;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import java.util.List;
import java.util.Map;
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
        isStored(second) ? withStored(call, first, second) : ofComputed(call, first, second));
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
          yield squared(call, laid);
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

  private static Value ofComputed(Call call, Value first, Value second) {
    String operator = call.operator();
    if (first instanceof Spread spread && operator.equals("Mul")) {
      return scaled(second, spread);
    }
    if (second instanceof Spread spread) {
      return switch (operator) {
        case "Mul" -> scaled(first, spread);
        case "Div" -> scaled(first, spread.raised(-1));
        default -> throw unknown();
      };
    }
    if (second instanceof BoxCount count && operator.equals("Div")) {
      return count.dividing(call, laid(first));
    }
    if (second instanceof ChannelSum sum && operator.equals("Div")) {
      return divided(call, first, sum);
    }
    Laid one = laid(first);
    Laid other = laid(second);
    if (!one.order().equals(other.order())) {
      throw new NotImportableException(
          "reads two pictures with their axes in different orders; export the model again");
    }
    return switch (operator) {
      case "Add" -> sum(call, one, other);
      case "Sub" -> sum(call, one, negated(other));
      case "Mul" -> {
        yield one.picture() == other.picture()
            ? squared(call, one)
            : combined(call, new Multiply(), one, other);
      }
      case "Div" -> combined(call, new Divide(), one, other);
      case "Max" -> rectified(call, one, other);
      default -> throw unknown();
    };
  }

  private static Laid negated(Laid laid) {
    int channels = laid.picture().channels();
    return scaled(laid, Vectors.of(-1, channels), Vectors.of(0, channels));
  }

  /** A picture times a deviation or divided by one. */
  private static Value scaled(Value value, Spread spread) {
    Laid laid = laid(value);
    if (!spread.fits(laid)) {
      throw new NotImportableException(
          "holds a variance against another axis than the channels; export the model again");
    }
    return laid.with(
        spread.power() == 0.5
            ? AdaptedPicture.scaled(laid.picture(), spread)
            : NormedPicture.divided(laid.picture(), spread));
  }

  /** A picture divided by the sum of its channels. */
  private static Value divided(Call call, Value value, ChannelSum sum) {
    Laid laid = laid(value);
    if (laid.picture() != sum.source() || !sum.order().equals(laid.order())) {
      throw new NotImportableException(
          "divides by the sum of another picture's channels, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    double eps = call.out().eps(sum.eps());
    return call.give(new DivideByChannelSum(eps), laid, Map.of()).orElseThrow();
  }

  private static Value squared(Call call, Laid laid) {
    if (laid.picture() instanceof NormedPicture norm && norm.isCentered()) {
      return norm.squared(laid.order());
    }
    return combined(call, new Multiply(), laid, laid);
  }

  /** One picture times another. */
  static Laid product(Call call, Laid one, Laid other) {
    return combined(call, new Multiply(), one, other);
  }

  private static Laid combined(Call call, Op op, Laid one, Laid other) {
    int channels = channels(one, other, "combines");
    String first = spread(one, channels).stored(call.out());
    String second = spread(other, channels).stored(call.out());
    String value = call.out().add(op, List.of(first, second), Map.of());
    return one.with(new StoredPicture(value, channels, sizeOf(one, other)));
  }

  private static Size sizeOf(Laid one, Laid other) {
    return one.picture().size().whereTaken(other.picture().size());
  }

  /** The channels of two pictures together: as many in both, or one in either. */
  private static int channels(Laid one, Laid other, String combining) {
    int channels = one.picture().channels();
    int others = other.picture().channels();
    if (channels != others && channels != 1 && others != 1) {
      throw new NotImportableException(
          String.format(
              "%s pictures of %d and %d channels; export the model again",
              combining, channels, others));
    }
    return Math.max(channels, others);
  }

  /** A picture of one channel, such as a mask, meets each channel of another. */
  private static Picture spread(Laid laid, int channels) {
    return laid.picture().channels() == channels
        ? laid.picture()
        : SelectedPicture.repeated(laid.picture(), channels);
  }

  /** The sum of two pictures, or of two parts of one norm. */
  private static Value sum(Call call, Laid one, Laid other) {
    Optional<AdaptedPicture> adapted = AdaptedPicture.sum(one.picture(), other.picture());
    if (adapted.isPresent()) {
      return one.with(adapted.get());
    }
    if (one.picture() instanceof NormedPicture part && part.isOpen()) {
      return one.with(part.plus(other.picture()));
    }
    if (other.picture() instanceof NormedPicture part && part.isOpen()) {
      return one.with(part.plus(one.picture()));
    }
    int channels = channels(one, other, "adds");
    GraphWriter out = call.out();
    String first = spread(one, channels).stored(out);
    String second = spread(other, channels).stored(out);
    // What was computed last comes first, in whatever order the exporter has them.
    List<String> inputs =
        out.placeOf(first) > out.placeOf(second) ? List.of(first, second) : List.of(second, first);
    return one.with(
        new StoredPicture(out.add(new Add(), inputs, Map.of()), channels, sizeOf(one, other)));
  }

  /** The larger of x and slope * x is a leaky rectifier of x. */
  private static Value rectified(Call call, Laid one, Laid other) {
    if (one.picture() instanceof ScaledPicture scaled && scaled.base() == other.picture()) {
      return rectified(call, other, scaled);
    }
    if (other.picture() instanceof ScaledPicture scaled && scaled.base() == one.picture()) {
      return rectified(call, one, scaled);
    }
    throw unknown();
  }

  private static Value rectified(Call call, Laid laid, ScaledPicture scaled) {
    double slope = scaled.scale()[0];
    if (!Vectors.isAll(scaled.scale(), slope) || !Vectors.isAll(scaled.shift(), 0)) {
      throw unknown();
    }
    return call.give(new LeakyRelu((float) slope), laid, Map.of()).orElseThrow();
  }

  private static Laid laid(Value value) {
    if (value instanceof Laid laid) {
      return laid;
    }
    if (value instanceof Dropped) {
      throw Dropped.unusable();
    }
    throw unknown();
  }

  private static NotImportableException unknown() {
    return new NotImportableException(
        "computes something of pictures that Fude has no op for; " + Call.EXPORT_WITHOUT);
  }
}
