package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Transpositions: a picture is the same in any order of its axes, unless its channels have many.
 */
final class Transposes implements Pattern {
  private static final long[] REVERSED = {3, 2, 1, 0};

  @Override
  public Set<String> operators() {
    return Set.of("Transpose");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Optional<long[]> axes = call.list("perm", 1); // an input to TensorFlow
    Optional<Numbers> numbers = Call.numbers(call.value(0));
    if (numbers.isPresent()) {
      boolean isMoved = axes.isEmpty() || (axes.get().length > 0 && axes.get()[0] != 0);
      if (numbers.get().extents().length > 2) {
        throw new NotImportableException(
            "exchanges axes of a size that has many; " + Call.EXPORT_WITHOUT);
      }
      return Optional.of(isMoved ? numbers.get().transposed() : numbers.get());
    }
    if (call.value(0) instanceof Constant constant) {
      return Optional.of(constant.permuted(axes.orElseGet(() -> reversed(constant))));
    }
    long[] permutation = axes.orElse(REVERSED);
    if (call.value(0) instanceof Uniform uniform) {
      return Optional.of(uniform.with(uniform.order().permuted(permutation)));
    }
    if (call.value(0) instanceof BoxCount count) {
      return Optional.of(count.with(count.order().permuted(permutation)));
    }
    if (call.value(0) instanceof Factored factored) {
      return Optional.of(factored.permuted(call, permutation));
    }
    if (call.value(0) instanceof Spread spread) {
      return Optional.of(spread.laid(spread.order().permuted(permutation)));
    }
    Laid laid = call.picture(0);
    return Optional.of(new Laid(laid.picture(), laid.order().permuted(permutation)));
  }

  private static long[] reversed(Constant constant) {
    int rank = constant.tensor().shape().rank();
    return LongStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
  }
}
