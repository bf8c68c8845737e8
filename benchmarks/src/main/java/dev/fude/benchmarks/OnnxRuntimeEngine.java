package dev.fude.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.PictureContract;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** ONNX Runtime through its Java API, with its own defaults but for the number of threads. */
final class OnnxRuntimeEngine implements PictureEngine {
  static final String NAME = "onnxruntime";

  private final OrtSession session;
  private final Network network;
  private final boolean channelsLast; // whether the model takes and gives (1, height, width, 3)
  private final OnnxTensor input;

  OnnxRuntimeEngine(Network network, int threads, Tensor picture) {
    this.network = network;
    try {
      session = session(network.onnx(), threads);
      channelsLast = lastExtent(session) == PictureContract.CHANNELS;
      Tensor taken = network.taken(picture);
      input = tensor(channelsLast ? taken : Layout.nhwcToNchw(taken));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
    }
  }

  private static long lastExtent(OrtSession session) throws OrtException {
    TensorInfo info = (TensorInfo) session.getInputInfo().values().iterator().next().getInfo();
    return info.getShape()[info.getShape().length - 1];
  }

  private static OnnxTensor tensor(Tensor values) throws OrtException {
    long[] shape = new long[values.shape().rank()];
    Arrays.setAll(shape, values.shape()::extent);
    FloatBuffer numbers = FloatBuffer.wrap(values.data());
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape);
  }

  /**
   * Loads a model.
   *
   * @param model an ONNX file
   * @param threads threads that a run may keep busy
   * @return to be closed
   * @throws OrtException if ONNX Runtime refuses the model
   */
  static OrtSession session(Path model, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      return OrtEnvironment.getEnvironment().createSession(model.toString(), options);
    }
  }

  /**
   * Hands a picture over.
   *
   * @param values (1, 3, height, width); copied unless the buffer is direct
   * @param height rows
   * @param width columns
   * @return to be closed
   * @throws OrtException if ONNX Runtime refuses the values
   */
  static OnnxTensor tensor(FloatBuffer values, int height, int width) throws OrtException {
    long[] shape = {1, 3, height, width};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
  }

  @Override
  public Object run() {
    try (OrtSession.Result result = session.run(inputs())) {
      return result.get(0);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Tensor picture() {
    try (OrtSession.Result result = session.run(inputs())) {
      OnnxTensor values = (OnnxTensor) result.get(0);
      int[] extents =
          Arrays.stream(values.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      Tensor output = Tensor.zeros(Shape.of(extents));
      values.getFloatBuffer().get(output.data());
      return network.given(channelsLast ? output : Layout.nchwToNhwc(output));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, OnnxTensor> inputs() {
    return Map.of(session.getInputNames().iterator().next(), input);
  }

  @Override
  public void close() {
    input.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
