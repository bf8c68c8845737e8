package dev.fude.converter.importer;

import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Tanh;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rectifiers and the hyperbolic tangent. */
final class Activations implements Pattern {
  private static final float DEFAULT_ALPHA = 0.01f;

  @Override
  public Set<String> operators() {
    return Set.of("Relu", "LeakyRelu", "PRelu", "Tanh");
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
      default -> call.give(new Tanh(), laid, Map.of());
    };
  }
}
