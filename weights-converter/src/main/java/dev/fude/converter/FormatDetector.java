package dev.fude.converter;

import dev.fude.converter.checkpoint.CheckpointReader;
import dev.fude.converter.graphdef.GraphDefReader;
import dev.fude.converter.graphdef.SavedModelReader;
import dev.fude.converter.ncnn.NcnnReader;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.onnx.OnnxReader;
import dev.fude.converter.pytorch.PyTorchLegacyReader;
import dev.fude.converter.pytorch.PyTorchZipReader;
import dev.fude.converter.safetensors.SafetensorsSourceReader;
import dev.fude.converter.tfjs.TfjsReader;
import dev.fude.converter.tflite.TfliteReader;
import dev.fude.core.weights.InvalidWeightsException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells a file's format by its content. A new format is one more line in the list; one that is not
 * read is a line in {@link OtherFormats}.
 */
final class FormatDetector {
  private static final List<WeightReader> READERS =
      List.of(
          // Formats with a signature first, then those that are told by how their content begins.
          new TfliteReader(),
          new PyTorchZipReader(),
          new PyTorchLegacyReader(),
          new CheckpointReader(),
          new SafetensorsSourceReader(),
          new OnnxReader(),
          new SavedModelReader(),
          new GraphDefReader(),
          new NcnnReader(),
          new TfjsReader());

  private FormatDetector() {}

  /**
   * Opens what the user named: a file, or a folder, beginning of names or other file that stands
   * for one.
   *
   * @throws InvalidWeightsException if there is nothing of that name, or a folder without weights
   */
  static Source open(Path named) {
    return READERS.stream()
        .flatMap(reader -> reader.find(named).stream())
        .findFirst()
        .map(Source::open)
        .orElseGet(() -> openNamed(named));
  }

  private static Source openNamed(Path named) {
    OtherFormats.ofFolder(named)
        .ifPresent(
            what -> {
              throw new MalformedSourceException("it is " + what);
            });
    return Source.open(named);
  }

  /**
   * The reader for a file.
   *
   * @throws MalformedSourceException if it is of another known format; the message says what to do
   * @throws InvalidWeightsException if no reader recognises it; the message lists the formats
   */
  static WeightReader detect(Source source) {
    return READERS.stream()
        .filter(reader -> reader.recognises(source))
        .findFirst()
        .orElseThrow(() -> unknown(source));
  }

  private static InvalidWeightsException unknown(Source source) {
    return OtherFormats.of(source)
        .<InvalidWeightsException>map(what -> new MalformedSourceException("it is " + what))
        .orElseGet(
            () ->
                new InvalidWeightsException(
                    String.format(
                        "%s is of no known weight format; the formats known are %s.",
                        source.path(), formats())));
  }

  private static String formats() {
    return READERS.stream().map(WeightReader::format).collect(Collectors.joining(", "));
  }
}
