package dev.fude.video.transform;

import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.animation.FramePictures;
import java.awt.image.BufferedImage;

/** One frame of a film, painted: to see what the film will look like before it is painted. */
public final class Preview {
  private Preview() {}

  /**
   * Paints the first frame.
   *
   * @param film a film, or the {@linkplain dev.fude.video.PartSource part} that begins with the
   *     frame
   * @param painter paints the frame, as the first of a scene
   * @return the painted frame, as a picture in sRGB
   * @throws InvalidFilmException if the film has no frame, or is damaged before it
   */
  public static BufferedImage of(FrameSource film, FramePainter painter) {
    Frame first =
        film.next()
            .orElseThrow(() -> new InvalidFilmException("The film has no frame; choose another."));
    return FramePictures.image(painter.paint(first));
  }
}
