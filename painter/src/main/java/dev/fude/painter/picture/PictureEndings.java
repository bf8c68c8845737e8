package dev.fude.painter.picture;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * How the names of pictures end: of many files, those worth opening. What a file really is, its
 * content says.
 */
public final class PictureEndings {
  /** Ends of names that the JDK's readers do not mention. */
  private static final List<String> MORE = List.of("jfif", "jpe");

  private PictureEndings() {}

  /**
   * Those of all kinds that readers know, the JDK's and others on the class path.
   *
   * @return in lower case, without dots
   */
  public static SortedSet<String> readable() {
    SortedSet<String> endings = new TreeSet<>(MORE);
    for (String ending : ImageIO.getReaderFileSuffixes()) {
      endings.add(ending.toLowerCase(Locale.ROOT));
    }
    endings.remove(""); // a reader without endings names the empty one
    return endings;
  }
}
