package dev.fude.benchmarks;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a graph as a TorchScript archive: a zip of the module's source, a pickle of the module
 * object, which here holds nothing, and a pickle of its constants, of which there are none. The
 * trained tensors are arguments of {@code forward}, in the order of {@link Graph#parameterShapes}.
 *
 * <p>Format: PyTorch, {@code torch/csrc/jit/docs/serialization.md}. Opcodes: Python, {@code
 * Lib/pickletools.py}.
 */
final class TorchScript {
  private static final String FOLDER = "network/";

  /** A version of the format, and with it of the operators, that PyTorch 2.7 reads. */
  private static final String VERSION = "10\n";

  /** Protocol 2; global {@code __torch__.Network}; empty tuple; new object; empty dict; build. */
  private static final String MODULE = "\u0080\u0002c__torch__\nNetwork\n)\u0081}b.";

  /** Protocol 2; empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private final Graph graph;
  private final StringBuilder source = new StringBuilder();
  private final Map<String, String> names = new LinkedHashMap<>();

  private TorchScript(Graph graph) {
    this.graph = graph;
  }

  /**
   * Writes a graph.
   *
   * @param graph whose resizes are half-pixel doublings
   * @return the archive
   * @throws IllegalArgumentException if an op of the graph is not known here
   */
  static byte[] archive(Graph graph) throws IOException {
    Graph expanded = graph.expanded();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", MODULE.getBytes(StandardCharsets.ISO_8859_1));
      String source = new TorchScript(expanded).source();
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }

  private String source() {
    source.append("class Network(Module):\n");
    source.append("  __parameters__ = []\n  __buffers__ = []\n");
    source.append("  def forward(self: __torch__.Network,\n    ");
    source.append(nameOf(graph.input())).append(": Tensor");
    for (String tensor : graph.parameterShapes().keySet()) {
      source.append(",\n    ").append(nameOf(tensor)).append(": Tensor");
    }
    source.append(") -> Tensor:\n");
    graph.nodes().forEach(this::append);
    source.append("    return ").append(nameOf(graph.output())).append("\n");
    return source.toString();
  }

  /** Names in a script are plain words; a graph's may hold dots, and a tensor's be a value's. */
  private String nameOf(String name) {
    return names.computeIfAbsent(name, fresh -> "v" + names.size());
  }

  private void append(Node node) {
    List<String> inputs = node.inputs().stream().map(this::nameOf).toList();
    List<String> tensors = node.parameters().values().stream().map(this::nameOf).toList();
    String call = call(node, inputs, tensors);
    source.append("    ").append(nameOf(node.name())).append(" = ").append(call).append("\n");
  }

  private String call(Node node, List<String> inputs, List<String> tensors) {
    Op op = node.op();
    String input = inputs.get(0);
    if (op instanceof Conv2d conv) {
      return convolution(input, tensors, conv.window(), conv.groups());
    }
    if (op instanceof DepthwiseConv2d conv) {
      String weight = node.parameters().values().iterator().next();
      int channels = graph.parameterShapes().get(weight).extent(0);
      return convolution(input, tensors, conv.window(), channels);
    }
    if (op instanceof LayerNorm norm) {
      String affine = String.join(", ", tensors);
      return String.format("torch.group_norm(%s, 1, %s, %s)", input, affine, norm.eps());
    }
    if (op instanceof LeakyRelu leaky) {
      return String.format("torch.leaky_relu(%s, %s)", input, leaky.slope());
    }
    if (op instanceof Add) {
      return String.format("torch.add(%s, %s)", input, inputs.get(1));
    }
    if (op instanceof Tanh) {
      return String.format("torch.tanh(%s)", input);
    }
    if (op.equals(ResizeBilinear.twice(ResizeRule.HALF_PIXEL))) {
      return String.format("torch.upsample_bilinear2d(%s, None, False, [2., 2.])", input);
    }
    throw new IllegalArgumentException("Op " + op.kind() + " has no TorchScript here.");
  }

  private static String convolution(String input, List<String> tensors, Window window, int groups) {
    return String.format(
        "torch.conv2d(%s, %s, %s, [%d, %d], [0, 0], [%d, %d], %d)",
        padded(input, window.padding()),
        tensors.get(0),
        tensors.size() == 1 ? "None" : tensors.get(1),
        window.strideH(),
        window.strideW(),
        window.dilationH(),
        window.dilationW(),
        groups);
  }

  private static String padded(String input, Padding padding) {
    if (padding.isNone()) {
      return input;
    }
    if (padding.mode() != PadMode.REFLECT) {
      throw new IllegalArgumentException("Padding " + padding + " has no TorchScript here.");
    }
    return String.format(
        "torch.reflection_pad2d(%s, [%d, %d, %d, %d])",
        input, padding.left(), padding.right(), padding.top(), padding.bottom());
  }
}
