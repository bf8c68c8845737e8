package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.weights.DType;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.UntrainedWeights;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fude video} from and to films that need no other program. */
class FilmEndsCommandTest {
  private static final int WIDTH = 16;
  private static final int HEIGHT = 12;
  private static final int FRAME_BYTES = WIDTH * HEIGHT * 3 / 2;
  private static final int FRAMES = 4;

  @TempDir private Path folder;
  private Path model;
  private Path film;

  @BeforeEach
  void makeFilm() throws IOException {
    model = folder.resolve("toy.safetensors");
    ModelFile.write(model, toy(), DType.F32, false);
    film = folder.resolve("in.y4m");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F30000:1001 C420mpeg2\n"));
    Random random = new Random(1);
    byte[] planes = new byte[FRAME_BYTES];
    random.nextBytes(planes);
    byte[] changing = new byte[2 * WIDTH]; // two rows: else every frame would be a scene
    for (int i = 0; i < FRAMES; i++) {
      random.nextBytes(changing);
      System.arraycopy(changing, 0, planes, 0, changing.length);
      bytes.writeBytes(ascii("FRAME\n"));
      bytes.writeBytes(planes);
    }
    Files.write(film, bytes.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** One convolution with a norm. */
  static Model toy() {
    GraphBuilder graph = Graph.builder("picture", 3);
    Conv2d convolution = Conv2d.of(3, Window.square(3, 1, Padding.reflect(1)));
    String value = graph.add("first", convolution, graph.input());
    value = graph.add("norm", new InstanceNorm(1e-5), value);
    Graph whole = graph.build(graph.add("paint", new Tanh(), value));
    return Model.of(
        whole,
        UntrainedWeights.of(whole, 5),
        ChannelOrder.RGB,
        ValueRange.SIGNED_UNIT,
        ValueRange.SIGNED_UNIT,
        ModelCard.BLANK);
  }

  private Run video(Object input, Object output, Object... more) {
    Object[] all = Arrays.copyOf(new Object[] {"video", input, "-o", output}, 8 + more.length);
    Object[] who = {"--model", model, "--backend", "scalar"};
    System.arraycopy(who, 0, all, 4, who.length);
    System.arraycopy(more, 0, all, 8, more.length);
    return Run.of(all);
  }

  private Path in(String name) {
    return folder.resolve(name);
  }

  /** Through every kind and back, with nothing but the first painted. */
  @Test
  void filmGoesThroughEveryKind() throws IOException {
    Run run = video(film, in("a.png")).isDone();
    assertThat(run.err()).contains("in.y4m cannot say by which matrix", "BT.601");
    video(in("a.png"), in("b.gif")).isDone();
    video(in("b.gif"), in("frames") + "/").isDone();
    assertThat(in("frames").resolve("timecodes.txt")).content().startsWith("# timestamp format v2");
    video(in("frames"), in("c.y4m"), "--rate", "30000/1001").isDone();
    byte[] last = Files.readAllBytes(in("c.y4m"));
    String head = "YUV4MPEG2 W16 H12 F30000:1001 Ip A1:1 C420mpeg2 XCOLORRANGE=LIMITED\n";
    assertThat(new String(last, 0, head.length(), StandardCharsets.US_ASCII)).isEqualTo(head);
    assertThat(last).hasSize(head.length() + FRAMES * (6 + FRAME_BYTES));
  }

  @Test
  void comparisonIsTwiceAsWideAndHeldFramesAreEqual() throws IOException {
    video(film, in("out") + "/", "--compare", "--on-twos", "--steady", "0").isDone();
    BufferedImage first = ImageIO.read(in("out").resolve("00000001.png").toFile());
    BufferedImage second = ImageIO.read(in("out").resolve("00000002.png").toFile());
    assertThat(first.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(right(second)).isEqualTo(right(first));
    assertThat(second.getRGB(0, 0)).isNotEqualTo(first.getRGB(0, 0));
  }

  private static List<Integer> right(BufferedImage both) {
    int[] pixels = both.getRGB(WIDTH, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    return Arrays.stream(pixels).boxed().toList();
  }

  @Test
  void previewIsTheFrameOfTheFilm() throws IOException {
    video(film, in("all") + "/", "--steady", "0").isDone();
    video(film, in("preview.png"), "--preview", "0.07").isDone();
    assertThat(in("preview.png")).hasSameBinaryContentAs(in("all").resolve("00000003.png"));
    video(film, in("preview.png"), "--preview", "0")
        .failsInOneSentence(ExitCode.WRONG_USE, "preview.png exists already; add --overwrite");
  }

  /** A part of each kind of film is the same frames, and begins at 0. */
  @Test
  void partOfAFilmIsTheSameFrames() throws IOException {
    for (String name : List.of("a.png", "a.gif", "a.y4m", "a")) {
      boolean folders = name.equals("a");
      video(film, in(name) + (folders ? "/" : ""), "--steady", "0").isDone();
      video(in(name), in("whole-" + name) + "/", "--steady", "0").isDone();
      Path part = in("part-" + name);
      video(in(name), part + "/", "--steady", "0", "--from", "0:00.04", "--to", "0:00:00.08")
          .isDone();
      assertThat(Fixtures.listing(part)).as(name).hasSize(4); // itself, two pictures, their times
      assertThat(part.resolve("00000001.png"))
          .hasSameBinaryContentAs(in("whole-" + name).resolve("00000002.png"));
      assertThat(part.resolve("timecodes.txt")).content().contains("\n0.000000\n");
    }
    video(film, in("none.gif"), "--from", "1:00")
        .failsInOneSentence(ExitCode.BAD_INPUT, "ends at 0.133 s", "nothing of it is left at 60 s");
  }

  @Test
  void steadyNormsAreUsedUnlessRefused() throws IOException {
    video(film, in("default.png")).isDone();
    video(film, in("steady.png"), "--steady", "0.93").isDone();
    video(film, in("alone.png"), "--steady", "0").isDone();
    assertThat(in("default.png")).hasSameBinaryContentAs(in("steady.png"));
    assertThat(Files.mismatch(in("default.png"), in("alone.png"))).isNotEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--steady 1.5 | no number from 0 to 1",
        "--steady most | no number from 0 to 1",
        "--rate 0 | such as 25 or 30000/1001",
        "--rate 29.97 | such as 25 or 30000/1001",
        "--rate 25 | --rate is for folders of pictures",
        "--matrix 240 | not one of 601, 709 and 2020",
        "--preview -1 | no time of a film, such as 12, 1:02.5 or 0:01:02.5",
        "--from 1:60 | no time of a film",
        "--from 1:60:00 | no time of a film",
        "--to soon | no time of a film",
        "--from 1:02.5 --to 62.5 | does not come after the beginning at 62.5 s",
        "--to 0 | does not come after the beginning at 0 s",
        "--preview 1 --to 2 | leave --from and --to out",
        "--encoder libx264 | --encoder is for .mp4",
        "--preview 1 | names no format that is written",
      })
  void wrongUseIsToldBeforeAnyWork(String more, String sentence) {
    video(film, in("out.gif"), (Object[]) more.split(" "))
        .failsInOneSentence(ExitCode.WRONG_USE, sentence);
    assertThat(in("out.gif")).doesNotExist();
  }

  @Test
  void brokenFilmLeavesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(film);
    Files.write(film, Arrays.copyOf(whole, whole.length - 1));
    for (String output : List.of("a.gif", "a.png", "a.y4m", "a/")) {
      video(film, folder + "/" + output, "--quiet")
          .failsInOneSentence(ExitCode.BAD_INPUT, "in.y4m is cut short in frame 3");
    }
    assertThat(Fixtures.listing(folder)).hasSize(3); // the folder, its model and film
    Files.writeString(in("b.gif"), "GIF87a");
    video(in("b.gif"), in("c.gif")).failsInOneSentence(ExitCode.BAD_INPUT, "b.gif is cut short");
  }
}
