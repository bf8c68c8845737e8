package dev.fude.video.y4m;

import dev.fude.video.FilmColour;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSource;
import dev.fude.video.Interlacing;
import dev.fude.video.InvalidFilmException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A YUV4MPEG2 stream that is read: a line of text, then for each frame another line and its planes.
 *
 * <p>It has no times, only a rate, and no word for the matrix of its colours, which is guessed.
 * Memory is taken as bytes come, not as the head claims them.
 */
public final class Y4mSource implements FrameSource {
  private static final int LONGEST_LINE = 1024;
  private static final String FRAME = "FRAME";

  private final String name;
  private final InputStream bytes;
  private final Y4mHead head;
  private final FilmColour colour;
  private final int frameBytes;
  private final List<String> notices = new ArrayList<>();
  private PlanesReader reader; // made for the first frame
  private byte[] planes; // of the frame before
  private long frames;
  private volatile boolean closed;

  /**
   * Reads the head.
   *
   * @param name what messages call the film
   * @param bytes the stream; closed with this
   * @param matrix of its colours; empty for what is usual
   * @throws InvalidFilmException if it is no film, or one that is not read
   */
  public Y4mSource(String name, InputStream bytes, Optional<FilmColour.Matrix> matrix) {
    this.name = name;
    this.bytes = bytes;
    try {
      head = Y4mHead.parse(name, line().orElseThrow(this::empty));
      frameBytes = frameBytes();
    } catch (IOException e) {
      throw unreadable(e);
    }
    colour = colour(matrix);
    notice();
  }

  private InvalidFilmException empty() {
    return new InvalidFilmException(
        name + " is empty, which is not a film; check the program that writes it.");
  }

  private int frameBytes() {
    long count = head.chroma().frameBytes(head.width(), head.height());
    if (Math.max(count, 3L * head.width() * head.height()) > Integer.MAX_VALUE - 8) {
      throw new InvalidFilmException(
          String.format(
              "%s has frames of %dx%d pixels, more than Java can hold; make it smaller.",
              name, head.width(), head.height()));
    }
    return (int) count;
  }

  private FilmColour colour(Optional<FilmColour.Matrix> matrix) {
    FilmColour usual = FilmColour.usualFor(head.height());
    return new FilmColour(
        matrix.orElse(usual.matrix()), head.fullRange().orElse(false), matrix.isEmpty());
  }

  private void notice() {
    if (head.chroma().hasChroma() && colour.guessed()) {
      notices.add(
          String.format(
              "%s cannot say by which matrix its colours were made: taken for %s, as is usual for"
                  + " %d lines.",
              name, colour, head.height()));
    }
    if (head.interlaced()) {
      notices.add(Interlacing.notice(name));
    }
  }

  @Override
  public FilmFormat format() {
    return new FilmFormat(
        head.width(),
        head.height(),
        head.rate().inverse(),
        Optional.of(head.rate()),
        head.sampleAspect(),
        Optional.empty(),
        Optional.of(colour),
        OptionalInt.empty(),
        Optional.empty());
  }

  @Override
  public List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public Optional<Frame> next() {
    try {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      requireFrame(line.get());
      readPlanes();
    } catch (IOException e) {
      throw unreadable(e);
    }
    byte[] levels = reader.levels(planes);
    return Optional.of(new Frame(head.width(), head.height(), levels, frames++, 1));
  }

  private void requireFrame(String line) {
    if (!line.equals(FRAME) && !line.startsWith(FRAME + " ")) {
      throw new InvalidFilmException(
          String.format(
              "%s has no frame where frame %d should begin; check the program that writes it.",
              name, frames));
    }
  }

  private void readPlanes() throws IOException {
    int read;
    if (reader == null) {
      planes = bytes.readNBytes(frameBytes);
      read = planes.length;
    } else {
      read = bytes.readNBytes(planes, 0, frameBytes);
    }
    if (read < frameBytes) {
      throw cutShort();
    }
    if (reader == null) {
      reader = new PlanesReader(head.chroma(), head.width(), head.height(), YuvCode.of(colour));
    }
  }

  private InvalidFilmException cutShort() {
    return new InvalidFilmException(
        String.format(
            "%s is cut short in frame %d; check the program that writes it.", name, frames));
  }

  /** Bytes up to the next end of line; empty at the end of the stream. */
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = bytes.read(); next != '\n'; next = bytes.read()) {
      if (next < 0 && line.size() == 0) {
        return Optional.empty();
      }
      if (next < 0 || line.size() == LONGEST_LINE) {
        throw new InvalidFilmException(
            name + " is no YUV4MPEG2 stream, or a damaged one; check the program that writes it.");
      }
      line.write(next);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
  }

  private InvalidFilmException unreadable(IOException e) {
    if (closed) {
      return new InvalidFilmException(name + " was closed while it was read.", e);
    }
    return new InvalidFilmException(
        String.format("%s cannot be read (%s); check where it comes from.", name, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    closed = true;
    try {
      bytes.close();
    } catch (IOException e) {
      // What was to be read has been read, or its failure is on its way.
      System.getLogger(Y4mSource.class.getName())
          .log(System.Logger.Level.DEBUG, "Not closed: " + name, e);
    }
  }
}
