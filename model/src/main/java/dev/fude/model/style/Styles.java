package dev.fude.model.style;

import dev.fude.core.file.FileNames;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds models by what a user calls them: a file, the name of a built-in style, or the name of a
 * file in the {@link StyleFolder}. The names of built-in styles are theirs alone.
 */
public final class Styles {
  private Styles() {}

  /**
   * What is taken when nothing was asked for.
   *
   * @return the first built-in style; empty if no such artifact is on the class path or module path
   */
  public static Optional<Style> standard() {
    return BuiltInStyle.installed().stream().findFirst().map(Style.OfArtifact::new);
  }

  /**
   * What is taken for a film when nothing was asked for.
   *
   * @return the first built-in style that {@linkplain BuiltInStyle#isForFilms is for films}, else
   *     the {@link #standard} one; empty if no such artifact is on the class path or module path
   */
  public static Optional<Style> standardForFilms() {
    return BuiltInStyle.installed().stream()
        .filter(BuiltInStyle::isForFilms)
        .findFirst()
        .<Style>map(Style.OfArtifact::new)
        .or(Styles::standard);
  }

  /**
   * What is meant by a word.
   *
   * @param text a path or a name
   * @return the style; a path is not looked at yet
   * @throws InvalidWeightsException if a name is nobody's
   * @throws StyleNameException if the text cannot be a path or name
   */
  public static Style find(String text) {
    Path path = path(text);
    if (isPath(text) || Files.isRegularFile(path)) {
      return new Style.OfFile(path);
    }
    StyleFolder folder = StyleFolder.ofUser();
    return builtIn(text)
        .or(() -> Optional.of(folder.file(text)).filter(Files::exists).map(Style.OfFile::new))
        .or(() -> Optional.of(path).filter(Files::exists).map(Style.OfFile::new))
        .orElseThrow(() -> unknown(text, folder));
  }

  private static boolean isPath(String text) {
    return text.endsWith(StyleFolder.SUFFIX) || text.contains("/") || text.contains(File.separator);
  }

  private static Path path(String text) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw FileNames.isBeyondCharset(e)
          ? new StyleNameException(FileNames.refusal(e))
          : noPath(text);
    }
    throw noPath(text);
  }

  private static StyleNameException noPath(String text) {
    return new StyleNameException(
        "\"" + text + "\" is neither a path nor a style's name; \"fude styles\" lists the styles.");
  }

  private static Optional<Style> builtIn(String name) {
    return BuiltInStyle.installed().stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .map(Style.OfArtifact::new);
  }

  private static InvalidWeightsException unknown(String name, StyleFolder folder) {
    return new InvalidWeightsException(
        String.format(
            "%s is no file, no built-in style, and there is no %s; \"fude styles\" lists the"
                + " styles.",
            name, folder.file(name)));
  }
}
