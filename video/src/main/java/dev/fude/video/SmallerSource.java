package dev.fude.video;

import java.util.List;
import java.util.Optional;

/**
 * A film whose frames are made smaller before they are painted, and keep their shape: each new
 * pixel is the mean of the area that it covers, so nothing glitters.
 *
 * <p>The new pixels are square, whatever those of the film are: they are computed anyway, networks
 * were trained on square ones, and every kind of film can hold them.
 */
public final class SmallerSource implements FrameSource {
  private final FrameSource source;
  private final FilmFormat format;

  private SmallerSource(FrameSource source, FilmFormat format) {
    this.source = source;
    this.format = format;
  }

  /**
   * A film whose frames, as they are seen, fit into a size, with even sides.
   *
   * @param source closed with the result
   * @param width columns at most, at least 2
   * @param height rows at most, at least 2
   * @return the source itself if its frames fit already
   */
  public static FrameSource of(FrameSource source, int width, int height) {
    FilmFormat film = source.format();
    double seenWidth = film.width() * film.sampleAspect().toDouble(); // in rows
    double scale = Math.min(width / seenWidth, (double) height / film.height());
    return scale >= 1
        ? source
        : new SmallerSource(
            source,
            film.withSize(even(scale * seenWidth), even(scale * film.height()), Rational.ONE));
  }

  private static int even(double side) {
    return Math.max(2, 2 * (int) Math.round(side / 2));
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public List<String> notices() {
    return source.notices();
  }

  @Override
  public Optional<Frame> next() {
    return source.next().map(this::smaller);
  }

  private Frame smaller(Frame frame) {
    float[] narrow = // (height, new width, 3)
        means(asFloats(frame.levels()), frame.height(), frame.width(), format.width(), 1);
    float[] small = // (new height, new width, 3)
        means(narrow, 1, frame.height(), format.height(), format.width());
    byte[] levels = new byte[small.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(small[i]);
    }
    return frame.withPicture(format.width(), format.height(), levels);
  }

  private static float[] asFloats(byte[] levels) {
    float[] floats = new float[levels.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = levels[i] & 0xFF;
    }
    return floats;
  }

  /**
   * Shortens one axis.
   *
   * @param values (outer, length, inner, 3)
   * @return (outer, newLength, inner, 3)
   */
  private static float[] means(float[] values, int outer, int length, int newLength, int inner) {
    int step = inner * Frame.CHANNELS;
    float[] means = new float[outer * newLength * step];
    double scale = (double) length / newLength;
    for (int to = 0; to < newLength; to++) {
      double begin = to * scale;
      double end = begin + scale;
      for (int from = (int) begin; from < Math.min(length, Math.ceil(end)); from++) {
        float share = (float) ((Math.min(end, from + 1.0) - Math.max(begin, from)) / scale);
        for (int block = 0; block < outer; block++) {
          int source = (block * length + from) * step;
          int target = (block * newLength + to) * step;
          for (int i = 0; i < step; i++) {
            means[target + i] += share * values[source + i];
          }
        }
      }
    }
    return means;
  }

  @Override
  public void close() {
    source.close();
  }
}
