package dev.fude.benchmarks;

import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.Painter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Painters by the names of their networks, for the closer look at films. */
final class FilmPainters {
  private FilmPainters() {}

  /** The built-in style, and AnimeGANv2's where its trained weights are. */
  static Map<String, Painter> withFrameNorms() {
    Map<String, Painter> painters = new LinkedHashMap<>();
    Style ink = Styles.standard().orElseThrow();
    painters.put(ink.label(), Painter.builder().model(ink).build());
    Network network = Network.animeGanV2();
    if (network.isTrained()) {
      painters.put(Network.ANIMEGAN_V2, Painter.builder().model(network.model()).build());
    }
    return painters;
  }

  /** The built-in style for films before all others. */
  static Map<String, Painter> all() {
    Map<String, Painter> painters = new LinkedHashMap<>();
    Style light = Styles.standardForFilms().orElseThrow();
    painters.put(light.label(), Painter.builder().model(light).build());
    painters.putAll(withFrameNorms());
    return painters;
  }
}
