package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhotoSizeTest {
  private final PhotoSize.Converter converter = new PhotoSize.Converter();

  @Test
  void oneNumberIsASquare() {
    assertThat(converter.convert("512")).isEqualTo(new PhotoSize(512, 512));
    assertThat(converter.convert("640x480")).isEqualTo(new PhotoSize(640, 480));
  }

  @Test
  void refusesWhatIsNoSize() {
    assertThatThrownBy(() -> converter.convert("640x"))
        .hasMessage("\"640x\" is no size such as 512 or 640x480.");
  }

  @Test
  void pixelsAreMoreThanAnIntegerHolds() {
    assertThat(new PhotoSize(80_000, 60_000).pixels()).isEqualTo(4_800_000_000L);
  }
}
