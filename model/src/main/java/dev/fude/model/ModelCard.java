package dev.fude.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a model beside what computes: where it comes from, and what may be done with it.
 *
 * @param entries all of it, by key, in the file's order; such as {@value #STYLE}
 */
public record ModelCard(Map<String, String> entries) {
  /** Key of what the style is called. */
  public static final String STYLE = "style";

  /** Key of what may be done with the model. */
  public static final String LICENSE = "license";

  /** Key of the file that it was made from. */
  public static final String SOURCE = "source";

  /** Key of that file's SHA-256. */
  public static final String SOURCE_SHA256 = "source_sha256";

  /** Nothing is known. */
  public static final ModelCard BLANK = new ModelCard(Map.of());

  /** Makes the entries unmodifiable. */
  public ModelCard {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /**
   * The same with one entry more.
   *
   * @param key such as {@value #LICENSE}
   * @param value the text
   * @return the card
   */
  public ModelCard with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(entries);
    more.put(key, value);
    return new ModelCard(more);
  }

  /**
   * What the style is called.
   *
   * @return empty if it is not told
   */
  public Optional<String> style() {
    return Optional.ofNullable(entries.get(STYLE));
  }

  /**
   * What may be done with the model.
   *
   * @return empty if it is not told
   */
  public Optional<String> license() {
    return Optional.ofNullable(entries.get(LICENSE));
  }
}
