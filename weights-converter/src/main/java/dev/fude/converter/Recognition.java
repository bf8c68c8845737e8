package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.Fit;
import dev.fude.converter.pass.Passes;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.LayerTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells which of the networks that are written down here a file holds, by the names and shapes of
 * its tensors alone.
 */
final class Recognition {
  private static final int MAX_LISTED = 10;
  private static final String JUDGE = "discriminator";

  private final NeutralModel file;
  private final Optional<String> network;
  private final Map<Generator, Fit> fits = new LinkedHashMap<>();

  private Recognition(List<Generator> generators, NeutralModel file, Optional<String> network) {
    this.file = file;
    this.network = network;
    for (Generator generator : generators) {
      fits.put(generator, Passes.fit(file, LayerTable.of(generator), network));
    }
  }

  /**
   * Holds a file against networks.
   *
   * @param generators the networks, at least one
   * @param file what was read
   * @param network which one of several in the file is meant, if the user said so
   * @return the only one that the file holds
   * @throws MalformedSourceException if there is none, or several; the message holds the file
   *     against the nearest
   */
  static FoundDefinition among(
      List<Generator> generators, NeutralModel file, Optional<String> network) {
    if (generators.size() == 1) {
      return new FoundDefinition(generators.get(0), file, network);
    }
    return new Recognition(generators, file, network).found();
  }

  private FoundDefinition found() {
    List<Generator> fitting =
        fits.keySet().stream()
            .filter(generator -> !fits.get(generator).places().isEmpty())
            .toList();
    if (fitting.size() > 1) {
      throw ambiguous(fitting);
    }
    return fitting.isEmpty() ? refused() : new FoundDefinition(fitting.get(0), file, network);
  }

  private MalformedSourceException ambiguous(List<Generator> fitting) {
    List<String> found = new ArrayList<>();
    for (Generator generator : fitting) {
      String places =
          fits.get(generator).places().stream()
              .limit(MAX_LISTED)
              .map(Quoted::name)
              .collect(Collectors.joining(", "));
      found.add(generator.name() + " in " + places);
    }
    return new MalformedSourceException(
        String.format(
            "it holds several networks (%s); say which one is meant (--network NAME, in a program"
                + " Conversion.open(file, NAME))",
            String.join("; ", found)));
  }

  /** What is wrong is said by the network whose names the file has the most of. */
  private FoundDefinition refused() {
    Generator nearest =
        Collections.max(
            fits.keySet(), Comparator.comparingDouble(generator -> fits.get(generator).nearness()));
    if (fits.get(nearest).nearness() == 0) {
      refuseJudge();
    }
    try {
      return new FoundDefinition(nearest, file, network);
    } catch (MalformedSourceException e) {
      String others =
          fits.keySet().stream()
              .filter(generator -> generator != nearest)
              .map(Generator::name)
              .collect(Collectors.joining(", "));
      throw new MalformedSourceException(
          e.getMessage() + "; nor is it any other network that is known by its tensors: " + others,
          e);
    }
  }

  /** Training programs name the variables of a generator's opponent by what it is. */
  private void refuseJudge() {
    file.dictionaries().values().stream()
        .flatMap(tensors -> tensors.keySet().stream())
        .filter(name -> name.startsWith(JUDGE))
        .findFirst()
        .ifPresent(
            name -> {
              throw new MalformedSourceException(
                  String.format(
                      "it holds a discriminator (such as %s), which judges pictures while a"
                          + " generator is trained and paints none; convert the generator's file",
                      Quoted.name(name)));
            });
  }
}
