package dev.fude.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in what a client asks. */
class RequestTest {
  private static Request ofLength(String length) {
    return new Request(
        "POST",
        "/",
        "",
        Map.of("content-length", List.of(length)),
        InetAddress.getLoopbackAddress(),
        InputStream.nullInputStream());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "999999999999999999, 999999999999999999",
    "9223372036854775808, 9223372036854775807",
    "18446744073709551615, 9223372036854775807",
    "000000000000000000000001, 1"
  })
  void numbersBeyondALongAreAsManyAsItHolds(String text, long count) {
    assertThat(Request.count(text)).hasValue(count);
    assertThat(ofLength(text).length()).hasValue(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+5", "1.0", "0x10", " 1", "1e3"})
  void whatIsNoWholeNumberIsNone(String text) {
    assertThat(Request.count(text)).isEmpty();
    assertThatThrownBy(() -> ofLength(text).length())
        .isInstanceOf(ProblemException.class)
        .hasMessage("Content-Length is no whole number; send the body's length.");
  }

  @Test
  void aLengthThatWasNotSentIsNone() {
    Request request =
        new Request(
            "GET",
            "/",
            "",
            Map.of(),
            InetAddress.getLoopbackAddress(),
            InputStream.nullInputStream());
    assertThat(request.length()).isEmpty();
  }
}
