package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of these endings are opened. */
@Tag("one-jdk")
class PictureEndingsTest {
  @Test
  void thoseThatNoReaderNamesAreAmongThem() {
    assertThat(PictureEndings.readable())
        .contains("png", "jpg", "jpeg", "jfif", "jpe", "tif", "bmp", "gif")
        .doesNotContain("")
        .allMatch(ending -> ending.equals(ending.toLowerCase(Locale.ROOT)));
  }
}
