package dev.fude.style.ink;

import dev.fude.model.style.BuiltInStyle;
import java.io.IOException;
import java.io.InputStream;

/**
 * The look of {@link InkStyle} for a twenty-eighth of its work: for films, huge pictures and slow
 * machines. A network of our own, without any norm over the picture: what it paints in one place
 * does not depend on places more than 44 pixels off, so frames of a film come out alike.
 *
 * <p>The file's metadata tell how it was trained. It is under the project's licence, Apache-2.0.
 */
public final class InkLightStyle implements BuiltInStyle {
  /** What the style is called. */
  public static final String NAME = "ink-light";

  /** The style; the weights are read when they are asked for. */
  public InkLightStyle() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isForFilms() {
    return true;
  }

  @Override
  public InputStream open() throws IOException {
    return BundledFile.open("ink-light.safetensors");
  }
}
