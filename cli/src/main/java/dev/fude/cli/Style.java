package dev.fude.cli;

import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.painter.BuiltInStyle;
import dev.fude.painter.PainterBuilder;
import java.nio.file.Path;

/** Trained weights that a user has named, or has left to the command. */
sealed interface Style {
  /**
   * What messages and JSON call it.
   *
   * @return a path, or the name of what is built in
   */
  String label();

  /**
   * Reads it, tensors as they are stored.
   *
   * @return all that it holds
   * @throws dev.fude.core.weights.InvalidWeightsException if it cannot be read
   */
  SafetensorsFile read();

  /**
   * Tells a builder to take it; it is read when the model is built.
   *
   * @param builder told
   */
  void applyTo(PainterBuilder builder);

  /**
   * A file, wherever it is.
   *
   * @param path its place
   */
  record OfFile(Path path) implements Style {
    @Override
    public String label() {
      return path.toString();
    }

    @Override
    public SafetensorsFile read() {
      return Safetensors.read(path);
    }

    @Override
    public void applyTo(PainterBuilder builder) {
      builder.weights(path);
    }
  }

  /**
   * What travels with the command.
   *
   * @param artifact where it comes from
   */
  record OfArtifact(BuiltInStyle artifact) implements Style {
    @Override
    public String label() {
      return "built-in style " + artifact.name();
    }

    @Override
    public SafetensorsFile read() {
      return artifact.read();
    }

    @Override
    public void applyTo(PainterBuilder builder) {
      builder.weights(artifact);
    }
  }
}
