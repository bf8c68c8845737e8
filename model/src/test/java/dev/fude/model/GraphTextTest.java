package dev.fude.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.graph.Graph;
import dev.fude.core.json.JsonReader;
import dev.fude.core.json.MalformedJsonException;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.model.generator.AnimeGanV2;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of graphs: it is a file format, so each op's text is held here word for word. */
class GraphTextTest {
  private static final String WINDOW =
      "{'kernel_h':3,'kernel_w':2,'stride_h':1,'stride_w':2,'dilation_h':1,'dilation_w':3,"
          + "'padding':{'top':0,'bottom':1,'left':2,'right':3,'mode':'reflect'}}";

  private static final Map<Op, String> TEXTS = texts();

  private static Map<Op, String> texts() {
    Padding padding = new Padding(0, 1, 2, 3, PadMode.REFLECT);
    Window window = new Window(3, 2, 1, 2, 1, 3, padding);
    Map<Op, String> texts = new LinkedHashMap<>();
    texts.put(new AdaptiveInstanceNorm(1e-5), "{'adaptive_instance_norm':{'eps':1.0E-5}}");
    texts.put(new Add(), "{'add':{}}");
    texts.put(
        new Conv2d(8, window, 4, true),
        "{'conv2d':{'out_channels':8,'window':" + WINDOW + ",'groups':4,'bias':true}}");
    texts.put(
        new ConvTranspose2d(8, Window.square(3, 2, Padding.zero(1)), 1, 0, true),
        "{'conv_transpose2d':{'out_channels':8,'window':{'kernel_h':3,'kernel_w':3,'stride_h':2,"
            + "'stride_w':2,'dilation_h':1,'dilation_w':1,'padding':{'top':1,'bottom':1,'left':1,"
            + "'right':1,'mode':'zero'}},'output_padding_h':1,'output_padding_w':0,'bias':true}}");
    texts.put(new BoxMean(2), "{'box_mean':{'radius':2}}");
    texts.put(new MaxPool(3, 2), "{'max_pool':{'kernel':3,'stride':2}}");
    texts.put(new Multiply(), "{'multiply':{}}");
    texts.put(new Divide(), "{'divide':{}}");
    texts.put(new Concat(3), "{'concat':{'count':3}}");
    texts.put(
        new DepthToSpace(2, Arrangement.CHANNELS),
        "{'depth_to_space':{'factor':2,'arrangement':'channels'}}");
    texts.put(
        new DepthwiseConv2d(window, false),
        "{'depthwise_conv2d':{'window':" + WINDOW + ",'bias':false}}");
    texts.put(new DivideByChannelSum(1e-9), "{'divide_by_channel_sum':{'eps':1.0E-9}}");
    texts.put(new InstanceNorm(1e-5), "{'instance_norm':{'eps':1.0E-5}}");
    texts.put(
        new InvertedResidual(8, 2, new LayerNorm(0.25), 0.2f, true),
        "{'inverted_residual':{'out_channels':8,'expansion':2,"
            + "'norm':{'layer_norm':{'eps':0.25}},'slope':0.2,'depthwise_bias':true}}");
    texts.put(new LayerNorm(1e-12), "{'layer_norm':{'eps':1.0E-12}}");
    texts.put(new LeakyRelu(0.01f), "{'leaky_relu':{'slope':0.01}}");
    texts.put(
        new Pad(Padding.zero(1)),
        "{'pad':{'padding':{'top':1,'bottom':1,'left':1,'right':1,'mode':'zero'}}}");
    texts.put(new PRelu(), "{'prelu':{}}");
    texts.put(
        ResizeBilinear.twice(ResizeRule.HALF_PIXEL),
        "{'resize_bilinear':{'rule':'half_pixel','target':{'scale':{'factor_h':2,'factor_w':2}}}}");
    texts.put(
        new ResizeBilinear(ResizeRule.ASYMMETRIC, new Resize.Size(5, 7)),
        "{'resize_bilinear':{'rule':'asymmetric','target':{'size':{'height':5,'width':7}}}}");
    texts.put(
        new ResizeBilinear(ResizeRule.ALIGN_CORNERS, new Resize.LikeReference()),
        "{'resize_bilinear':{'rule':'align_corners','target':{'like_reference':{}}}}");
    texts.put(
        new ResizeNearest(new Resize.Scale(2, 3)),
        "{'resize_nearest':{'target':{'scale':{'factor_h':2,'factor_w':3}}}}");
    texts.put(new ScaleShift(), "{'scale_shift':{}}");
    texts.put(
        new SeparableConv2d(8, window, false),
        "{'separable_conv2d':{'out_channels':8,'window':" + WINDOW + ",'bias':false}}");
    texts.put(new SpatialSoftmax(), "{'spatial_softmax':{}}");
    texts.put(new Tanh(), "{'tanh':{}}");
    return texts;
  }

  static Stream<Op> ops() {
    return TEXTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("ops")
  void anOpIsItsRecord(Op op) {
    String text = TEXTS.get(op).replace('\'', '"');

    assertThat(OpText.write(op)).isEqualTo(text);
    assertThat(OpText.read(new JsonReader(text, "its graph"))).isEqualTo(op);
  }

  @Test
  void everyOpHasItsTextHere() {
    assertThat(TEXTS.keySet().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(OpText.OPS);
  }

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void aWholeNetworkComesBack(ResizeRule rule) {
    Graph written = AnimeGanV2.graph(rule, 1e-12);

    Graph read = GraphText.read(GraphText.write(written));

    assertThat(read.nodes()).isEqualTo(written.nodes());
    assertThat(read.input()).isEqualTo(written.input());
    assertThat(read.inputChannels()).isEqualTo(written.inputChannels());
    assertThat(read.output()).isEqualTo(written.output());
  }

  private static final String INPUT = "{'input':{'name':'x','channels':3},";
  private static final String LEAKY =
      "'nodes':[{'name':'y','op':{'leaky_relu':{'slope':0.2}},'inputs':['x'],'parameters':{}}],";

  static Stream<String[]> wrongTexts() {
    String node = "{'name':'y','op':%s,'inputs':['x'],'parameters':{}}";
    return Stream.of(
        new String[] {"", "'{' is expected"},
        new String[] {"{}", "no \"input\""},
        new String[] {INPUT + LEAKY + "'output':'z'}", "no node \"z\""},
        new String[] {INPUT + LEAKY + "'output':'y'} x", "only spaces"},
        new String[] {INPUT + LEAKY + "'size':3}", "unknown field \"size\""},
        new String[] {INPUT + "'nodes':[],'output':'x'}", "no node \"x\""},
        new String[] {"{'input':{'name':'x','channels':0}," + LEAKY + "'output':'y'}", "1 input"},
        new String[] {"{'input':{'name':'x'}," + LEAKY + "'output':'y'}", "no \"channels\""},
        ofOp(
            node,
            "{'swish':{}}",
            "\"swish\", which is not known here; known are adaptive_instance_norm, add"),
        ofOp(node, "{}", "names no kind"),
        ofOp(node, "{'tanh':{},'add':{}}", "two kinds"),
        ofOp(node, "{'tanh':{'slope':1}}", "tanh with \"slope\""),
        ofOp(node, "{'leaky_relu':{}}", "without \"slope\""),
        ofOp(node, "{'leaky_relu':{'slope':'0.2'}}", "a number is expected"),
        ofOp(node, "{'leaky_relu':{'slope':2}}", "Slope 2.0 must be from 0 to 1"),
        ofOp(node, "{'leaky_relu':{'slope':1e999}}", "too large"),
        ofOp(node, "{'layer_norm':{'eps':-1e-5}}", "eps"),
        ofOp(node, "{'conv2d':{'out_channels':4294967296}}", "too large"),
        ofOp(node, "{'add':{}}", "takes 2 inputs, but 1 were given"));
  }

  private static String[] ofOp(String node, String op, String words) {
    return new String[] {INPUT + "'nodes':[" + String.format(node, op) + "],'output':'y'}", words};
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void whatIsWrongIsSaid(String text, String words) {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> GraphText.read(text.replace('\'', '"')))
        .withMessageContaining("its graph")
        .withMessageContaining(words);
  }

  /** Whatever a text has become, it is a graph or one clause. */
  @Tag("one-jdk")
  @Test
  void mutatedTextsAreGraphsOrRefused() {
    String whole = GraphText.write(AnimeGanV2.graph(ResizeRule.ALIGN_CORNERS, 1e-5));
    SplittableRandom random = new SplittableRandom(20_261_129);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      String text =
          mutated(whole.substring(0, 4_000) + whole.substring(whole.length() - 600), random);
      try {
        GraphText.read(text);
      } catch (MalformedJsonException e) {
        refused++;
        assertThat(e.getMessage()).hasLineCount(1);
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static String mutated(String text, SplittableRandom random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(4)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, "{}[]\":,0129.-eE\\\u0000".charAt(random.nextInt(17)));
        case 2 -> mutated.setCharAt(at, (char) random.nextInt(32, 127));
        default -> mutated.setLength(Math.max(1, at));
      }
    }
    return mutated.toString();
  }
}
