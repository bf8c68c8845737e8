package dev.fude.converter.neutral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;

class NeutralTensorTest {
  private static final ByteBuffer TWELVE_BYTES =
      ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

  private static NeutralTensor view(int[] extents, long[] strides, long offset) {
    return NeutralTensor.strided(
        DType.I8, extents, strides, offset, TWELVE_BYTES.remaining(), () -> TWELVE_BYTES);
  }

  @Test
  void denseElementsFollowOneAnother() {
    NeutralTensor tensor = NeutralTensor.dense(DType.I8, new int[] {2, 2, 3}, TWELVE_BYTES);
    assertThat(tensor.positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void fetchedNumbersAreFetchedWhenAskedForAlone() {
    int[] fetches = {0};
    NeutralTensor tensor =
        NeutralTensor.fetched(
            DType.F32,
            new int[] {3, 1},
            12,
            () -> {
              fetches[0]++;
              return TWELVE_BYTES;
            });
    NeutralTensor transposed = tensor.permuted(new int[] {1, 0}).asVector();
    assertThat(fetches[0]).isZero();
    assertThat(transposed.data().getInt(4)).isEqualTo(0x07060504);
    assertThat(fetches[0]).isEqualTo(1);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> NeutralTensor.fetched(DType.F32, new int[] {3}, 11, () -> TWELVE_BYTES))
        .withMessageContaining("has 11 bytes");
  }

  @Test
  void permutedAxesKeepTheirElements() {
    NeutralTensor tensor = NeutralTensor.dense(DType.I8, new int[] {3, 4}, TWELVE_BYTES);
    NeutralTensor transposed = tensor.permuted(new int[] {1, 0});
    assertThat(transposed.shape()).isEqualTo(Shape.of(4, 3));
    assertThat(tensor.isDense()).isTrue();
    assertThat(transposed.isDense()).isFalse();
    assertThat(transposed.positions()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
  }

  @Test
  void viewBeginsAtItsOffset() {
    NeutralTensor column = view(new int[] {3}, new long[] {4}, 1);
    assertThat(column.data().get(column.positions()[2])).isEqualTo((byte) 9);
    assertThat(column.data().limit()).isEqualTo(9);
  }

  @Test
  void lastElementMayBeTheStoragesLast() {
    assertThatNoException().isThrownBy(() -> view(new int[] {3, 2}, new long[] {4, 3}, 0));
    assertThatNoException().isThrownBy(() -> view(new int[] {0}, new long[] {1}, 12));
    assertThatNoException().isThrownBy(() -> view(new int[] {1}, new long[] {1_000}, 11));
  }

  @Test
  void elementsOutsideTheStorageAreRefused() {
    assertOutside(new int[] {3, 2}, new long[] {4, 4}, 0);
    assertOutside(new int[] {2}, new long[] {1}, 11);
    assertOutside(new int[] {1}, new long[] {1}, 12);
    assertOutside(new int[] {1}, new long[] {1}, -1);
    assertOutside(new int[] {1}, new long[] {1}, Long.MAX_VALUE);
    assertOutside(new int[] {2}, new long[] {-1}, 5);
    assertOutside(new int[] {2}, new long[] {Long.MAX_VALUE}, 0);
    assertOutside(new int[] {2}, new long[] {}, 0);
  }

  /** As an expanded tensor does; nothing decodes more than a network needs. */
  @Test
  void elementsMayRepeat() {
    assertThat(view(new int[] {2, 12}, new long[] {0, 1}, 0).positions()).hasSize(24);
  }

  private static void assertOutside(int[] extents, long[] strides, long offset) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> view(extents, strides, offset))
        .withMessageContaining("outside its storage of 12 numbers");
  }

  @Test
  void impossibleExtentsAreRefused() {
    for (int[] extents : new int[][] {{-1}, {1 << 20, 1 << 20}, {2, 2, 2, 2, 2, 2, 2, 2, 2}}) {
      assertThatExceptionOfType(MalformedSourceException.class)
          .isThrownBy(() -> NeutralTensor.dense(DType.I8, extents, TWELVE_BYTES));
    }
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> NeutralTensor.dense(DType.F32, new int[] {12}, TWELVE_BYTES))
        .withMessageContaining("12 bytes");
  }

  @Test
  void vectorLosesItsAxesOfOne() {
    NeutralTensor stored = NeutralTensor.dense(DType.I8, new int[] {1, 12, 1}, TWELVE_BYTES);
    assertThat(stored.asVector().shape()).isEqualTo(Shape.of(12));
    NeutralTensor matrix = NeutralTensor.dense(DType.I8, new int[] {1, 3, 4}, TWELVE_BYTES);
    assertThat(matrix.asVector()).isSameAs(matrix);
    NeutralTensor one =
        NeutralTensor.dense(DType.I8, new int[] {1, 1}, ByteBuffer.wrap(new byte[1]));
    assertThat(one.asVector().shape()).isEqualTo(Shape.of(1));
  }

  @Test
  void axesOfOneComeAndGo() {
    NeutralTensor tensor = NeutralTensor.dense(DType.I8, new int[] {3, 1, 4}, TWELVE_BYTES);
    NeutralTensor permuted = tensor.permuted(new int[] {-1, 2, 0, -1});
    assertThat(permuted.shape()).isEqualTo(Shape.of(1, 4, 3, 1));
    assertThat(permuted.positions()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
  }

  /** Nothing times anything is nothing, until the nothing comes last. */
  @Test
  void emptyTensorMayBeImpossiblyLargeInAnotherOrder() {
    int[] extents = {0, 1 << 20, 1 << 20};
    NeutralTensor empty = NeutralTensor.dense(DType.I8, extents, ByteBuffer.allocate(0));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> empty.permuted(new int[] {2, 1, 0}))
        .withMessageContaining("impossibly large");
  }

  @Test
  void denseElementsTakeAnyShape() {
    NeutralTensor tensor = NeutralTensor.dense(DType.I8, new int[] {3, 4}, TWELVE_BYTES);
    NeutralTensor reshaped = tensor.reshaped(new int[] {2, 1, 6}).orElseThrow();
    assertThat(reshaped.shape()).isEqualTo(Shape.of(2, 1, 6));
    assertThat(reshaped.positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    NeutralTensor same = tensor.permuted(new int[] {0, -1, 1});
    assertThat(same.reshaped(new int[] {12})).isPresent();
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> tensor.reshaped(new int[] {11}))
        .withMessageContaining("is to become");
  }

  @Test
  void transposedElementsTakeShapesWithTheSameLongAxes() {
    NeutralTensor transposed =
        NeutralTensor.dense(DType.I8, new int[] {3, 4}, TWELVE_BYTES).permuted(new int[] {1, 0});
    NeutralTensor reshaped = transposed.reshaped(new int[] {4, 1, 3, 1}).orElseThrow();
    assertThat(reshaped.positions()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    assertThat(transposed.reshaped(new int[] {12})).isEmpty();
    assertThat(transposed.reshaped(new int[] {3, 4})).isEmpty();
  }

  @Test
  void scalesGoWithTheirAxis() {
    FloatBuffer scales = FloatBuffer.wrap(new float[] {1, 2, 3, 4});
    LongBuffer noZeroPoints = LongBuffer.allocate(0);
    NeutralTensor tensor =
        NeutralTensor.dense(DType.I8, new int[] {3, 4}, TWELVE_BYTES)
            .quantized(new Quantization(scales, noZeroPoints, 1));
    NeutralTensor moved = tensor.permuted(new int[] {-1, 1, -1, 0});
    assertThat(moved.quantization()).contains(new Quantization(scales, noZeroPoints, 1));
    NeutralTensor reshaped = moved.reshaped(new int[] {4, 3}).orElseThrow();
    assertThat(reshaped.quantization()).contains(new Quantization(scales, noZeroPoints, 0));
    assertThat(tensor.reshaped(new int[] {12})).isEmpty();
    assertThat(tensor.quantized(new QuantizedRange(2, 1)).reshaped(new int[] {12})).isPresent();
    Quantization single = new Quantization(FloatBuffer.allocate(1), LongBuffer.allocate(1), 0);
    assertThat(tensor.quantized(single).reshaped(new int[] {12})).isPresent();
  }
}
