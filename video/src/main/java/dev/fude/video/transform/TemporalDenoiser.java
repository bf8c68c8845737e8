package dev.fude.video.transform;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes a camera's noise away before a frame is painted: where nothing moves, a pixel is the
 * {@linkplain StillMeans mean of its last frames}; where something does, it stays as it is. How
 * much is noise the film {@linkplain SensorNoise shows itself}.
 *
 * <p>Networks paint noise as shades and lines that shimmer. A film that shows none is painted as it
 * is.
 *
 * <p>Temporal averaging that stops at motion is known to films for long (FFmpeg has {@code hqdn3d}
 * and {@code atadenoise}); the test by windows is meant to keep faint texture that moves, which a
 * test of single pixels takes for noise. Measured: see docs/video.md.
 */
public final class TemporalDenoiser implements FramePainter {
  private final FramePainter inner;
  private final SensorNoise noise = new SensorNoise();
  private Optional<StillMeans> means = Optional.empty();
  private byte[] before = {}; // levels of the last frame

  /**
   * A painter round another.
   *
   * @param inner paints what is left; closed with this
   */
  public TemporalDenoiser(FramePainter inner) {
    this.inner = inner;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    return inner.format(film);
  }

  @Override
  public Frame paint(Frame frame) {
    return inner.paint(frame.withPicture(frame.width(), frame.height(), denoised(frame)));
  }

  private byte[] denoised(Frame frame) {
    byte[] levels = frame.levels();
    if (means.isEmpty() || !means.get().isFor(frame)) {
      means = Optional.of(new StillMeans(frame));
      before = levels;
      return levels;
    }
    noise.learn(before, levels, frame.width());
    before = levels;
    byte[] mean = means.get().next(levels, noise.levels());
    return noise.isSeen() ? mean : levels;
  }

  @Override
  public byte[] memory() {
    byte[] found = ByteBuffer.allocate(Double.BYTES).putDouble(noise.levels()).array();
    byte[] kept = means.map(StillMeans::toBytes).orElse(new byte[0]);
    return Memory.join(found, before, kept, inner.memory());
  }

  @Override
  public void recall(byte[] memory) {
    List<byte[]> parts = Memory.split(memory, 4);
    if (memory.length > 0) {
      noise.recall(ByteBuffer.wrap(Arrays.copyOf(parts.get(0), Double.BYTES)).getDouble());
    }
    before = parts.get(1);
    byte[] kept = parts.get(2);
    means = kept.length == 0 ? Optional.empty() : Optional.of(StillMeans.of(kept, before.length));
    inner.recall(parts.get(3));
  }

  @Override
  public void close() {
    inner.close();
  }
}
