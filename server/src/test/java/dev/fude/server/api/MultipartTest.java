package dev.fude.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=\"a b\"";
  private static final String FORM =
      "before it\r\n"
          + "--a b\r\n"
          + "Content-Disposition: form-data; name=\"picture\"; filename=\"x.png\"\r\n"
          + "Content-Type: image/png\r\n\r\n"
          + "bytes\r\n"
          + "--a\r\n\r\n"
          + "--a b \r\n"
          + "content-disposition: form-data; name=style\r\n\r\n"
          + " ink \r\n"
          + "--a b--\r\n"
          + "behind it";

  private static Multipart parse(String form) {
    return Multipart.parse(TYPE, form.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void partsAreWhatIsBetweenTheLines() {
    Multipart form = parse(FORM);

    assertThat(form.parts()).hasSize(2);
    assertThat(form.part("picture").orElseThrow().content())
        .asString()
        .isEqualTo("bytes\r\n--a\r\n");
    assertThat(form.part("style").orElseThrow().text()).isEqualTo("ink");
    assertThat(form.part("other")).isEmpty();
  }

  /** A field that nobody filled is sent too. */
  @Test
  void severalPhotographsInOneFormAreRefused() {
    String head = "--a b\r\nContent-Disposition: form-data; name=picture\r\n\r\n";

    Multipart filled = parse(head + "\r\n" + head + "one\r\n--a b--");
    assertThat(filled.part("picture").orElseThrow().text()).isEqualTo("one");
    Multipart both = parse(head + "one\r\n" + head + "two\r\n--a b--");
    assertThatThrownBy(() -> both.part("picture"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The form has 2 parts \"picture\", and one is taken; send each by itself.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--a b",
        "--a b\r\n\r\n",
        "--a b\r\nContent-Disposition: form-data; name=x\r\n\r\ncut",
        "--a b\r\nContent-Type: text/plain\r\n\r\nnameless\r\n--a b--",
      })
  void whatIsCutShortIsRefused(String form) {
    assertThatThrownBy(() -> parse(form)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aHeaderMayGoOnInTheNextLine() {
    Multipart form =
        parse(
            "--a b\r\n"
                + "Content-Type: image/png\r\n"
                + "Content-Disposition: form-data;\r\n"
                + " name=\"picture\";\r\n\tfilename=\"x.png\"\r\n\r\n"
                + "first\r\n second\r\n"
                + "--a b--\r\n");

    assertThat(form.part("picture").orElseThrow().content())
        .asString()
        .isEqualTo("first\r\n second");
  }

  @Test
  void aFormOfManyPartsIsCalledThat() {
    String part = "--a b\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n";

    assertThat(parse(part.repeat(16) + "--a b--").parts()).hasSize(16);
    assertThatThrownBy(() -> parse(part.repeat(17) + "--a b--"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The form has more than 16 parts; send the photograph and the style alone.");
  }

  @Test
  void hostileFormsAreRefusedOrRead() {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder form = new StringBuilder(FORM);
      for (int change = random.nextInt(4); change >= 0; change--) {
        form.setCharAt(random.nextInt(form.length()), (char) random.nextInt(128));
      }
      form.setLength(1 + random.nextInt(form.length()));
      try {
        assertThat(parse(form.toString()).parts()).hasSizeLessThan(20);
      } catch (ProblemException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 4999);
  }
}
