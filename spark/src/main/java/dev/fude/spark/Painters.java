package dev.fude.spark;

import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The painters of this JVM: one for each model, shared by all tasks, never closed. A model is
 * unpacked once in an executor, however many tasks it runs; the painters share one memory budget,
 * so that the tasks together fit the heap.
 */
final class Painters {
  private static final Map<Key, Painter> ALL = new ConcurrentHashMap<>();

  private Painters() {}

  /**
   * What two painters differ in.
   *
   * @param digest of the model's file
   * @param threads of one picture
   * @param scratch a folder, or null for none
   */
  private record Key(String digest, int threads, String scratch) {}

  static Painter of(PaintedModel model, int threads, String scratch) {
    return ALL.computeIfAbsent(new Key(model.digest(), threads, scratch), key -> load(model, key));
  }

  /** How many this JVM has. */
  static int count() {
    return ALL.size();
  }

  private static Painter load(PaintedModel model, Key key) {
    PlugIns.register();
    PainterBuilder builder = Painter.builder().threads(key.threads());
    if (key.scratch() == null) {
      builder.noScratch();
    } else {
      builder.scratch(Path.of(key.scratch()));
    }
    return builder.model(model.read()).build();
  }
}
