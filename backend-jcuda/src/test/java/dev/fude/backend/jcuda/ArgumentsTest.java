package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Structs as C lays them out. */
class ArgumentsTest {
  @Test
  void fieldsBeginAtMultiplesOfTheirSize() {
    ByteBuffer struct =
        new Arguments().begin().integer(1).pointer(2).integer(3).doubleReal(4).real(5).finish();

    assertThat(struct.remaining()).isEqualTo(40);
    assertThat(struct.getInt(0)).isEqualTo(1);
    assertThat(struct.getLong(8)).isEqualTo(2);
    assertThat(struct.getInt(16)).isEqualTo(3);
    assertThat(struct.getDouble(24)).isEqualTo(4);
    assertThat(struct.getFloat(32)).isEqualTo(5);
  }

  @Test
  void nextStructBeginsAnew() {
    Arguments arguments = new Arguments();
    arguments.begin().pointer(1).pointer(2).finish();

    assertThat(arguments.begin().flag(true).flag(false).finish().remaining()).isEqualTo(8);
  }
}
