package dev.fude.converter.tfjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TensorFlowNetwork.Form;
import dev.fude.converter.files.TfjsFile;
import dev.fude.converter.files.TfjsNumbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged models are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileTfjsTest {
  private static final long SEED = 20_274;
  private static final int MUTATIONS_OF_EACH = 2_000;
  private static final int CHANGED_VALUES_OF_EACH = 3_000;
  private static final int MUTATED_SHARDS = 100;

  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?!:)|-?[0-9][-+.0-9eE]*|true|false|\\[\\]");

  private static final List<String> OTHER_VALUES =
      List.of(
          "0",
          "1",
          "-1",
          "7",
          "255",
          "0.5",
          "1e-300",
          "1e308",
          "1e999",
          "2147483647",
          "2147483648",
          "9007199254740993",
          "\"\"",
          "\"x\"",
          "\"model.json\"",
          "\"../x\"",
          "\"/\"",
          "\"float32\"",
          "\"int32\"",
          "\"uint8\"",
          "\"uint16\"",
          "\"bool\"",
          "\"string\"",
          "null",
          "true",
          "false",
          "[]",
          "{}",
          "[[1]]",
          "[3,3]",
          "{\"b\":1}");

  @TempDir Path folder;

  private Path beside;

  @BeforeEach
  void writeAnyFile() throws IOException {
    beside = Files.write(folder.resolve("any"), new byte[1]);
  }

  private TfjsFile sound(TfjsNumbers numbers) {
    return new TfjsFile(
        new TensorFlowNetwork(TinyNetwork.TINY)
            .form(Form.FUSED_BIAS)
            .build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED)),
        numbers);
  }

  /** Without writing the text, which would take longer than reading it. */
  private boolean isAccepted(String what, byte[] model) {
    return Hostility.isAccepted(
        what,
        () -> {
          NeutralModel read = TfjsReader.read(model, Source.open(beside));
          Passes.apply(read, TinyNetwork.TINY);
          GraphFacts.resizeRule(read);
          GraphFacts.eps(read);
        });
  }

  private boolean isAccepted(String what, String model) {
    return isAccepted(what, model.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] written(TfjsFile file) throws IOException {
    return Files.readAllBytes(file.write(folder));
  }

  @Test
  void cutOffAnywhere() throws IOException {
    byte[] whole = written(sound(TfjsNumbers.UINT8));
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length += 7) {
      String what = "cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutatedText(TfjsNumbers numbers) throws IOException {
    byte[] whole = written(sound(numbers));
    Mutations.requireRefusals(400, numbers, whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }

  /** The text stays JSON, so that what is behind its parser is reached. */
  @ParameterizedTest
  @EnumSource
  void changedValues(TfjsNumbers numbers) throws IOException {
    String whole = new String(written(sound(numbers)), StandardCharsets.UTF_8);
    List<MatchResult> values = VALUE.matcher(whole).results().toList();
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < CHANGED_VALUES_OF_EACH; i++) {
      MatchResult value = values.get(random.nextInt(values.size()));
      String other =
          random.nextInt(3) == 0
              ? values.get(random.nextInt(values.size())).group()
              : OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()));
      String changed = whole.substring(0, value.start()) + other + whole.substring(value.end());
      String what =
          "%s, change %d of seed %d: %s for %s".formatted(numbers, i, SEED, other, value.group());
      refused += isAccepted(what, changed) ? 0 : 1;
    }
    assertThat(refused).as("a fuzzer that breaks nothing tests nothing").isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void mutatedShards(TfjsNumbers numbers) throws IOException {
    TfjsFile file = sound(numbers).shardBytes(1_000);
    byte[] model = written(file);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATED_SHARDS; i++) {
      List<String> names = List.copyOf(file.shards().keySet());
      String name = names.get(random.nextInt(names.size()));
      write(name, Mutations.mutated(file.shards().get(name), random));
      String what = "%s, shard %s, mutation %d of seed %d".formatted(numbers, name, i, SEED);
      refused += isAccepted(what, model) ? 0 : 1;
      write(name, file.shards().get(name));
    }
    assertThat(refused).as("some change a file's length").isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[],", "{},", "{\"\":1},", "1,", "\"\",", "[[],{}],"})
  void megabyteOfNothing(String piece) {
    String opened = "{\"weightsManifest\":[";
    int pieces = ((1 << 20) - opened.length() - 8) / piece.length();
    assertThat(isAccepted("many of " + piece, opened + piece.repeat(pieces))).isFalse();
    String closed = opened + piece.repeat(pieces) + "0]}";
    assertThat(isAccepted("many whole ones of " + piece, closed)).isFalse();
  }

  @Test
  void largerTextThanAnyModels() {
    String text = "{\"weightsManifest\":[]}" + " ".repeat(20 << 20);
    Path large = write("model.json", text.getBytes(StandardCharsets.UTF_8));
    boolean isAccepted =
        Hostility.isAccepted(
            "large",
            () -> {
              Source source = Source.open(large);
              assertThat(new TfjsReader().recognises(source)).isTrue();
              new TfjsReader().read(source);
            });
    assertThat(isAccepted).isFalse();
  }

  @Test
  void numberOfAMillionDigits() {
    String digits = "9".repeat(1_000_000);
    assertThat(isAccepted("digits", "{\"weightsManifest\":[" + digits + "]}")).isFalse();
    assertThat(isAccepted("exponent", "{\"weightsManifest\":[1e" + digits + "]}")).isFalse();
  }

  /** Aa and BB have one hash code, and so have all their sequences of one length. */
  @Test
  void namesCollideInHashTables() {
    StringBuilder text = new StringBuilder("{\"weightsManifest\":[]");
    for (int i = 0; i < 1 << 14; i++) {
      text.append(",\"");
      for (int bit = 0; bit < 14; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("\":0");
    }
    assertThat(isAccepted("colliding names", text.append('}').toString())).isFalse();
  }

  private static String manifest(String weights, String paths) {
    return "[{\"weights\":[" + weights + "],\"paths\":[" + paths + "]}]";
  }

  private static String weight(String name, String shape) {
    return "{\"name\":\"" + name + "\",\"shape\":[" + shape + "],\"dtype\":\"float32\"}";
  }

  @Test
  void weightsClaimFarMoreThanThereIs() {
    write("shard", new byte[4]);
    String claim = manifest(weight("a", "16384,8191"), "\"shard\"");
    assertThat(isAccepted("half a gigabyte", claim)).isFalse();
    String many = weight("a", "32768,65535") + ("," + weight("b", "32768,65535")).repeat(10_000);
    assertThat(isAccepted("many times eight", manifest(many, "\"shard\""))).isFalse();
  }

  /** Each time it would count as another file of weights. */
  @ParameterizedTest
  @ValueSource(strings = {"shard", "./shard", "folder/../shard"})
  void oneShardIsNamedAgain(String again) {
    write("shard", new byte[4]);
    String weights = weight("a", "1") + "," + weight("b", "1");
    String paths = "\"shard\",\"" + again + "\"";
    assertThat(isAccepted("same shard", manifest(weights, paths))).isFalse();
  }

  @Test
  void moreShardsThanAreOpened() {
    StringBuilder paths = new StringBuilder();
    for (int i = 0; i < 1_002; i++) {
      write("s" + i, new byte[4]);
      paths.append(i == 0 ? "" : ",").append("\"s").append(i).append('"');
    }
    String claim = manifest(weight("a", "1002"), paths.toString());
    assertThat(isAccepted("many shards", claim)).isFalse();
  }

  /** A weight without elements takes no byte of any shard. */
  @Test
  void manyWeightsOfNothing() {
    StringBuilder weights = new StringBuilder(weight("first", "0"));
    for (int i = 0; i < 10_000; i++) {
      weights.append(',').append(weight("w" + i, "0,2147483647"));
    }
    assertThat(isAccepted("empty weights", manifest(weights.toString(), ""))).isFalse();
  }

  @Test
  void chainIsLongerThanTheStack() {
    StringBuilder nodes = new StringBuilder("{\"name\":\"n0\",\"op\":\"Identity\"}");
    for (int i = 1; i < 9_999; i++) {
      nodes.append(
          ",{\"name\":\"n%d\",\"op\":\"Identity\",\"input\":[\"n%d\"]}".formatted(i, i - 1));
    }
    String model = "{\"modelTopology\":{\"node\":[" + nodes + "]},\"weightsManifest\":[]}";
    assertThat(isAccepted("long chain", model)).isFalse();
  }
}
