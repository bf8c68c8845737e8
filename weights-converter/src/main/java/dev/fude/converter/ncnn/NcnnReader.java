package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.model.generator.Framework;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads networks of ncnn: {@code name.param}, a text with a layer on each line, and {@code
 * name.bin} beside it with their numbers.
 *
 * <p>Which numbers are a layer's is told by its kind and settings alone, so that the file beside it
 * is read in the layers' order, and only if all their kinds are known.
 *
 * <p>Source: the pages "param and model file structure" and "operators" of ncnn's wiki.
 */
public final class NcnnReader implements WeightReader {
  private static final String MAGIC = "7767517";
  private static final String LAYERS = ".param";
  private static final String NUMBERS = ".bin";

  /** A hundred times the largest known; and lines of its header. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int HEADER_LINES = 2;

  /** Creates the reader, which has no state. */
  public NcnnReader() {}

  @Override
  public String format() {
    return "ncnn";
  }

  /** The layers of a file of numbers that somebody named instead. */
  @Override
  public Optional<Path> find(Path named) {
    String name = named.getFileName() == null ? "" : named.getFileName().toString();
    return Optional.of(name)
        .filter(file -> file.endsWith(NUMBERS))
        .map(file -> named.resolveSibling(changed(file, NUMBERS, LAYERS)))
        .filter(layers -> Files.isRegularFile(layers) && recognises(Source.open(layers)));
  }

  private static String changed(String name, String ending, String other) {
    return name.substring(0, name.length() - ending.length()) + other;
  }

  @Override
  public boolean recognises(Source source) {
    return source.hasBytes(0, MAGIC + "\n") || source.hasBytes(0, MAGIC + "\r\n");
  }

  /** No network that is written down here has these names, so that the graph alone counts. */
  @Override
  public NeutralModel read(Source source) {
    layers(source);
    return NeutralModel.graph(Framework.PYTORCH, KernelLayout.OIHW, Map.of(), List.of(), List.of());
  }

  @Override
  public Optional<ForeignGraph> graph(Source source) {
    return Optional.of(NcnnGraph.of(layers(source), () -> numbers(source)));
  }

  private static NcnnNumbers numbers(Source source) {
    if (!source.fileName().endsWith(LAYERS)) {
      throw new MalformedSourceException(
          "its name does not end with .param, so that the file of its numbers is not known; call"
              + " the two name.param and name.bin");
    }
    return new NcnnNumbers(source.beside(changed(source.fileName(), LAYERS, NUMBERS)).bytes());
  }

  private static List<NcnnLayer> layers(Source source) {
    if (source.size() > MOST_BYTES) {
      throw new MalformedSourceException(
          String.format(
              "its list of layers has %d bytes, more than the %d that are read; convert another"
                  + " network",
              source.size(), MOST_BYTES));
    }
    List<String> lines =
        StandardCharsets.ISO_8859_1
            .decode(source.bytes())
            .toString()
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    List<NcnnLayer> layers = lines.stream().skip(HEADER_LINES).map(NcnnLayer::parse).toList();
    if (lines.size() < HEADER_LINES || !lines.get(1).strip().startsWith(layers.size() + " ")) {
      throw new MalformedSourceException(
          "it has another number of layers than it says; it is cut off, so download it again");
    }
    return layers;
  }
}
