package dev.fude.painter.picture.decode;

import java.io.IOException;

/** A picture that is not read. The message goes on after its name: "is cut short: ...". */
public final class RefusedPictureException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedPictureException(String predicate) {
    super(predicate);
  }
}
