package dev.fude.video.apng;

import dev.fude.video.InvalidFilmException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an animated PNG apart from front to back: each frame becomes a PNG of its own, with what
 * the file says of its colours, for the decoder of pictures. Source: PNG, third edition, sections
 * 4.9 and 11.3.2.
 */
final class ApngReader implements AutoCloseable {
  private static final int HEADER_BYTES = 13;
  private static final Set<String> COLOURS =
      Set.of("PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT");
  private static final int LONGEST_COLOURS = 1 << 24; // bytes of all of them

  private final PngChunks chunks;
  private final byte[] header;
  private final int width;
  private final int height;
  private final List<PngChunk> colours = new ArrayList<>();
  private int colourBytes;
  private int claimed; // frames; 0 before that is said
  private int plays;
  private int sequence;
  private int frames; // given so far
  private boolean ended;
  private boolean pixelsBegan; // of the picture that is shown where animations are not known
  private Optional<FrameControl> control = Optional.empty(); // of the frame that is being read
  private ByteArrayOutputStream packed = new ByteArrayOutputStream(); // its pixels so far

  /**
   * Reads the head.
   *
   * @param name what messages call the film
   * @param bytes the whole file; closed with this
   * @throws InvalidFilmException if it is no PNG
   */
  ApngReader(String name, InputStream bytes) {
    chunks = new PngChunks(name, bytes);
    PngChunk first = chunks.next();
    if (!first.is(PngChunk.HEADER) || first.data().length != HEADER_BYTES) {
      throw chunks.refusal("is a damaged PNG without a head; use a sound copy.");
    }
    header = first.data();
    ByteBuffer sides = ByteBuffer.wrap(header);
    width = sides.getInt();
    height = sides.getInt();
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** How often it is shown, 0 for without end; known with the first frame. */
  int plays() {
    return plays;
  }

  /**
   * Reads the next frame.
   *
   * @return empty behind the last
   */
  Optional<ApngFrame> next() {
    Optional<ApngFrame> done = Optional.empty();
    while (done.isEmpty() && !ended) {
      done = take(chunks.next());
    }
    return done;
  }

  /** Takes a chunk; a frame is done when the next begins, or the file ends. */
  private Optional<ApngFrame> take(PngChunk chunk) {
    switch (chunk.type()) {
      case PngChunk.FRAME -> {
        Optional<ApngFrame> done = finished();
        control = Optional.of(readControl(chunk));
        return done;
      }
      case PngChunk.END -> {
        return last();
      }
      case PngChunk.ANIMATION -> readAnimation(chunk);
      case PngChunk.PIXELS -> readPixels(chunk);
      case PngChunk.FRAME_PIXELS -> readFramePixels(chunk);
      default -> keepColours(chunk);
    }
    return Optional.empty();
  }

  private void readAnimation(PngChunk chunk) {
    if (chunk.data().length != 8 || claimed != 0) {
      throw chunks.refusal("is a damaged animation; use a sound copy.");
    }
    ByteBuffer numbers = chunk.numbers();
    claimed = numbers.getInt();
    plays = Math.max(0, numbers.getInt());
    if (claimed < 1) {
      throw chunks.refusal("is an animation without frames; use a sound copy.");
    }
  }

  private FrameControl readControl(PngChunk chunk) {
    requireAnimation();
    if (chunk.data().length != FrameControl.BYTES) {
      throw chunks.refusal("is damaged before frame " + frames + "; use a sound copy.");
    }
    ByteBuffer numbers = chunk.numbers();
    requireSequence(numbers);
    FrameControl read = FrameControl.read(numbers);
    boolean isWhole = read.part().width() == width && read.part().height() == height;
    if (!read.part().isIn(width, height) || !pixelsBegan && !isWhole) {
      throw chunks.refusal(
          "has a frame that does not lie within its picture: frame "
              + frames
              + "; use a sound copy.");
    }
    return read;
  }

  private void requireAnimation() {
    if (claimed == 0) {
      throw notAnimated();
    }
  }

  private InvalidFilmException notAnimated() {
    return chunks.refusal("is a picture and no film; paint it as a picture.");
  }

  private void requireSequence(ByteBuffer numbers) {
    if (numbers.getInt() != sequence++) {
      throw chunks.refusal(
          "is damaged: chunks of frame " + frames + " are missing or not in order.");
    }
  }

  private void readPixels(PngChunk chunk) {
    requireAnimation();
    pixelsBegan = true;
    if (control.isPresent()) {
      packed.writeBytes(chunk.data());
    }
  }

  private void readFramePixels(PngChunk chunk) {
    if (control.isEmpty() || !pixelsBegan || chunk.data().length < 4) {
      throw chunks.refusal("is damaged in frame " + frames + "; use a sound copy.");
    }
    requireSequence(chunk.numbers());
    packed.write(chunk.data(), 4, chunk.data().length - 4);
  }

  private void keepColours(PngChunk chunk) {
    if (!pixelsBegan && COLOURS.contains(chunk.type())) {
      colourBytes += chunk.data().length;
      if (colourBytes > LONGEST_COLOURS) {
        throw chunks.refusal("says more of its colours than any picture; use a sound copy.");
      }
      colours.add(chunk);
    }
  }

  /** The frame that was being read, if there is one. */
  private Optional<ApngFrame> finished() {
    if (control.isEmpty()) {
      return Optional.empty();
    }
    if (packed.size() == 0) {
      throw chunks.refusal("has no pixels in frame " + frames + "; use a sound copy.");
    }
    ApngFrame frame = new ApngFrame(control.get(), png(control.get()));
    packed = new ByteArrayOutputStream();
    control = Optional.empty();
    frames++;
    return Optional.of(frame);
  }

  private Optional<ApngFrame> last() {
    requireAnimation();
    Optional<ApngFrame> last = finished();
    if (frames != claimed) {
      throw chunks.refusal(
          String.format(
              "has %d frames and not the %d it claims; use a sound copy.", frames, claimed));
    }
    ended = true;
    return last;
  }

  private byte[] png(FrameControl frame) {
    ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES);
    head.putInt(frame.part().width()).putInt(frame.part().height());
    head.put(header, 8, HEADER_BYTES - 8);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(PngChunk.SIGNATURE);
    try {
      new PngChunk(PngChunk.HEADER, head.array()).writeTo(png);
      for (PngChunk chunk : colours) {
        chunk.writeTo(png);
      }
      new PngChunk(PngChunk.PIXELS, packed.toByteArray()).writeTo(png);
      new PngChunk(PngChunk.END, new byte[0]).writeTo(png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes what it is given
    }
    return png.toByteArray();
  }

  @Override
  public void close() {
    chunks.close();
  }
}
