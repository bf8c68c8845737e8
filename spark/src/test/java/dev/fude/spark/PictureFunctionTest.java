package dev.fude.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.FudeException;
import dev.fude.painter.picture.PictureEncoder;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which style a function paints in. */
@Tag("one-jdk")
class PictureFunctionTest {
  private static final byte[] PHOTO =
      PictureEncoder.png().encode(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB));

  @Test
  void theFirstBuiltInStyleIsInk() {
    byte[] ink = PictureFunction.builtIn().paint(PHOTO);
    assertThat(ink).isEqualTo(PictureFunction.builtIn("ink").paint(PHOTO));
    assertThat(ink).isNotEqualTo(PictureFunction.builtIn("ink-light").paint(PHOTO));
  }

  @Test
  void aStyleThatIsNotBuiltInIsNamed() {
    assertThatThrownBy(() -> PictureFunction.builtIn("watercolour"))
        .isInstanceOf(FudeException.class)
        .hasMessage(
            "No style \"watercolour\" is built in, only [ink, ink-light]; add the artifact that"
                + " brings it.");
  }
}
