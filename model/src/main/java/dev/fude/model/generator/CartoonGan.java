package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The CartoonGAN generator as a graph: a photograph in, a cartoon out, both (batch, height, width,
 * 3) in [-1, 1], blue first.
 *
 * <p>Two convolutions of stride 2 shrink the picture to a quarter, eight residual blocks think
 * about it, two transposed convolutions bring it back. Every convolution has a bias. Its first, its
 * last and the residual blocks' are mirrored at the edges, the others see zeros there. It has no
 * resize, so that {@value Settings#NORM_EPS} is its only setting.
 *
 * <p>Values and trained tensors have the names of the PyTorch port's modules: {@code conv04_1} and
 * {@code in04_1} are the first half of the first residual block.
 *
 * <p>Source: Chen, Lai and Liu, "CartoonGAN", CVPR 2018;
 * Yijunmaverick/CartoonGAN-Test-Pytorch-Torch, {@code network/Transformer.py}.
 */
public final class CartoonGan implements Generator {
  /** The generator as published. */
  public static final Generator GENERATOR = ofWidth(64);

  private static final Defaults OF_PORT =
      new Defaults(Settings.NONE.withNormEps(1e-9), "the PyTorch port's default");
  private static final String LICENSE =
      "CartoonGAN weights, trained by its authors at Tsinghua University: no licence is stated; ask"
          + " them before any use but research.";

  private static final int FIRST_RESIDUAL = 4;
  private static final int LAST_RESIDUAL = 11;
  private static final LeakyRelu RELU = new LeakyRelu(0);
  private static final Window KERNEL_7 = Window.square(7, 1, Padding.reflect(3));
  private static final Window KERNEL_3 = Window.square(3, 1, Padding.zero(1));
  private static final Window MIRRORED = Window.square(3, 1, Padding.reflect(1));
  private static final Window HALVING = Window.square(3, 2, Padding.zero(1));

  private final int width;

  private CartoonGan(int width) {
    this.width = width;
  }

  /**
   * The generator with another number of channels, such as a small one for tests.
   *
   * @param width channels at full size, at least 1; twice and four times as many below
   * @return the generator
   */
  public static Generator ofWidth(int width) {
    return new CartoonGan(width);
  }

  @Override
  public String name() {
    return "cartoongan";
  }

  @Override
  public boolean isBlueFirst() {
    return true;
  }

  @Override
  public Graph graph(Settings settings) {
    settings.requireNoResize(name());
    return new Writing(new InstanceNorm(settings.normEps())).graph(width);
  }

  /** None: its authors published it for Torch. */
  @Override
  public Map<String, String> tensorFlowNames() {
    return Map.of();
  }

  @Override
  public Map<Framework, Defaults> defaults() {
    return Map.of(Framework.TENSORFLOW, OF_PORT, Framework.PYTORCH, OF_PORT);
  }

  @Override
  public String license() {
    return LICENSE;
  }

  @Override
  public List<String> styles() {
    return List.of("hayao", "hosoda", "paprika", "shinkai");
  }

  /** The graph while it is written down, value after value. */
  private static final class Writing {
    private final GraphBuilder network = Graph.builder("photo", 3);
    private final InstanceNorm norm;
    private String value = network.input();

    Writing(InstanceNorm norm) {
      this.norm = norm;
    }

    Graph graph(int width) {
      conv("conv01_1", width, KERNEL_7);
      normRelu("01_1");
      conv("conv02_1", 2 * width, HALVING);
      conv("conv02_2", 2 * width, KERNEL_3);
      normRelu("02_1");
      conv("conv03_1", 4 * width, HALVING);
      conv("conv03_2", 4 * width, KERNEL_3);
      normRelu("03_1");
      for (int block = FIRST_RESIDUAL; block <= LAST_RESIDUAL; block++) {
        residual(String.format(Locale.ROOT, "%02d", block), 4 * width);
      }
      enlarge("deconv01_1", 2 * width);
      conv("deconv01_2", 2 * width, KERNEL_3);
      normRelu("12_1");
      enlarge("deconv02_1", width);
      conv("deconv02_2", width, KERNEL_3);
      normRelu("13_1");
      conv("deconv03_1", 3, KERNEL_7);
      return network.build(network.add("out", new Tanh(), value));
    }

    private void conv(String module, int outChannels, Window window) {
      value = network.add(module, new Conv2d(outChannels, window, 1, true), value);
    }

    private void enlarge(String module, int outChannels) {
      value = network.add(module, new ConvTranspose2d(outChannels, HALVING, 1, 1, true), value);
    }

    private void residual(String block, int channels) {
      String before = value;
      conv("conv" + block + "_1", channels, MIRRORED);
      normRelu(block + "_1");
      conv("conv" + block + "_2", channels, MIRRORED);
      norm(block + "_2");
      value = network.add("block" + block, new Add(), List.of(value, before), Map.of());
    }

    private void normRelu(String number) {
      norm(number);
      value = network.add("relu" + number, RELU, value);
    }

    private void norm(String number) {
      String module = "in" + number;
      Map<String, String> tensors =
          Map.of(Parameter.GAMMA, module + ".scale", Parameter.BETA, module + ".shift");
      value = network.add(module, norm, List.of(value), tensors);
    }
  }
}
