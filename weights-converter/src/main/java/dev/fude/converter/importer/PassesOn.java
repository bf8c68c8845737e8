package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;

/**
 * Nodes that only pass a value on: what matters while training alone, and numbers written in
 * another way.
 */
final class PassesOn implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("Identity", "Dropout", "CastLike", "QuantizeLinear", "DequantizeLinear");
  }

  @Override
  public Optional<Value> apply(Call call) {
    if (call.operator().equals("QuantizeLinear") && call.value(0) instanceof Laid) {
      call.out().passesOverQuantization();
    }
    return Optional.of(call.value(0));
  }
}
