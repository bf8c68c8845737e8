package dev.fude.model.style;

import dev.fude.core.FudeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A trained style that travels as an artifact of its own, such as {@code fude-style-ink}.
 *
 * <p>A style is added by one class that implements this, named as a provider in the artifact's
 * {@code module-info} and in {@code META-INF/services}; nothing else need know of it. The class has
 * a public constructor without arguments.
 */
public interface BuiltInStyle {
  /**
   * What the style is called.
   *
   * @return one word of lower-case letters, digits and hyphens
   */
  String name();

  /**
   * Whether films are painted in this style when none was asked for.
   *
   * @return true if what is painted in one place depends on nothing far off, so that frames of a
   *     film come out alike, and a frame takes little time; false unless overridden
   */
  default boolean isForFilms() {
    return false;
  }

  /**
   * Opens the model's file.
   *
   * @return a whole safetensors file, as {@link dev.fude.model.ModelFile} writes it; the caller
   *     closes it
   * @throws IOException if the artifact is damaged
   */
  InputStream open() throws IOException;

  /**
   * Reads the model's file.
   *
   * @return a whole safetensors file
   * @throws FudeException if the artifact is damaged
   */
  default byte[] content() {
    try (InputStream input = open()) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new FudeException(
          "The built-in style \"" + name() + "\" cannot be read; get its jar again.", e);
    }
  }

  /**
   * All styles that are installed.
   *
   * @return by name; empty if no such artifact is on the class path or module path
   * @throws FudeException if an artifact is there and cannot be loaded
   */
  static List<BuiltInStyle> installed() {
    try {
      return ServiceLoader.load(BuiltInStyle.class, BuiltInStyle.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(BuiltInStyle::name))
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new FudeException(
          "A built-in style cannot be loaded (" + e.getMessage() + "); remove its jar.", e);
    }
  }
}
