package dev.fude.model.style;

import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.Settings;
import java.nio.file.Path;

/** A model that somebody has named, not yet read. */
public sealed interface Style {
  /**
   * What messages call it.
   *
   * @return a path, or the name of what is built in
   */
  String label();

  /**
   * Reads its file, tensors as they are stored.
   *
   * @return all that it holds
   * @throws dev.fude.core.weights.InvalidWeightsException if it cannot be read
   */
  SafetensorsFile read();

  /**
   * Reads it.
   *
   * @param given settings of the caller, which come before the file's
   * @return the model
   * @throws dev.fude.core.weights.InvalidWeightsException as {@link ModelFile#read}
   */
  Model model(Settings given);

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
    public Model model(Settings given) {
      return ModelFile.read(path, given);
    }
  }

  /**
   * What travels as an artifact.
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
      return Safetensors.read(name(), artifact.content());
    }

    @Override
    public Model model(Settings given) {
      return ModelFile.read(name(), artifact.content(), given);
    }

    private String name() {
      return "The built-in style \"" + artifact.name() + "\"";
    }
  }
}
