package dev.fude.model.generator;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trained tensors of an external attention as TensorFlow's variables, which are others than
 * those of its graph:
 *
 * <ul>
 *   <li>keys and values are one variable, {@code kernel} of shape (1, channels, pairs): a pixel's
 *       channels times it are compared, and what comes of that times it transposed is given back;
 *   <li>the last 1x1 convolution has no bias but a batch norm behind it, four vectors that are only
 *       called {@code Variable}: with training over, a factor of the kernel, and a bias.
 * </ul>
 *
 * <p>The original builds its network twice, for training and for use, and the second has a batch
 * norm of its own, under {@code generator_1}, which nobody trained: factors 1, means 0. Not a
 * mistake here, for that is what its program paints with and what its deployed graphs hold.
 *
 * <p>Source: TachibanaYoshino/AnimeGANv3, {@code tools/ops.py}: {@code External_attention_v3} and
 * {@code batch_norm_wrapper}; {@code tools/get_generator_ckpt.py}.
 */
final class ExternalAttentionVariables {
  /** As the original's single precision has it. */
  private static final double EPS = 1e-3f;

  private final LayerTable graph;
  private final String scope;

  private ExternalAttentionVariables(LayerTable graph, String scope) {
    this.graph = graph;
    this.scope = scope;
  }

  /**
   * The form of files in which a network's attention is such variables.
   *
   * @param graph the tensors of the network's graph, among them those of the convolutions keys,
   *     values and Conv_1 in the scope
   * @param scope the attention's, with dots
   * @return the variables, and what makes the graph's tensors of them
   */
  static StoredForm in(LayerTable graph, String scope) {
    ExternalAttentionVariables variables = new ExternalAttentionVariables(graph, scope);
    return new StoredForm(variables.table(), variables::toGraph);
  }

  private LayerTable table() {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      String kernel = layer.kernel().name();
      if (kernel.equals(named("keys.weights"))) {
        layers.add(new Layer(List.of(kernel(layer.kernel().shape()))));
      } else if (kernel.equals(named("Conv_1.weights"))) {
        layers.add(normed(layer.kernel().shape()));
      } else if (!kernel.equals(named("values.weights"))) {
        layers.add(layer);
      }
    }
    return new LayerTable(graph.network(), layers);
  }

  /** Of keys (pairs, channels, 1, 1). */
  private TrainedTensor kernel(Shape keys) {
    Shape shape = Shape.of(1, keys.extent(1), keys.extent(0));
    return variable(Role.KERNEL, "generator", "kernel", shape);
  }

  private Layer normed(Shape kernel) {
    Shape channels = Shape.of(kernel.extent(0));
    return new Layer(
        List.of(
            variable(Role.KERNEL, "generator", "Conv_1.weights", kernel),
            variable(Role.GAMMA, "generator_1", "Variable", channels),
            variable(Role.BETA, "generator_1", "Variable_1", channels),
            variable(Role.MEAN, "generator_1", "Variable_2", channels),
            variable(Role.VARIANCE, "generator_1", "Variable_3", channels)));
  }

  private TrainedTensor variable(Role role, String root, String tensor, Shape shape) {
    String name = named(tensor);
    return new TrainedTensor(role, name, root + "/" + name.replace('.', '/'), shape);
  }

  private String named(String tensor) {
    return scope + "." + tensor;
  }

  private Map<String, Tensor> toGraph(Map<String, Tensor> variables) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    graph.tensors().keySet().forEach(name -> tensors.put(name, variables.get(name)));
    Tensor kernel = variables.get(named("kernel")); // (1, channels, pairs)
    int channels = kernel.shape().extent(1);
    int pairs = kernel.shape().extent(2);
    tensors.put(named("keys.weights"), transposed(kernel.data(), channels, pairs));
    Shape values = Shape.of(channels, pairs, 1, 1);
    tensors.put(named("values.weights"), Tensor.of(values, kernel.data()));
    foldNorm(variables, tensors);
    return tensors;
  }

  /** Of a matrix, as the kernel of a 1x1 convolution. */
  private static Tensor transposed(float[] matrix, int rows, int columns) {
    Tensor transposed = Tensor.zeros(Shape.of(columns, rows, 1, 1));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed.data()[column * rows + row] = matrix[row * columns + column];
      }
    }
    return transposed;
  }

  /** {@code gamma * (conv - mean) / sqrt(variance + eps) + beta} as a convolution with a bias. */
  private void foldNorm(Map<String, Tensor> variables, Map<String, Tensor> tensors) {
    Tensor kernel = variables.get(named("Conv_1.weights")); // (channels, channels, 1, 1)
    float[] gamma = variables.get(named("Variable")).data();
    float[] beta = variables.get(named("Variable_1")).data();
    float[] mean = variables.get(named("Variable_2")).data();
    float[] variance = variables.get(named("Variable_3")).data();
    float[] weights = kernel.data().clone();
    float[] biases = new float[gamma.length];
    int inChannels = kernel.shape().extent(1);
    for (int channel = 0; channel < gamma.length; channel++) {
      double factor = gamma[channel] / Math.sqrt(variance[channel] + EPS);
      for (int i = channel * inChannels; i < (channel + 1) * inChannels; i++) {
        weights[i] = (float) (weights[i] * factor);
      }
      biases[channel] = (float) (beta[channel] - mean[channel] * factor);
    }
    tensors.put(named("Conv_1.weights"), Tensor.of(kernel.shape(), weights));
    tensors.put(named("Conv_1.biases"), Tensor.of(Shape.of(biases.length), biases));
  }
}
