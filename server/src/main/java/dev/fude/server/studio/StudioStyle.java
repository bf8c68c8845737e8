package dev.fude.server.studio;

import dev.fude.painter.Painter;
import java.util.Optional;

/**
 * A style that pictures are painted in.
 *
 * @param name as users choose it
 * @param painter paints in it; closed by whoever made it
 * @param pace how fast that goes here
 */
public record StudioStyle(String name, Painter painter, Pace pace) {
  /**
   * What may be done with its pictures.
   *
   * @return empty if its model does not say
   */
  public Optional<String> license() {
    return painter.card().license();
  }
}
