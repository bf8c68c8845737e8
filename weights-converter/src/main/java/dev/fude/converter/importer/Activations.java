package dev.fude.converter.importer;

import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Tanh;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rectifiers, the hyperbolic tangent, and what is made of those: a sigmoid is half a tangent of
 * half the number, moved by a half, and a clip is a rectifier at each bound.
 */
final class Activations implements Pattern {
  private static final float DEFAULT_ALPHA = 0.01f;

  /** Clipped numbers come out to within a rounding of the bound, here 2^-12. */
  private static final int LARGEST_BOUND = 4_096;

  @Override
  public Set<String> operators() {
    return Set.of(
        "Relu", "LeakyRelu", "PRelu", "Tanh", "Sigmoid", "Clip", "HardSigmoid", "HardSwish");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.picture(0);
    return switch (call.operator()) {
      case "Relu" -> call.give(new LeakyRelu(0), laid, Map.of());
      case "LeakyRelu" ->
          call.give(new LeakyRelu(call.node().real("alpha", DEFAULT_ALPHA)), laid, Map.of());
      case "PRelu" -> {
        double[] slopes = Call.perChannel(call.trained(1), laid);
        yield call.give(new PRelu(), laid, Map.of(Parameter.SLOPE, Vectors.tensor(slopes)));
      }
      case "Sigmoid" -> Optional.of(sigmoid(call, laid));
      case "Clip" -> Optional.of(clipped(call, laid));
      case "HardSigmoid" -> {
        double slope = call.node().real("alpha", 0.2f);
        yield Optional.of(hardSigmoid(call, laid, slope, call.node().real("beta", 0.5f)));
      }
      case "HardSwish" ->
          Optional.of(PictureArithmetic.product(call, laid, hardSigmoid(call, laid, 1.0 / 6, 0.5)));
      default -> call.give(new Tanh(), laid, Map.of());
    };
  }

  /** {@code 1 / (1 + exp(-x)) = tanh(x / 2) / 2 + 1 / 2}, to within a rounding of 1. */
  private static Laid sigmoid(Call call, Laid laid) {
    Laid tanh = laid.with(call.stored(new Tanh(), scaled(laid, 0.5, 0), Map.of()));
    return scaled(tanh, 0.5, 0.5);
  }

  /** {@code min(max(slope * x + shift, 0), 1)}. */
  private static Laid hardSigmoid(Call call, Laid laid, double slope, double shift) {
    return atMost(call, atLeast(call, scaled(laid, slope, shift), 0), 1);
  }

  private static Laid clipped(Call call, Laid laid) {
    double low = bound(call, "min", 1, -Float.MAX_VALUE);
    double high = bound(call, "max", 2, Float.MAX_VALUE);
    if (!(low <= high)) {
      throw new NotImportableException(
          "clips to no numbers, from " + low + " to " + high + "; export the model again");
    }
    Laid risen = low <= -Float.MAX_VALUE ? laid : atLeast(call, laid, low);
    return high >= Float.MAX_VALUE ? risen : atMost(call, risen, high);
  }

  /** A setting in old versions and an input in newer ones, which may be left out. */
  private static double bound(Call call, String name, int index, double none) {
    return call.has(index) ? call.vector(index, 1)[0] : call.node().real(name, (float) none);
  }

  /** {@code max(x, low) = relu(x - low) + low}. */
  static Laid atLeast(Call call, Laid laid, double low) {
    return scaled(rectified(call, scaled(laid, 1, -near(low))), 1, low);
  }

  /** {@code min(x, high) = high - relu(high - x)}. */
  static Laid atMost(Call call, Laid laid, double high) {
    return scaled(rectified(call, scaled(laid, -1, near(high))), -1, high);
  }

  private static double near(double bound) {
    if (!(Math.abs(bound) <= LARGEST_BOUND)) {
      throw new NotImportableException(
          String.format(
              "clips at %s, which is beyond %d; %s", bound, LARGEST_BOUND, Call.EXPORT_WITHOUT));
    }
    return bound;
  }

  private static Laid rectified(Call call, Laid laid) {
    return laid.with(call.stored(new LeakyRelu(0), laid, Map.of()));
  }

  private static Laid scaled(Laid laid, double scale, double shift) {
    int channels = laid.picture().channels();
    return laid.with(
        ScaledPicture.of(laid.picture(), Vectors.of(scale, channels), Vectors.of(shift, channels)));
  }
}
