package dev.fude.converter.pass;

import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.tensor.Shape;
import dev.fude.model.generator.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Finds a network's layers in a graph by what is computed, not by what things are called.
 *
 * <p>Exporters rename constants as they please, but they cannot reorder a chain of convolutions,
 * and each norm lies between its convolution and the next one. Whatever way a norm was spelt out,
 * its gamma is the first constant vector that is multiplied (or divided by something, as in {@code
 * gamma / deviation}), and its beta the first that is added after it (or that something is taken
 * from, as in {@code beta - mean * scale}); a constant vector added before any gamma is a bias.
 */
final class LayerWalk {
  private final NeutralModel model;
  private final List<FoundLayer> layers = new ArrayList<>();

  private LayerWalk(NeutralModel model) {
    this.model = model;
  }

  /** The layers in order of computation. */
  static List<FoundLayer> of(NeutralModel model) {
    LayerWalk walk = new LayerWalk(model);
    model.ops().forEach(walk::visit);
    return walk.layers;
  }

  private void visit(NeutralOp op) {
    switch (op.kind()) {
      case CONVOLUTION -> begin(Role.KERNEL, op);
      case DEPTHWISE_CONVOLUTION -> begin(Role.DEPTHWISE_KERNEL, op);
      case MULTIPLY -> use(Role.GAMMA, vectorOf(op, 2));
      case DIVIDE -> use(Role.GAMMA, vectorOf(op, 1));
      case ADD -> use(isNormReached() ? Role.BETA : Role.BIAS, vectorOf(op, 2));
      case SUBTRACT -> use(Role.BETA, vectorOf(op, 1));
      case NORM -> useNorm(op);
      case PARTIAL_NORM, ROOT, RESIZE, OTHER -> {}
    }
  }

  private void begin(Role kernelRole, NeutralOp op) {
    NeutralTensor kernel = model.tensors().get(op.operand(1));
    if (kernel == null || kernel.shape().rank() != 4) {
      return;
    }
    boolean isDepthwise = kernelRole == Role.DEPTHWISE_KERNEL;
    Shape oihw = kernel.permuted(model.layout().toOihw(isDepthwise)).shape();
    FoundLayer layer = new FoundLayer(oihw.extent(0), new EnumMap<>(Role.class));
    layer.tensorNames().put(kernelRole, op.operand(1));
    layers.add(layer);
    if (isVector(op.operand(2))) {
      use(Role.BIAS, op.operand(2));
    }
  }

  private void useNorm(NeutralOp op) {
    // What one lacks here is multiplied or added after it.
    if (isVector(op.operand(1))) {
      use(Role.GAMMA, op.operand(1));
    }
    if (isVector(op.operand(2))) {
      use(Role.BETA, op.operand(2));
    }
  }

  private boolean isNormReached() {
    return !layers.isEmpty() && last().tensorNames().containsKey(Role.GAMMA);
  }

  private void use(Role role, String name) {
    if (!name.isEmpty()) {
      last().tensorNames().putIfAbsent(role, name);
    }
  }

  /** The constant among the first operands that has one number for each channel, or no name. */
  private String vectorOf(NeutralOp op, int operands) {
    for (int i = 0; i < operands; i++) {
      if (isVector(op.operand(i))) {
        return op.operand(i);
      }
    }
    return "";
  }

  private boolean isVector(String name) {
    NeutralTensor tensor = model.tensors().get(name);
    return tensor != null
        && !layers.isEmpty()
        && tensor.asVector().shape().equals(Shape.of(last().channels()));
  }

  private FoundLayer last() {
    return layers.get(layers.size() - 1);
  }
}
