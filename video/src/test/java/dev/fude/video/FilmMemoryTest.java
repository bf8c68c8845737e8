package dev.fude.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import dev.fude.testkit.HeldHeap;
import dev.fude.video.transform.EqualFrames;
import dev.fude.video.transform.OnTwos;
import dev.fude.video.transform.SteadyPainter;
import dev.fude.video.transform.TemporalDenoiser;
import dev.fude.video.transform.ToyPainter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However long a film is, only a few of its frames are in memory. */
class FilmMemoryTest {
  private static final int FRAMES = 1000;
  private static final int WIDTH =
      32; // the frames of a quarter are as large as a tenth of the heap
  private static final int HEIGHT = 24;
  private static final int LOOK_EVERY = 250;
  private static final double GROWTH = 0.05; // of the heap after the first quarter

  /** Three wait in each of two queues; each thread has one, and the painters remember a few. */
  private static final int MOST_ALIVE = 16;

  private final List<WeakReference<byte[]>> made = new ArrayList<>(); // guarded by itself
  private final List<Integer> alive = new ArrayList<>();
  private final List<Long> heap = new ArrayList<>(); // bytes in use after collections

  private Frame tracked(Frame frame) {
    synchronized (made) {
      made.add(new WeakReference<>(frame.levels()));
    }
    return frame;
  }

  private int alive() {
    synchronized (made) {
      return (int) made.stream().filter(levels -> levels.get() != null).count();
    }
  }

  private final class Source implements FrameSource {
    private int next;

    @Override
    public FilmFormat format() {
      return TestFrames.format(TestFrames.soft(WIDTH, HEIGHT, 0, 1), new Rational(25, 1));
    }

    @Override
    public Optional<Frame> next() {
      return next == FRAMES
          ? Optional.empty()
          : Optional.of(tracked(TestFrames.noise(WIDTH, HEIGHT, next, next++, 1)));
    }

    @Override
    public void close() {}
  }

  private final class Sink implements FrameSink {
    private int written;

    @Override
    public void write(Frame frame) {
      tracked(frame);
      written++;
      if (written % LOOK_EVERY == 0) {
        heap.add(HeldHeap.bytes());
        alive.add(alive());
      }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  @Test
  void fewFramesAreInMemoryAtATime() {
    try (Painter painter = ToyPainter.create()) {
      FramePainter steady = new SteadyPainter(painter, 0.9);
      Pipeline.run(
          new Source(),
          new EqualFrames(new TemporalDenoiser(new OnTwos(steady))),
          new Sink(),
          frames -> {});
    }
    assertThat(made).hasSize(2 * FRAMES);
    assertThat(alive).hasSize(FRAMES / LOOK_EVERY).allMatch(count -> count <= MOST_ALIVE);
    long first = heap.get(0);
    assertThat(heap).allMatch(bytes -> bytes - first < GROWTH * first); // less may well be left
  }
}
