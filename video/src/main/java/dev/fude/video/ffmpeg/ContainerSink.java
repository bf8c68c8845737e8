package dev.fude.video.ffmpeg;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.DiskFullException;
import dev.fude.core.file.OutputFileException;
import dev.fude.core.file.Unfinished;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A film that is written into a container: in segments, which outlive a killed run, and at the end
 * put together with everything else of the original.
 */
final class ContainerSink implements FrameSink {
  /** On a CPU some minutes of work: so much a killed run loses at most. */
  static final int SEGMENT_FRAMES = 120;

  private final Ffmpeg ffmpeg;
  private final VideoEncoder encoder;
  private final FilmFormat format;
  private final Muxer muxer;
  private final WorkFolder folder;
  private final Path target;
  private final RunningChild running = new RunningChild();
  private final Unfinished atEnd;
  private final byte[] memory; // of the painter after the last segment kept
  private final long kept;
  private SegmentEncoder encoding; // null between segments
  private Segment segment; // that is being encoded

  /**
   * Begins, or goes on in the folder's segments.
   *
   * @param folder its segments are of this film
   * @throws IOException if the folder cannot be read
   */
  ContainerSink(
      Ffmpeg ffmpeg,
      VideoEncoder encoder,
      FilmFormat format,
      Muxer muxer,
      WorkFolder folder,
      Path target)
      throws IOException {
    this.ffmpeg = ffmpeg;
    this.encoder = encoder;
    this.format = format;
    this.muxer = muxer;
    this.folder = folder;
    this.target = target;
    kept = (long) folder.segments().size() * SEGMENT_FRAMES;
    memory = folder.memory();
    atEnd = Unfinished.begin(this::close);
  }

  @Override
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    notices.add("Pictures are encoded by " + encoder.name() + ".");
    int width = EvenSides.of(format.width());
    int height = EvenSides.of(format.height());
    if (!encoder.takesOddSides() && (width != format.width() || height != format.height())) {
      notices.add(
          String.format(
              "Frames of %dx%d become %dx%d, the last column or row twice: %s has even sides only.",
              format.width(), format.height(), width, height, encoder.name()));
    }
    notices.addAll(muxer.notices());
    if (kept > 0) {
      notices.add("An earlier run has left " + kept + " frames: going on behind them.");
    }
    return notices;
  }

  @Override
  public long framesKept() {
    return kept;
  }

  @Override
  public byte[] memoryKept() {
    return memory.clone();
  }

  @Override
  public boolean hasCheckpointAfter(long frame) {
    return (frame + 1) % SEGMENT_FRAMES == 0;
  }

  /**
   * Tries everything that may be refused, with one grey frame: an encoder that does not run here, a
   * stream of the original that does not go into the container. Better now than after hours.
   *
   * @throws OutputFileException if it is refused
   */
  void rehearse() {
    byte[] grey = new byte[format.width() * format.height() * Frame.CHANNELS];
    Arrays.fill(grey, (byte) 128);
    attempt(
        () -> {
          startSegment(folder.unfinished("rehearsal.nut"), 0);
          encode(new Frame(format.width(), format.height(), grey, 0, 1));
          finishSegment();
          Path whole = folder.unfinished("rehearsal." + ending());
          mux(List.of(segment), whole, List.of("-t", "0.1"));
          Files.delete(segment.file());
          Files.delete(whole);
        });
  }

  @Override
  public void write(Frame frame) {
    attempt(
        () -> {
          if (encoding == null) {
            startSegment(folder.unfinished("segment.nut"), frame.time());
          }
          encode(frame);
        });
  }

  @Override
  public void checkpoint(byte[] painterMemory) {
    attempt(
        () -> {
          finishSegment();
          folder.keep(segment, painterMemory);
        });
  }

  @Override
  public void finish() {
    attempt(
        () -> {
          List<Segment> segments = new ArrayList<>(folder.segments());
          if (encoding != null) {
            finishSegment();
            segments.add(segment);
          }
          Path whole = folder.unfinished("whole." + ending());
          mux(segments, whole, List.of());
          Files.move(
              whole,
              AtomicFile.behindLinks(target),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
          folder.delete();
        });
  }

  private String ending() {
    String name = target.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void startSegment(Path file, long firstTime) throws IOException {
    segment = new Segment(file, firstTime, 0);
    encoding = running.take(new SegmentEncoder(ffmpeg, encoder, format, file));
  }

  private void encode(Frame frame) throws IOException {
    encoding.write(frame);
    segment = new Segment(segment.file(), segment.firstTime(), frame.duration());
  }

  private void finishSegment() throws IOException, InterruptedException {
    encoding.finish();
    encoding = null;
  }

  private void mux(List<Segment> segments, Path whole, List<String> atMost)
      throws IOException, InterruptedException {
    SegmentJoin pictures =
        new SegmentJoin(segments, format.timeBase(), muxer.timeBase(format.timeBase()));
    List<String> arguments = muxer.arguments(pictures, whole, atMost);
    try (Child child = running.take(ffmpeg.start(arguments))) {
      boolean taken = true;
      try {
        pictures.writeTo(child.input(), format.rate());
        child.input().close();
      } catch (IOException e) {
        taken = !atMost.isEmpty(); // a try is over when it has seen enough
      }
      if (!child.succeeds() || !taken) {
        throw new IOException(child.words().line());
      }
    }
  }

  /** A step that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    }
  }

  private OutputFileException failed(IOException e) {
    String reason = e.getMessage();
    try {
      reason = encoding == null ? reason : encoding.said();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    if (folder.isFull() || reason != null && reason.contains("No space left on device")) {
      return new DiskFullException(
          target + " cannot be written, because its disk is full; free space there.", e);
    }
    return new OutputFileException(
        target
            + " cannot be written, for ffmpeg says: "
            + reason
            + (encoding == null
                ? "; try a name that ends in .mkv, which takes most."
                : "; try another encoder than " + encoder.name() + " (--encoder)."),
        e);
  }

  @Override
  public void close() {
    atEnd.close();
    running.close();
    folder.close();
  }
}
