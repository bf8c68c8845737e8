package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.BuiltInStyle;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model as it travels to executors: a built-in style by its name, for its file is in a jar there,
 * any other by its file's content.
 */
final class PaintedModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final byte[] content; // a whole model file; null if it is built in
  private final String digest;

  private PaintedModel(String name, byte[] content, String digest) {
    this.name = name;
    this.content = content;
    this.digest = digest;
  }

  static PaintedModel builtIn(BuiltInStyle style) {
    return new PaintedModel(style.name(), null, digest(style.content()));
  }

  /**
   * A model file.
   *
   * @throws dev.fude.core.weights.InvalidWeightsException if it is none
   */
  static PaintedModel of(String name, byte[] content) {
    ModelFile.read(name, content, Settings.NONE);
    return new PaintedModel(name, content, digest(content));
  }

  /** What users call it. */
  String name() {
    return name;
  }

  /** SHA-256 of its file, in hexadecimal. */
  String digest() {
    return digest;
  }

  Model read() {
    return ModelFile.read(name, content == null ? builtIn().content() : content, Settings.NONE);
  }

  private BuiltInStyle builtIn() {
    return BuiltInStyle.installed().stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FudeException(
                    "The style \""
                        + name
                        + "\" is not on this executor; give its jar by --packages or --jars."));
  }

  /** SHA-256 in hexadecimal. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }
}
