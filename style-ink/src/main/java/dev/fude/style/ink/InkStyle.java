package dev.fude.style.ink;

import dev.fude.model.style.BuiltInStyle;
import java.io.IOException;
import java.io.InputStream;

/**
 * Flat fills, clean colours and dark ink lines: an AnimeGANv2 generator that was trained from
 * nothing by this project's {@code training} folder, to paint as a classical filter does.
 *
 * <p>The file's metadata tell how it was trained. It is under the project's licence, Apache-2.0.
 */
public final class InkStyle implements BuiltInStyle {
  /** What the style is called. */
  public static final String NAME = "ink";

  /** The style; the weights are read when they are asked for. */
  public InkStyle() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public InputStream open() throws IOException {
    return BundledFile.open("ink.safetensors");
  }
}
