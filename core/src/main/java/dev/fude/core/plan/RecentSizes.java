package dev.fude.core.plan;

import dev.fude.core.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Something that is made once for each input size, such as its {@link Plan}: kept for the sizes
 * last asked for, made again for the others. Thread-safe.
 *
 * @param <T> what is made
 */
public final class RecentSizes<T> {
  private static final int SIZES_KEPT = 16;

  private final Function<Shape, T> maker;
  private final Map<Shape, T> made =
      new LinkedHashMap<>(SIZES_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, T> eldest) {
          return size() > SIZES_KEPT;
        }
      };

  /**
   * Nothing yet.
   *
   * @param maker makes it for an input's shape, under this object's lock
   */
  public RecentSizes(Function<Shape, T> maker) {
    this.maker = maker;
  }

  /**
   * What belongs to a size.
   *
   * @param input shape of the input
   * @return the same object as last time, if the size is among the last sixteen
   */
  public synchronized T of(Shape input) {
    return made.computeIfAbsent(input, maker);
  }
}
