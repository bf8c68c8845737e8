package dev.fude.benchmarks;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV2;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * PyTorch through DJL, which runs TorchScript: the network is a script of PyTorch's own operators,
 * written by {@link TorchScript}, with the trained tensors as arguments.
 */
final class PyTorchEngine implements PictureEngine {
  private static final String ENGINE = "PyTorch";

  private final Model model;
  private final NDManager manager;
  private final NDList inputs; // the picture, (1, 3, height, width), and all trained tensors
  private final Shape nchw;

  PyTorchEngine(int threads, Tensor picture) {
    // Nothing is looked up or reported over the network; all of PyTorch is in this jar.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Graph graph = AnimeGanV2.graph(Network.RULE, Network.EPS);
    Weights weights = Network.animeGanV2().model().weights();
    Tensor channelsFirst = Layout.nhwcToNchw(picture);
    nchw = channelsFirst.shape();
    model = Model.newInstance("network", ENGINE);
    JniUtils.setNumThreads(threads);
    try {
      model.load(new ByteArrayInputStream(TorchScript.archive(graph)));
    } catch (IOException | MalformedModelException e) {
      throw new IllegalStateException("PyTorch refuses the network: " + e.getMessage(), e);
    }
    manager = model.getNDManager().newSubManager();
    inputs = new NDList();
    add(channelsFirst);
    for (String name : graph.parameterShapes().keySet()) {
      add(weights.tensors().get(name));
    }
  }

  private void add(Tensor tensor) {
    long[] shape = new long[tensor.shape().rank()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.shape().extent(i);
    }
    inputs.add(manager.create(tensor.data(), new ai.djl.ndarray.types.Shape(shape)));
  }

  @Override
  public Object run() {
    try (NDList output = forward()) {
      return output.singletonOrThrow();
    }
  }

  @Override
  public Tensor picture() {
    try (NDList output = forward()) {
      Tensor result = Tensor.zeros(nchw);
      float[] values = output.singletonOrThrow().toFloatArray();
      System.arraycopy(values, 0, result.data(), 0, values.length);
      return Layout.nchwToNhwc(result);
    }
  }

  private NDList forward() {
    return model.getBlock().forward(new ParameterStore(manager, false), inputs, false);
  }

  @Override
  public void close() {
    manager.close();
    model.close();
  }
}
