package dev.fude.video.apng;

import dev.fude.core.file.GrowingFile;
import dev.fude.core.file.OutputFileException;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.Rational;
import dev.fude.video.animation.DelayedSink;
import dev.fude.video.animation.FramePictures;
import dev.fude.video.animation.Rectangle;
import dev.fude.video.animation.SquarePixels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * An animated PNG that is written. Every level of every frame is kept; of each frame the part is
 * stored that has changed. Source: PNG, third edition, sections 4.9 and 11.3.2.
 */
public final class ApngSink extends DelayedSink {
  private static final int ANIMATION_AT = 33; // behind signature and head
  private static final byte[] RGB_OF_8_BITS = {8, 2, 0, 0, 0};

  private final GrowingFile file;
  private final Rational timeBase;
  private final int plays;
  private final List<String> notices;
  private Frame shown; // the last that was written; null before the first
  private long start; // time of the first frame, in ticks
  private int frames;
  private int sequence;

  /**
   * Begins a file.
   *
   * @param place where it is to be
   * @param overwrite whether an existing file may be replaced
   * @param film the frames that will come; without a word on how often, it is shown without end
   * @throws OutputFileException if it cannot be written
   */
  public ApngSink(Path place, boolean overwrite, FilmFormat film) {
    file = new GrowingFile(place, overwrite);
    timeBase = film.timeBase();
    notices = SquarePixels.notice(film).stream().toList();
    plays = film.plays().orElse(0);
    ByteBuffer head = ByteBuffer.allocate(13).putInt(film.width()).putInt(film.height());
    PngChunk header = new PngChunk(PngChunk.HEADER, head.put(RGB_OF_8_BITS).array());
    file.append(
        bytes -> {
          bytes.write(PngChunk.SIGNATURE);
          header.writeTo(bytes);
          animation().writeTo(bytes); // written again when the frames have been counted
        });
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  private PngChunk animation() {
    return new PngChunk(
        PngChunk.ANIMATION, ByteBuffer.allocate(8).putInt(frames).putInt(plays).array());
  }

  @Override
  protected void write(Frame frame, long end) {
    start = frames == 0 ? frame.time() : start;
    Rectangle part = shown == null ? Rectangle.of(frame) : Rectangle.changed(shown, frame);
    ShownFor time = ShownFor.between(frame.time() - start, end - start, timeBase);
    FrameControl control = new FrameControl(part, time.numerator(), time.denominator(), 0, 0);
    byte[] png = PictureEncoder.rgbPng().encode(FramePictures.image(frame, part));
    file.append(bytes -> writeFrame(control, png, bytes));
    shown = frame;
    frames++;
  }

  private void writeFrame(FrameControl control, byte[] png, OutputStream bytes) throws IOException {
    boolean controlled = false;
    try (PngChunks chunks = new PngChunks("a frame", new ByteArrayInputStream(png))) {
      for (PngChunk next = chunks.next(); !next.is(PngChunk.END); next = chunks.next()) {
        if (next.is(PngChunk.PIXELS)) {
          if (!controlled) {
            new PngChunk(PngChunk.FRAME, control.data(sequence++)).writeTo(bytes);
            controlled = true;
          }
          pixels(next).writeTo(bytes);
        } else if (frames == 0 && !next.is(PngChunk.HEADER)) {
          next.writeTo(bytes); // what it says of colours is said once
        }
      }
    }
  }

  /** The first frame is also the picture that is shown where animations are not known. */
  private PngChunk pixels(PngChunk chunk) {
    if (frames == 0) {
      return chunk;
    }
    ByteBuffer data = ByteBuffer.allocate(Integer.BYTES + chunk.data().length);
    return new PngChunk(PngChunk.FRAME_PIXELS, data.putInt(sequence++).put(chunk.data()).array());
  }

  @Override
  protected void end() {
    file.append(new PngChunk(PngChunk.END, new byte[0])::writeTo);
    ByteArrayOutputStream counted = new ByteArrayOutputStream();
    try {
      animation().writeTo(counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes what it is given
    }
    file.rewrite(ANIMATION_AT, counted.toByteArray());
    file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
