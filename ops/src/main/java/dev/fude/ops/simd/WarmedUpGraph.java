package dev.fude.ops.simd;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import java.util.Optional;

/**
 * A network whose runs wait until a warm-up is over: their threads would only take the processors
 * from the compiler. Until then weights are packed and pictures are read.
 *
 * @param network what runs
 * @param warmUp what its kernels are compiled by
 */
record WarmedUpGraph(PreparedGraph network, WarmUp warmUp) implements PreparedGraph {
  @Override
  public Plan plan(Shape input) {
    return network.plan(input);
  }

  @Override
  public long bytesNeeded(Shape input) {
    return network.bytesNeeded(input);
  }

  @Override
  public long heapBytesNeeded(Shape input) {
    return network.heapBytesNeeded(input);
  }

  @Override
  public long heapBytesForRows(Shape input) {
    return network.heapBytesForRows(input);
  }

  @Override
  public Optional<ScratchNeed> scratchNeeded(Shape input) {
    return network.scratchNeeded(input);
  }

  @Override
  public <T> T run(RunInput<T> input, RunOptions options) {
    warmUp.await();
    return network.run(input, options);
  }

  @Override
  public void close() {
    network.close();
  }
}
