package dev.fude.converter.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.fude.converter.neutral.MalformedSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Messages written by the protocol buffers' own library are understood. */
class ProtoMessageTest {
  private interface Writing {
    void to(CodedOutputStream output) throws IOException;
  }

  private static byte[] message(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    writing.to(output);
    output.flush();
    return bytes.toByteArray();
  }

  private static ProtoMessage read(Writing writing) throws IOException {
    return ProtoMessage.of(ByteBuffer.wrap(message(writing)));
  }

  @Test
  void lastFieldOfANumberWins() throws IOException {
    ProtoMessage message =
        read(
            output -> {
              output.writeInt64(1, 5);
              output.writeString(2, "first");
              output.writeInt64(1, -7);
              output.writeString(2, "last");
              output.writeFloat(3, 0.25f);
              output.writeBool(4, true);
            });
    assertThat(message.number(1, 0)).isEqualTo(-7);
    assertThat(message.text(2)).isEqualTo("last");
    assertThat(message.texts(2)).containsExactly("first", "last");
    assertThat(message.real(3)).contains(0.25f);
    assertThat(message.flag(4)).isTrue();
  }

  @Test
  void whatIsNotThereHasADefault() throws IOException {
    ProtoMessage message = read(output -> output.writeInt64(1, 5));
    assertThat(message.number(2, 42)).isEqualTo(42);
    assertThat(message.text(1)).isEmpty();
    assertThat(message.bytes(1)).isEmpty();
    assertThat(message.real(1)).isEmpty();
    assertThat(message.message(1)).isEmpty();
    assertThat(message.messages(1)).isEmpty();
    assertThat(message.reals(2).remaining()).isZero();
    assertThat(message.numbers(2)).isEmpty();
  }

  @Test
  void numbersArePackedOrNot() throws IOException {
    byte[] packed =
        message(
            output -> {
              output.writeInt64NoTag(300);
              output.writeInt64NoTag(-1);
            });
    ProtoMessage message =
        read(
            output -> {
              output.writeInt64(1, 7);
              output.writeByteArray(1, packed);
              output.writeInt64(1, 8);
            });
    assertThat(message.numbers(1)).containsExactly(7, 300, -1, 8);
  }

  @Test
  void realsArePackedOrNot() throws IOException {
    byte[] packed = message(output -> output.writeFloatNoTag(1.5f));
    ProtoMessage mixed =
        read(
            output -> {
              output.writeFloat(1, 0.5f);
              output.writeByteArray(1, packed);
              output.writeFloat(2, 9);
            });
    ByteBuffer reals = mixed.reals(1);
    assertThat(reals.remaining()).isEqualTo(8);
    assertThat(reals.getFloat(0)).isEqualTo(0.5f);
    assertThat(reals.getFloat(4)).isEqualTo(1.5f);
    assertThat(read(output -> output.writeByteArray(1, packed)).reals(1).getFloat(0))
        .isEqualTo(1.5f);
  }

  @Test
  void messagesAreOpenedWhereTheyAre() throws IOException {
    byte[] inner = message(output -> output.writeString(1, "inner"));
    ProtoMessage message =
        read(
            output -> {
              output.writeFixed64(9, 1);
              output.writeByteArray(2, inner);
              output.writeByteArray(2, new byte[0]);
            });
    assertThat(message.messages(2)).hasSize(2);
    assertThat(message.messages(2).get(0).text(1)).isEqualTo("inner");
    assertThat(message.message(2).orElseThrow().text(1)).isEmpty();
  }

  @Test
  void groupsAreSteppedOver() throws IOException {
    ProtoMessage message =
        read(
            output -> {
              output.writeTag(3, WireFormat.WIRETYPE_START_GROUP);
              output.writeInt64(1, 99);
              output.writeTag(3, WireFormat.WIRETYPE_END_GROUP);
              output.writeInt64(1, 5);
            });
    assertThat(message.number(1, 0)).isEqualTo(5);
  }

  @Test
  void cutOffMessageIsRefused() throws IOException {
    byte[] whole = message(output -> output.writeString(1, "abcdef"));
    for (int length = 1; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(MalformedSourceException.class)
          .as("cut to %d", length)
          .isThrownBy(() -> ProtoMessage.of(cut));
    }
  }

  @Test
  void endlessRepetitionIsRefused() {
    byte[] bytes = new byte[400_000];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 0x0a; // field 1, no bytes
    }
    ProtoMessage message = ProtoMessage.of(ByteBuffer.wrap(bytes));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> message.messages(1))
        .withMessageContaining("100000");
  }

  @Test
  void moreNumbersThanAnyGeneratorHasAreRefused() throws IOException {
    byte[] zeros = new byte[(1 << 24) + 1];
    ProtoMessage message = read(output -> output.writeByteArray(1, zeros));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> message.numbers(1))
        .withMessageContaining("lists 16777217 numbers one by one");
  }
}
