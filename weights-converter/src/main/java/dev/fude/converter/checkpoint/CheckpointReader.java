package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Framework;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what TensorFlow's {@code Saver} writes in its format V2.
 *
 * <p>A checkpoint is a group of files whose names share a beginning, such as {@code Hayao-99.ckpt}.
 * {@code BEGINNING.index} is a {@link SortedTable}: under the empty key a header, and under each
 * variable's name its type, shape and place in a shard, {@code BEGINNING.data-00000-of-00001} and
 * so on. The shards are numbers and nothing else. {@code BEGINNING.meta} is a graph without
 * numbers, which is not needed, and a text file {@code checkpoint} says which beginning is the
 * latest.
 *
 * <p>Numbers are read when a pass asks for them, so that a checkpoint of a whole training costs no
 * more than the network that is looked for in it.
 *
 * <p>Source: {@code tensor_bundle.proto} of TensorFlow.
 */
public final class CheckpointReader implements WeightReader {
  private static final int MAX_LISTED = 5;

  /** Creates the reader, which has no state. */
  public CheckpointReader() {}

  @Override
  public String format() {
    return "TensorFlow checkpoint";
  }

  @Override
  public Optional<Path> find(Path named) {
    return CheckpointFiles.index(named);
  }

  @Override
  public boolean recognises(Source source) {
    return source.endsWith(SortedTable.MAGIC);
  }

  @Override
  public NeutralModel read(Source source) {
    List<TableEntry> entries = SortedTable.read(source);
    long count = BundleHeader.shards(entries);
    return model(entries, CheckpointFiles.shards(source, count));
  }

  /** The model, given a sound index's entries and as many shards as it says. */
  static NeutralModel model(List<TableEntry> entries, List<Source> shards) {
    Map<String, NeutralTensor> variables = new LinkedHashMap<>();
    List<String> unread = new ArrayList<>();
    Map<String, String> given = new HashMap<>();
    for (TableEntry entry : entries.subList(1, entries.size())) {
      String name = new String(entry.key(), StandardCharsets.UTF_8);
      BundleEntry variable = variable(name, entry, shards);
      if (name.equals(ObjectGraph.KEY)) {
        variable.text().ifPresent(graph -> given.putAll(ObjectGraph.names(graph)));
      } else {
        tensor(name, variable)
            .ifPresentOrElse(tensor -> variables.put(name, tensor), () -> unread.add(name));
      }
    }
    return new NeutralModel(
        Framework.TENSORFLOW,
        KernelLayout.HWIO,
        given.isEmpty() ? Map.of("", variables) : byObjects(variables, given),
        List.of(),
        Map.of(),
        notes(unread),
        true);
  }

  /** By the names that the program gave, and by the paths of objects: either may be known. */
  private static Map<String, Map<String, NeutralTensor>> byObjects(
      Map<String, NeutralTensor> variables, Map<String, String> given) {
    Map<String, NeutralTensor> named = new LinkedHashMap<>();
    Map<String, NeutralTensor> placed = new LinkedHashMap<>();
    variables.forEach(
        (key, tensor) -> {
          named.putIfAbsent(given.getOrDefault(key, key), tensor);
          placed.putIfAbsent(ObjectGraph.path(key), tensor);
        });
    Map<String, Map<String, NeutralTensor>> both = new LinkedHashMap<>();
    both.put("", named);
    both.put("objects", placed);
    return both;
  }

  private static BundleEntry variable(String name, TableEntry entry, List<Source> shards) {
    try {
      return BundleEntry.read(entry.value(), shards);
    } catch (MalformedSourceException e) {
      throw malformed(name, e);
    }
  }

  private static Optional<NeutralTensor> tensor(String name, BundleEntry variable) {
    try {
      return variable.tensor();
    } catch (MalformedSourceException e) {
      throw malformed(name, e);
    }
  }

  private static MalformedSourceException malformed(String name, MalformedSourceException e) {
    return new MalformedSourceException("variable " + Quoted.name(name) + " " + e.getMessage(), e);
  }

  private static List<String> notes(List<String> unread) {
    if (unread.isEmpty()) {
      return List.of();
    }
    return List.of(
        "Ignored values that are no plain numbers: " + Quoted.names(unread, MAX_LISTED) + ".");
  }
}
