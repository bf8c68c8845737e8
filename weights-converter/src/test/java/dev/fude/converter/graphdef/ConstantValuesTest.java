package dev.fude.converter.graphdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Writing;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.pass.Dequantize;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tensor's fields stand for, above all when there are fewer numbers than elements. */
class ConstantValuesTest {
  private static final int FLOAT = 1;

  private final ConstantValues values = new ConstantValues();

  private NeutralTensor read(Writing writing) {
    return values.read(ProtoMessage.of(ByteBuffer.wrap(GraphDefFile.message(writing))));
  }

  private NeutralTensor floats(int[] shape, float... numbers) {
    return read(
        output -> {
          output.writeInt32(1, FLOAT);
          output.writeByteArray(2, GraphDefFile.shape(shape));
          for (float number : numbers) {
            output.writeFloat(5, number);
          }
        });
  }

  private static float[] numbers(NeutralTensor tensor) {
    return Dequantize.apply(Map.of("tensor", tensor)).get("tensor").data();
  }

  @Test
  void oneNumberFillsTheShape() {
    assertThat(numbers(floats(new int[] {2, 3}, 0.5f)))
        .containsExactly(.5f, .5f, .5f, .5f, .5f, .5f);
  }

  @Test
  void theLastOfFewerNumbersFillsTheRest() {
    assertThat(numbers(floats(new int[] {5}, 1, 2, 3))).containsExactly(1, 2, 3, 3, 3);
  }

  @Test
  void noNumberMeansZeros() {
    assertThat(numbers(floats(new int[] {3}))).containsExactly(0, 0, 0);
    assertThat(values.hasNumbers()).isFalse();
    assertThat(numbers(floats(new int[] {1}, 0))).containsExactly(0);
    assertThat(values.hasNumbers()).isTrue();
  }

  @Test
  void noShapeMeansOneNumber() {
    NeutralTensor scalar =
        read(
            output -> {
              output.writeInt32(1, FLOAT);
              output.writeFloat(5, 7);
            });
    assertThat(scalar.shape().rank()).isZero();
    assertThat(numbers(scalar)).containsExactly(7);
  }

  @Test
  void shapeWithoutElementsNeedsNoNumbers() {
    assertThat(numbers(floats(new int[] {0, 1 << 30}))).isEmpty();
  }

  @Test
  void halvesAreTheirBits() {
    byte[] bits = GraphDefFile.message(output -> output.writeInt32NoTag(0x3800));
    for (int type : new int[] {19, 14}) {
      NeutralTensor halves =
          read(
              output -> {
                output.writeInt32(1, type);
                output.writeByteArray(2, GraphDefFile.shape(2));
                output.writeByteArray(13, bits);
              });
      float bfloat = Float.intBitsToFloat(0x3800 << 16);
      float wanted = type == 19 ? 0.5f : bfloat;
      assertThat(numbers(halves)).containsExactly(wanted, wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({"3,7,I32", "4,7,U8", "5,7,I16", "6,7,I8", "17,7,U16", "9,10,I64"})
  void integersAreKeptAsTheyAre(int type, int field, DType dtype) {
    NeutralTensor integers =
        read(
            output -> {
              output.writeInt32(1, type);
              output.writeByteArray(2, GraphDefFile.shape(3));
              output.writeInt64(field, 1);
              output.writeInt64(field, -1);
            });
    assertThat(integers.dtype()).isEqualTo(dtype);
    assertThat(integers.data().remaining()).isEqualTo(3 * dtype.bytes());
    assertThat(integers.data().get(0)).isEqualTo((byte) 1);
    assertThat(integers.data().get(dtype.bytes())).isEqualTo((byte) -1);
    assertThat(integers.data().get(3 * dtype.bytes() - 1)).isEqualTo((byte) -1);
  }

  @Test
  void moreNumbersThanElementsAreRefused() {
    assertRefused(() -> floats(new int[] {2}, 1, 2, 3), "has 12 bytes");
    byte[] packed = new byte[3];
    assertRefused(
        () ->
            read(
                output -> {
                  output.writeInt32(1, 19);
                  output.writeByteArray(2, GraphDefFile.shape(2));
                  output.writeByteArray(13, packed);
                }),
        "it has 3 numbers, more than its shape");
  }

  @Test
  void contentOfAnotherLengthIsRefused() {
    for (int length : new int[] {4, 7, 9}) {
      assertRefused(
          () ->
              read(
                  output -> {
                    output.writeInt32(1, FLOAT);
                    output.writeByteArray(2, GraphDefFile.shape(2));
                    output.writeByteArray(4, new byte[length]);
                  }),
          "has " + length + " bytes");
    }
  }

  @Test
  void partOfANumberFillsNothing() {
    assertRefused(
        () ->
            read(
                output -> {
                  output.writeInt32(1, FLOAT);
                  output.writeByteArray(2, GraphDefFile.shape(2));
                  output.writeByteArray(5, new byte[5]);
                }),
        "5 bytes are to fill a shape of 8");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void unknownExtentsAreRefused(int extent) {
    assertRefused(() -> floats(new int[] {2, extent}, 1), "its shape is unknown");
  }

  @Test
  void unknownRankIsRefused() {
    byte[] unknown = GraphDefFile.message(output -> output.writeBool(3, true));
    assertRefused(
        () ->
            read(
                output -> {
                  output.writeInt32(1, FLOAT);
                  output.writeByteArray(2, unknown);
                  output.writeFloat(5, 1);
                }),
        "its shape is unknown");
  }

  @Test
  void typesThatAreNotNumbersAreRefused() {
    assertRefused(() -> read(output -> output.writeInt32(1, 7)), "numbers of type 7");
    assertRefused(() -> read(output -> output.writeInt32(2 + 1, 7)), "numbers of type 0");
  }

  @Test
  void shapesThatNoTrainedTensorNeedsAreNotFilled() {
    assertThat(floats(new int[] {1 << 16}, 1).shape().elements()).isEqualTo(1 << 16);
    for (int[] shape : new int[][] {{(1 << 16) + 1}, {1 << 30}, {1 << 16, 1 << 16}}) {
      assertRefused(() -> floats(shape, 1), "no trained tensor needs");
    }
  }

  @Test
  void whatIsFilledAltogetherHasALimit() {
    assertRefused(
        () -> {
          for (int i = 0; i < 100; i++) {
            floats(new int[] {1 << 16}, 1);
          }
        },
        "no trained tensor needs");
  }

  private static void assertRefused(Runnable reading, String why) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(reading::run)
        .withMessageContaining(why);
  }
}
