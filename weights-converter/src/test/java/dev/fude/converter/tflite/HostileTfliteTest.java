package dev.fude.converter.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.TfliteNetwork;
import dev.fude.converter.files.TfliteNetwork.Numbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged TensorFlow Lite files are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileTfliteTest {
  private static final long SEED = 20_265;
  private static final int MUTATIONS_OF_EACH = 4_000;

  private static byte[] sound(Numbers numbers) {
    return new TfliteNetwork(TinyNetwork.TINY, numbers)
        .build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED))
        .bytes();
  }

  private static boolean isAccepted(String what, byte[] content) {
    return Hostility.isAccepted(
        what,
        () -> {
          NeutralModel model = TfliteReader.read(ByteBuffer.wrap(content));
          Passes.apply(model, TinyNetwork.TINY);
          GraphFacts.resizeRule(model);
          GraphFacts.eps(model);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "INT8_PER_CHANNEL"})
  void cutOffAnywhere(Numbers numbers) {
    byte[] whole = sound(numbers);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = numbers + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutated(Numbers numbers) {
    byte[] whole = sound(numbers);
    Mutations.requireRefusals(
        400, numbers, whole, SEED, MUTATIONS_OF_EACH, HostileTfliteTest::isAccepted);
  }

  /** As many tables as are read, all one, with a name of a megabyte and as many operands. */
  @Test
  void oneTableManyTimes() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int name = builder.createString("x".repeat(1 << 20));
    builder.startTable(4);
    builder.addOffset(3, name, 0);
    int tensor = builder.endTable();
    builder.startVector(4, 32, 4);
    for (int i = 0; i < 32; i++) {
      builder.addInt(4_000 + i);
    }
    int operands = builder.endVector();
    builder.startTable(3);
    builder.addOffset(1, operands, 0);
    builder.addOffset(2, operands, 0);
    int operator = builder.endTable();
    int tensors = builder.createVectorOfTables(repeated(tensor));
    int operators = builder.createVectorOfTables(repeated(operator));
    builder.startTable(4);
    builder.addOffset(0, tensors, 0);
    builder.addOffset(3, operators, 0);
    int graphs = builder.createVectorOfTables(new int[] {builder.endTable()});
    builder.startTable(0);
    int empty = builder.createVectorOfTables(new int[] {builder.endTable()});
    builder.startTable(5);
    builder.addOffset(1, empty, 0);
    builder.addOffset(2, graphs, 0);
    builder.addOffset(4, empty, 0);
    builder.finish(builder.endTable(), "TFL3");
    byte[] content = builder.sizedByteArray();
    assertThat(isAccepted("one table many times", content)).isFalse();
  }

  private static int[] repeated(int offset) {
    int[] offsets = new int[5_000];
    Arrays.fill(offsets, offset);
    return offsets;
  }
}
