package dev.fude.video.y4m;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.GrowingFile;
import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmColour;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSink;
import dev.fude.video.Rational;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A YUV4MPEG2 stream that is written, with a quarter of chroma between the rows, as H.264 has it.
 * Only a film of one rate can be: the stream has no times.
 */
public final class Y4mSink implements FrameSink {
  private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Way way;
  private final Rational timeBase;
  private final Rational rate;
  private final FilmColour colour;
  private final PlanesWriter writer;
  private final byte[] planes;
  private long frames;
  private long start; // time of the first frame, in ticks

  /** Where the bytes go. */
  private interface Way extends AutoCloseable {
    void append(AtomicFile.Content content);

    void finish();

    @Override
    void close();
  }

  private Y4mSink(String name, Way way, FilmFormat film, FilmColour colour) {
    this.name = name;
    this.way = way;
    this.colour = colour;
    timeBase = film.timeBase();
    rate = film.rate().orElseThrow(() -> uneven("its frames have no common rate"));
    Y4mHead head =
        new Y4mHead(
            film.width(),
            film.height(),
            rate,
            film.sampleAspect(),
            ChromaFormat.MPEG2_420,
            Optional.of(colour.fullRange()),
            false);
    planes = new byte[Math.toIntExact(head.chroma().frameBytes(film.width(), film.height()))];
    writer = new PlanesWriter(head.chroma(), film.width(), film.height(), YuvCode.of(colour));
    way.append(bytes -> bytes.write((head.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Writes into a stream, such as a pipe.
   *
   * @param name what messages call it
   * @param stream left open, flushed after every frame
   * @param film the frames that will come
   * @param colour how luma and chroma are made, but for which nothing in the stream tells it
   * @return the sink
   * @throws OutputFileException if the film has no rate
   */
  public static Y4mSink into(String name, OutputStream stream, FilmFormat film, FilmColour colour) {
    return new Y4mSink(name, new IntoStream(name, stream), film, colour);
  }

  /**
   * Writes a file.
   *
   * @param file its place
   * @param overwrite whether an existing file may be replaced
   * @param film the frames that will come
   * @param colour how luma and chroma are made
   * @return the sink
   * @throws OutputFileException if the film has no rate, or the file cannot be written
   */
  public static Y4mSink into(Path file, boolean overwrite, FilmFormat film, FilmColour colour) {
    Way way = new IntoFile(new GrowingFile(file, overwrite));
    try {
      return new Y4mSink(file.toString(), way, film, colour);
    } catch (RuntimeException e) {
      way.close();
      throw e;
    }
  }

  private OutputFileException uneven(String why) {
    return new OutputFileException(
        String.format(
            "%s cannot hold this film, since %s and YUV4MPEG2 has no times; write another kind of"
                + " film, or give it one rate first, as by ffmpeg's -vf fps=25.",
            name, why));
  }

  @Override
  public List<String> notices() {
    return List.of(
        String.format(
            "%s is written as 4:2:0 in %s; tell the program that reads it so, since the stream"
                + " cannot.",
            name, colour));
  }

  @Override
  public void write(Frame frame) {
    start = frames == 0 ? frame.time() : start;
    if (timeBase.count(frame.time() - start, rate.inverse()) != frames) {
      throw uneven(String.format("frame %d comes earlier or later than its rate says", frames));
    }
    writer.write(frame.levels(), planes);
    way.append(
        bytes -> {
          bytes.write(FRAME);
          bytes.write(planes);
        });
    frames++;
  }

  @Override
  public void finish() {
    way.finish();
  }

  @Override
  public void close() {
    way.close();
  }

  private record IntoFile(GrowingFile file) implements Way {
    @Override
    public void append(AtomicFile.Content content) {
      file.append(content);
    }

    @Override
    public void finish() {
      file.finish();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  private record IntoStream(String name, OutputStream stream) implements Way {
    @Override
    public void append(AtomicFile.Content content) {
      try {
        content.writeTo(stream);
        stream.flush(); // whoever reads it may show it at once
      } catch (IOException e) {
        throw new OutputFileException(
            String.format("%s takes no more (%s); %s.", name, e.getMessage(), cure(e)), e);
      }
    }

    /** A reader that has ended is called a broken pipe; all else is what the stream leads to. */
    private static String cure(IOException e) {
      boolean isReader = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
      return isReader
          ? "the program that reads it has ended, and may say why"
          : "send it to where there is room";
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
