package dev.fude.benchmarks;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Op;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.Window;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names for the network's layers that can be typed: what is computed, on how many channels, at
 * which part of the picture's size. {@code conv3x3s2-32-64-full} is a 3x3 convolution of stride 2
 * from 32 channels at full size to 64.
 */
final class LayerNames {
  private LayerNames() {}

  /**
   * The layers of the network.
   *
   * @param size rows and columns of the network's input, a multiple of 4
   * @return cases by name, in the catalogue's order
   */
  static Map<String, OpCase> layers(int size) {
    Map<String, OpCase> layers = new LinkedHashMap<>();
    for (OpCase opCase : OpCases.network(size, size)) {
      String name = nameOf(opCase, size);
      if (layers.put(name, opCase) != null) {
        throw new IllegalStateException("Two layers are called " + name + ".");
      }
    }
    return layers;
  }

  /**
   * Finds a layer.
   *
   * @param name one of the names
   * @param size as {@link #layers}
   * @return its case
   * @throws IllegalStateException if there is none; the message lists them
   */
  static OpCase layer(String name, int size) {
    Map<String, OpCase> layers = layers(size);
    OpCase layer = layers.get(name);
    if (layer == null) {
      throw new IllegalStateException(
          String.format(
              "There is no layer \"%s\"; layers are %s.",
              name, String.join(", ", layers.keySet())));
    }
    return layer;
  }

  private static String nameOf(OpCase opCase, int size) {
    int channels = opCase.input().channels();
    String part =
        switch (size / opCase.input().height()) {
          case 1 -> "full";
          case 2 -> "half";
          default -> "quarter";
        };
    return kindOf(opCase.op(), channels) + "-" + part;
  }

  private static String kindOf(Op op, int channels) {
    if (op instanceof Conv2d conv) {
      return "conv" + describe(conv.window()) + "-" + channels + "-" + conv.outChannels();
    }
    if (op instanceof DepthwiseConv2d conv) {
      return "depthwise" + describe(conv.window()) + "-" + channels;
    }
    String rule = op instanceof ResizeBilinear resize ? "-" + resize.rule().id() : "";
    return op.kind() + rule + "-" + channels;
  }

  private static String describe(Window window) {
    String stride = window.strideH() == 1 ? "" : "s" + window.strideH();
    return window.kernelH() + "x" + window.kernelW() + stride;
  }
}
