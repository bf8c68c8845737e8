package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.Fit;
import dev.fude.converter.pass.Passes;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.StoredForm;
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
  private final Map<Candidate, Fit> fits = new LinkedHashMap<>();

  private record Candidate(Generator generator, StoredForm form) {}

  private Recognition(List<Generator> generators, NeutralModel file, Optional<String> network) {
    this.file = file;
    this.network = network;
    for (Generator generator : generators) {
      for (StoredForm form : generator.storedForms()) {
        Fit fit = Passes.fit(file, form.table(), network);
        fits.put(new Candidate(generator, form), fit);
      }
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
    if (generators.size() == 1 && generators.get(0).storedForms().size() == 1) {
      Generator only = generators.get(0);
      return new FoundDefinition(only, only.storedForms().get(0), file, network);
    }
    return new Recognition(generators, file, network).found();
  }

  private FoundDefinition found() {
    List<Candidate> fitting =
        fits.keySet().stream()
            .filter(candidate -> !fits.get(candidate).places().isEmpty())
            .toList();
    if (fitting.size() > 1) {
      throw ambiguous(fitting);
    }
    return fitting.isEmpty() ? refused() : foundAs(fitting.get(0));
  }

  private FoundDefinition foundAs(Candidate candidate) {
    return new FoundDefinition(candidate.generator(), candidate.form(), file, network);
  }

  private MalformedSourceException ambiguous(List<Candidate> fitting) {
    List<String> found = new ArrayList<>();
    for (Candidate candidate : fitting) {
      String places =
          fits.get(candidate).places().stream()
              .limit(MAX_LISTED)
              .map(Quoted::name)
              .collect(Collectors.joining(", "));
      found.add(candidate.generator().name() + " in " + places);
    }
    return new MalformedSourceException(
        String.format(
            "it holds several networks (%s); say which one is meant (--network NAME, in a program"
                + " Conversion.open(file, NAME))",
            String.join("; ", found)));
  }

  /** What is wrong is said by the network whose names the file has the most of. */
  private FoundDefinition refused() {
    Candidate nearest =
        Collections.max(
            fits.keySet(), Comparator.comparingDouble(candidate -> fits.get(candidate).nearness()));
    if (fits.get(nearest).nearness() == 0) {
      refuseJudge();
    }
    try {
      return foundAs(nearest);
    } catch (MalformedSourceException e) {
      String others =
          fits.keySet().stream()
              .map(Candidate::generator)
              .distinct()
              .filter(generator -> generator != nearest.generator())
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
