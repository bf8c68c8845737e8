package dev.fude.ops.scalar;

import dev.fude.core.op.Op;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs one op of the specification. */
final class ScalarRuns {
  private ScalarRuns() {}

  static float[] run(Op op, Map<String, Tensor> parameters, Tensor... inputs) {
    List<Shape> shapes = Arrays.stream(inputs).map(Tensor::shape).toList();
    Tensor output = Tensor.zeros(op.outputShape(shapes));
    List<KernelInput> plain =
        Arrays.stream(inputs).map(in -> KernelInput.plain(in.data(), in.shape())).toList();
    ScalarKernels.table("scalar")
        .prepare(op, parameters)
        .run(new KernelCall(plain, output.data(), 0, output.shape(), null, new Workers(1, null)));
    return output.data();
  }

  /** A picture of one row and one channel. */
  static Tensor row(float... values) {
    return Tensor.of(Shape.nhwc(1, 1, values.length, 1), values);
  }
}
