package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StoredTensorTest {
  private static final Set<DType> READABLE =
      EnumSet.of(DType.F32, DType.F16, DType.BF16, DType.F64, DType.I8, DType.I32, DType.U8);

  private static StoredTensor stored(DType dtype, int elements, Consumer<ByteBuffer> numbers) {
    ByteBuffer data = ByteBuffer.allocate(elements * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    numbers.accept(data);
    return new StoredTensor(dtype, Shape.of(elements), data.flip());
  }

  private static float[] floats(DType dtype, int elements, Consumer<ByteBuffer> numbers) {
    return stored(dtype, elements, numbers).toTensor().data();
  }

  @Test
  void readsEachKindOfNumber() {
    assertThat(floats(DType.F64, 2, data -> data.putDouble(1.5).putDouble(0.1)))
        .containsExactly(1.5f, 0.1f);
    assertThat(floats(DType.F32, 2, data -> data.putFloat(-0.1f).putFloat(3)))
        .containsExactly(-0.1f, 3);
    assertThat(floats(DType.F16, 2, data -> data.putShort((short) 0x3c00).putShort((short) 0xc000)))
        .containsExactly(1, -2);
    assertThat(
            floats(DType.BF16, 2, data -> data.putShort((short) 0x3f80).putShort((short) 0xc040)))
        .containsExactly(1, -3);
    assertThat(floats(DType.I32, 2, data -> data.putInt(-7).putInt(Integer.MAX_VALUE)))
        .containsExactly(-7, 0x1p31f);
    assertThat(floats(DType.I8, 2, data -> data.put((byte) -128).put((byte) 127)))
        .containsExactly(-128, 127);
    assertThat(floats(DType.U8, 2, data -> data.put((byte) 200).put((byte) 1)))
        .containsExactly(200, 1);
  }

  @Test
  void refusesTheOthersWithAWord() {
    for (DType dtype : DType.values()) {
      assertThat(dtype.readsAsFloat()).as(dtype.name()).isEqualTo(READABLE.contains(dtype));
      if (!dtype.readsAsFloat()) {
        StoredTensor tensor = stored(dtype, 1, data -> data.put(new byte[dtype.bytes()]));
        assertThatThrownBy(tensor::toTensor)
            .isInstanceOf(InvalidWeightsException.class)
            .hasMessage(
                "Numbers of dtype %s are not read as weights;"
                    + " store them as one of F64, F32, F16, BF16, I32, I8, U8.",
                dtype);
      }
    }
  }

  @Test
  void kindsAreFoundByNameAndHaveTheirSizes() {
    assertThat(DType.find("BF16")).contains(DType.BF16);
    assertThat(DType.find("f32")).isEmpty();
    assertThat(Arrays.stream(DType.values()).filter(DType::isWritten))
        .containsExactly(DType.F32, DType.F16);
    assertThat(DType.F64.bytes() + DType.I64.bytes() + DType.U64.bytes()).isEqualTo(24);
    assertThat(DType.F32.bytes() + DType.I32.bytes() + DType.U32.bytes()).isEqualTo(12);
    assertThat(DType.F16.bytes() + DType.BF16.bytes() + DType.I16.bytes() + DType.U16.bytes())
        .isEqualTo(8);
    assertThat(DType.I8.bytes() + DType.U8.bytes() + DType.BOOL.bytes()).isEqualTo(3);
  }

  @Test
  void isASliceThatCannotBeWrittenTo() {
    ByteBuffer larger = ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3, 4, 9}).position(2).limit(6);
    StoredTensor tensor = new StoredTensor(DType.U8, Shape.of(2, 2), larger);

    assertThat(tensor.bytes()).containsExactly(1, 2, 3, 4);
    assertThat(tensor.toTensor().data()).containsExactly(1, 2, 3, 4);
    assertThat(tensor.data().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> tensor.data().put(0, (byte) 7))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void viewsDoNotMoveOneAnother() {
    StoredTensor tensor = stored(DType.I32, 2, data -> data.putInt(1).putInt(2));

    assertThat(tensor.data().getInt()).isEqualTo(1);
    assertThat(tensor.data().getInt()).isEqualTo(1);
    assertThat(tensor.toTensor().data()).containsExactly(1, 2);
  }

  @Test
  void refusesBytesThatAreNotItsShapes() {
    assertThatThrownBy(() -> new StoredTensor(DType.F16, Shape.of(3), ByteBuffer.wrap(new byte[5])))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage("A tensor of shape [3] and dtype F16 needs 6 bytes, but 5 were given.");
  }
}
