package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.joml.Vector2f;
import org.junit.jupiter.api.Test;

class FramingTest {
  @Test
  void theWholeReachesFromCornerToCorner() {
    Framing framing = Framing.whole(300, 200, 256, 192);

    assertThat(framing.map().transformPosition(new Vector2f(0, 0))).isEqualTo(new Vector2f(0, 0));
    assertThat(framing.map().transformPosition(new Vector2f(300, 200)))
        .isEqualTo(new Vector2f(256, 192));
  }

  @Test
  void theSquareIsInTheMiddle() {
    Framing wide = Framing.centreSquare(301, 200, 400);
    Framing tall = Framing.centreSquare(200, 303, 400);

    assertThat(wide.map().transformPosition(new Vector2f(50, 0))).isEqualTo(new Vector2f(0, 0));
    assertThat(wide.map().transformPosition(new Vector2f(250, 200)))
        .isEqualTo(new Vector2f(400, 400));
    assertThat(tall.map().transformPosition(new Vector2f(0, 51))).isEqualTo(new Vector2f(0, 0));
  }

  @Test
  void turningCroppingAndScalingAreOneMap() {
    // Stored 4 x 6, seen 6 x 4 after a quarter turn: the seen corner (0, 0) is stored at (0, 6).
    Framing framing = Framing.centreSquare(6, 4, 8);

    Vector2f corner =
        framing.mapFrom(Orientation.QUARTER_TURN, 4, 6).transformPosition(new Vector2f(0, 6));

    assertThat(corner).isEqualTo(new Vector2f(-2, 0));
  }
}
