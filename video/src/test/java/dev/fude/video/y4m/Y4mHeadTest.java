package dev.fude.video.y4m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Y4mHeadTest {
  @ParameterizedTest
  @EnumSource(ChromaFormat.class)
  void isReadAsItIsWritten(ChromaFormat chroma) {
    Y4mHead head =
        new Y4mHead(
            641,
            360,
            new Rational(30000, 1001),
            new Rational(16, 15),
            chroma,
            Optional.of(true),
            false);
    assertThat(Y4mHead.parse("film", head.text())).isEqualTo(head);
  }

  @Test
  void whatIsNotSaidIsUsual() {
    Y4mHead head = Y4mHead.parse("film", "YUV4MPEG2 W4 H2 F25:1  A0:0 It XYSCSS=420JPEG XSOME");
    assertThat(head)
        .isEqualTo(
            new Y4mHead(
                4,
                2,
                new Rational(25, 1),
                Rational.ONE,
                ChromaFormat.PLAIN_420,
                Optional.empty(),
                true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YUV4MPEG W4 H2 F25:1 | is no YUV4MPEG2 stream",
        "YUV4MPEG2 H2 F25:1 | lacks its width, height or frame rate",
        "YUV4MPEG2 W4 H2 | lacks its width, height or frame rate",
        "YUV4MPEG2 W0 H2 F25:1 | sides of \"0\" pixels",
        "YUV4MPEG2 W-4 H2 F25:1 | sides of \"-4\" pixels",
        "YUV4MPEG2 W99999 H2 F25:1 | sides of \"99999\" pixels",
        "YUV4MPEG2 W4 W4 H2 F25:1 | says \"W\" twice",
        "YUV4MPEG2 W4 H2 F25:0 | frame rate of \"25:0\"",
        "YUV4MPEG2 W4 H2 F0:0 | frame rate of \"0:0\"",
        "YUV4MPEG2 W4 H2 F25:1 A1:0 | pixels of \"1:0\"",
        "YUV4MPEG2 W4 H2 F25:1 Iz | unknown interlacing \"z\"",
        "YUV4MPEG2 W4 H2 F25:1 Q7 | unknown parameter \"Q7\"",
        "YUV4MPEG2 W4 H2 F25:1 XCOLORRANGE=ALL | unknown range",
      })
  void liesAreRefused(String line, String message) {
    assertThatThrownBy(() -> Y4mHead.parse("film", line))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContainingAll("film", message)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"420p10", "444alpha", "mono16", "411", "nonsense"})
  void otherSamplesAreRefusedByName(String chroma) {
    assertThatThrownBy(() -> Y4mHead.parse("film", "YUV4MPEG2 W4 H2 F25:1 C" + chroma))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContainingAll('"' + chroma + '"', "420jpeg", "-pix_fmt yuv420p");
  }
}
