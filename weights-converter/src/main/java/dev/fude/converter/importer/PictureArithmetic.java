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

/** Sums, differences, products and quotients of two pictures, or of parts of norms. */
final class PictureArithmetic {
  private PictureArithmetic() {}

  /** What an operator makes of two values, neither of them stored. */
  static Value of(Call call, Value first, Value second) {
    String operator = call.operator();
    if (first instanceof Spread spread && operator.equals("Mul")) {
      return scaled(second, spread);
    }
    if (second instanceof Spread spread) {
      return switch (operator) {
        case "Mul" -> scaled(first, spread);
        case "Div" -> scaled(first, spread.raised(-1));
        default -> throw Arithmetic.unknown();
      };
    }
    if (second instanceof BoxCount count && operator.equals("Div")) {
      return count.dividing(call, Arithmetic.laid(first));
    }
    if (second instanceof ChannelSum sum && operator.equals("Div")) {
      return divided(call, first, sum);
    }
    Laid one = Arithmetic.laid(first);
    Laid other = Arithmetic.laid(second);
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
      default -> throw Arithmetic.unknown();
    };
  }

  private static Laid negated(Laid laid) {
    int channels = laid.picture().channels();
    return laid.with(
        ScaledPicture.of(laid.picture(), Vectors.of(-1, channels), Vectors.of(0, channels)));
  }

  /** A picture times a deviation or divided by one. */
  private static Value scaled(Value value, Spread spread) {
    Laid laid = Arithmetic.laid(value);
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
    Laid laid = Arithmetic.laid(value);
    if (laid.picture() != sum.source() || !sum.order().equals(laid.order())) {
      throw new NotImportableException(
          "divides by the sum of another picture's channels, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    double eps = call.out().eps(sum.eps());
    return call.give(new DivideByChannelSum(eps), laid, Map.of()).orElseThrow();
  }

  /** A picture times itself. */
  static Value squared(Call call, Laid laid) {
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
    throw Arithmetic.unknown();
  }

  private static Value rectified(Call call, Laid laid, ScaledPicture scaled) {
    double slope = scaled.scale()[0];
    if (!Vectors.isAll(scaled.scale(), slope) || !Vectors.isAll(scaled.shift(), 0)) {
      throw Arithmetic.unknown();
    }
    return call.give(new LeakyRelu((float) slope), laid, Map.of()).orElseThrow();
  }
}
