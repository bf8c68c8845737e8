package dev.fude.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime through its Java API, with its own defaults but for the number of threads. */
final class OnnxRuntimeEngine implements PictureEngine {
  static final String NAME = "onnxruntime";

  private final OrtSession session;
  private final OnnxTensor input; // (1, 3, height, width)
  private final Shape nchw;

  OnnxRuntimeEngine(int threads, Tensor picture) {
    Tensor channelsFirst = Layout.nhwcToNchw(picture);
    nchw = channelsFirst.shape();
    try {
      session = session(Network.onnxModel(), threads);
      input = tensor(FloatBuffer.wrap(channelsFirst.data()), nchw.extent(2), nchw.extent(3));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
    }
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
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      Tensor output = Tensor.zeros(nchw);
      values.get(output.data());
      return Layout.nchwToNhwc(output);
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
