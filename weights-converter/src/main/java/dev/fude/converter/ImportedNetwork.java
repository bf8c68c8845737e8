package dev.fude.converter;

import dev.fude.converter.importer.GraphImport;
import dev.fude.converter.importer.ImportedGraph;
import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.graph.Graph;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that looks at a picture and need not give one, such as a detector of faces: from the
 * graph in another program's file, for a program that runs it itself. What paints is a {@link
 * Conversion}'s.
 *
 * <pre>{@code
 * ImportedNetwork network = ImportedNetwork.open(Path.of("yunet.onnx"));
 * PreparedGraph prepared = backend.prepare(network.graph(), network.weights(), options);
 * Tensor scores = prepared.runForAll(photo).get(network.outputs().get("cls_8"));
 * }</pre>
 *
 * @param graph the network: it takes (batch, height, width, 3), in the channel order and range that
 *     it was trained with, and each of its outputs is (batch, rows, columns, channels)
 * @param weights its trained tensors, exactly those that the graph needs
 * @param outputs the names of the graph's outputs by those that the file has for them, in the
 *     file's order
 * @param notes what the user should know besides, one sentence each, such as that the file's graph
 *     pads pictures to multiples of a number, which nobody does here
 */
public record ImportedNetwork(
    Graph graph, Weights weights, Map<String, String> outputs, List<String> notes) {
  /** Makes map and list unmodifiable. */
  public ImportedNetwork {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    notes = List.copyOf(notes);
  }

  /**
   * Reads a network.
   *
   * @param file a file of any format that holds a graph, as {@link Conversion#open(Path)} takes it
   * @return the network; its sizes are free
   * @throws InvalidWeightsException if the file cannot be read, holds no graph, or one that does
   *     something Fude has no op for; the message names the file and says what can be done
   */
  public static ImportedNetwork open(Path file) {
    return Conversion.refusingByName(file, () -> read(FormatDetector.open(file)));
  }

  private static ImportedNetwork read(Source source) {
    ForeignGraph graph =
        FormatDetector.detect(source)
            .graph(source)
            .orElseThrow(
                () ->
                    new MalformedSourceException(
                        "it holds tensors and no graph, which alone says what is computed; export"
                            + " the network as ONNX"));
    ImportedGraph imported = GraphImport.ofMaps(graph);
    return new ImportedNetwork(
        imported.graph(), imported.weights(), imported.outputs(), imported.notes());
  }
}
