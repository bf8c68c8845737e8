package dev.fude.ops.runtime;

import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A run's input and output where a picture's levels lie: three bytes a pixel, and no numbers. */
final class LevelSlots {
  private LevelSlots() {}

  /**
   * The levels of an array, (batch, height, width, channels), rows counted through all pictures.
   */
  static LevelSource source(byte[] levels, Shape shape) {
    int row = shape.width() * shape.channels();
    return (y, x, columns, to, at) ->
        System.arraycopy(
            levels, y * row + x * shape.channels(), to, at, columns * shape.channels());
  }

  /** The same, to be written. */
  static LevelSink sink(byte[] levels, Shape shape) {
    int row = shape.width() * shape.channels();
    return (y, x, columns, from, at) ->
        System.arraycopy(
            from, at, levels, y * row + x * shape.channels(), columns * shape.channels());
  }

  /** A picture as a slot that is only read. */
  static Slot source(LevelSource photo, Shape shape) {
    return new Source(photo, shape);
  }

  /** A picture as a slot that is only written. */
  static Slot sink(LevelSink anime, Shape shape) {
    return new Sink(anime, shape);
  }

  /** Pieces of rows of pixels, of which several threads need one at a time. */
  private abstract static class PixelSlot implements Slot {
    private final int channels;
    private final long row;
    private final Queue<byte[]> idle = new ConcurrentLinkedQueue<>();

    PixelSlot(Shape shape) {
      this.channels = shape.channels();
      this.row = (long) shape.width() * channels;
    }

    @Override
    public final float[] array() {
      return null;
    }

    final byte[] borrow(int count) {
      byte[] piece = idle.poll();
      return piece != null && piece.length >= count ? piece : new byte[count];
    }

    final void giveBack(byte[] piece) {
      idle.add(piece);
    }

    final int y(long index) {
      return (int) (index / row);
    }

    final int x(long index) {
      return (int) (index % row) / channels;
    }

    final int columns(int count) {
      return count / channels;
    }
  }

  private static final class Source extends PixelSlot {
    private final LevelSource photo;

    Source(LevelSource photo, Shape shape) {
      super(shape);
      this.photo = photo;
    }

    @Override
    public void read(long from, float[] to, int at, int count) {
      byte[] levels = borrow(count);
      photo.read(y(from), x(from), columns(count), levels, 0);
      Levels.toNumbers(levels, 0, to, at, count);
      giveBack(levels);
    }

    @Override
    public void write(long to, float[] from, int at, int count) {
      throw new UnsupportedOperationException("A run does not write its input.");
    }
  }

  private static final class Sink extends PixelSlot {
    private final LevelSink anime;

    Sink(LevelSink anime, Shape shape) {
      super(shape);
      this.anime = anime;
    }

    @Override
    public void read(long from, float[] to, int at, int count) {
      throw new UnsupportedOperationException("A run does not read its output.");
    }

    @Override
    public void write(long to, float[] from, int at, int count) {
      byte[] levels = borrow(count);
      Levels.of(from, at, levels, 0, count);
      anime.write(y(to), x(to), columns(count), levels, 0);
      giveBack(levels);
    }
  }
}
