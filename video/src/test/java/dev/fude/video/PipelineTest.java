package dev.fude.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.file.OutputFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
  private static final FilmFormat FORMAT =
      new FilmFormat(1, 1, new Rational(1, 25), Optional.empty(), Rational.ONE, Optional.empty());

  /** Frames 0, 1, 2 and so on, until it is closed. */
  private static final class Counting implements FrameSource {
    private final long frames;
    private long next;
    private volatile boolean closed;

    Counting(long frames) {
      this.frames = frames;
    }

    @Override
    public FilmFormat format() {
      return FORMAT;
    }

    @Override
    public Optional<Frame> next() {
      return next < frames
          ? Optional.of(new Frame(1, 1, new byte[3], next++, 1))
          : Optional.empty();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Keeps the frames' times. */
  private static class Keeping implements FrameSink {
    final List<Long> times = new ArrayList<>();
    boolean finished;
    volatile boolean closed;

    @Override
    public void write(Frame frame) {
      times.add(frame.time());
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Passes frames on. */
  private static class Passing implements FramePainter {
    @Override
    public FilmFormat format(FilmFormat film) {
      return film;
    }

    @Override
    public Frame paint(Frame frame) {
      return frame;
    }
  }

  private static List<Long> upTo(long first, long end) {
    return LongStream.range(first, end).boxed().toList();
  }

  @Test
  void keepsTheOrderAndTellsEachFrame() {
    Keeping sink = new Keeping();
    List<Long> told = new ArrayList<>();
    Pipeline.run(new Counting(100), new Passing(), sink, told::add);
    assertThat(sink.times).isEqualTo(upTo(0, 100));
    assertThat(sink.finished).isTrue();
    assertThat(told).isEqualTo(upTo(0, 101));
  }

  @Test
  void goesOnBehindWhatWasKeptWithThePaintersMemory() {
    List<byte[]> recalled = new ArrayList<>();
    List<byte[]> checkpoints = new ArrayList<>();
    FramePainter painter =
        new Passing() {
          @Override
          public byte[] memory() {
            return new byte[] {7};
          }

          @Override
          public void recall(byte[] memory) {
            recalled.add(memory);
          }
        };
    Keeping sink =
        new Keeping() {
          @Override
          public long framesKept() {
            return 4;
          }

          @Override
          public byte[] memoryKept() {
            return new byte[] {5};
          }

          @Override
          public boolean hasCheckpointAfter(long frame) {
            return frame % 4 == 3;
          }

          @Override
          public void checkpoint(byte[] memory) {
            assertThat(times).hasSize(4 * checkpoints.size() + 4);
            checkpoints.add(memory);
          }
        };
    Pipeline.run(new Counting(14), painter, sink, frames -> {});
    assertThat(sink.times).isEqualTo(upTo(4, 14));
    assertThat(recalled).containsExactly(new byte[] {5});
    assertThat(checkpoints).containsExactly(new byte[] {7}, new byte[] {7});
  }

  @Test
  void aFilmWithoutFramesIsRefused() {
    Keeping sink = new Keeping();
    assertThatThrownBy(() -> Pipeline.run(new Counting(0), new Passing(), sink, frames -> {}))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("no frame");
    assertThat(sink.finished).isFalse();
  }

  @Test
  void theFirstFailureEndsAllAndIsTheOneThatIsThrown() {
    Counting source = new Counting(Long.MAX_VALUE);
    Keeping sink =
        new Keeping() {
          @Override
          public void write(Frame frame) {
            super.write(frame);
            if (frame.time() == 20) {
              throw new OutputFileException("The disk is full; free space there.");
            }
          }
        };
    assertThatThrownBy(() -> Pipeline.run(source, new Passing(), sink, frames -> {}))
        .isInstanceOf(OutputFileException.class);
    assertThat(sink.times).hasSize(21);
    assertThat(sink.finished).isFalse();
    assertThat(source.closed).isTrue();
    assertThat(sink.closed).isTrue();
  }

  @Test
  void anInterruptOfTheCallerEndsAll() throws InterruptedException {
    Counting source = new Counting(Long.MAX_VALUE);
    Keeping sink = new Keeping();
    CountDownLatch underWay = new CountDownLatch(50);
    List<Object> seen = new ArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                Pipeline.run(source, new Passing(), sink, frames -> underWay.countDown());
              } catch (RunCancelledException e) {
                seen.add(e);
                seen.add(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    underWay.await();
    caller.interrupt();
    caller.join();
    assertThat(seen).hasSize(2).last().isEqualTo(true);
    assertThat(source.closed && sink.closed).isTrue();
  }
}
