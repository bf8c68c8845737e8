package dev.fude.model.generator;

import dev.fude.core.tensor.Shape;

/**
 * One tensor of a network.
 *
 * @param role what it is to its layer
 * @param name its name in converted files, which is the PyTorch port's
 * @param tensorFlowName its name in the TensorFlow original
 * @param shape its shape in converted files, kernels OIHW
 */
public record TrainedTensor(Role role, String name, String tensorFlowName, Shape shape) {}
