package dev.fude.model.generator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The list of networks that are written down by hand. */
public final class Generators {
  private static final List<Generator> ALL =
      List.of(
          AnimeGanV2.GENERATOR, AnimeGanV1.GENERATOR, AnimeGanV3.GENERATOR, CartoonGan.GENERATOR);

  private Generators() {}

  /**
   * All of them.
   *
   * @return what files of tensors alone are held against, {@link #standard} first
   */
  public static List<Generator> all() {
    return ALL;
  }

  /**
   * The network of some name.
   *
   * @param name as {@link Generator#name} gives it
   * @return empty if none is called so
   */
  public static Optional<Generator> named(String name) {
    return ALL.stream().filter(generator -> generator.name().equals(name)).findFirst();
  }

  /**
   * What a model file is taken for, if it does not say.
   *
   * @return the network that most people publish tensors of
   */
  public static Generator standard() {
    return ALL.get(0);
  }

  /**
   * All names, for messages.
   *
   * @return such as {@code animeganv2}, separated by commas
   */
  public static String names() {
    return ALL.stream().map(Generator::name).collect(Collectors.joining(", "));
  }
}
