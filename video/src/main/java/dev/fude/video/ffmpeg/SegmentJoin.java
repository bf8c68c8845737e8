package dev.fude.video.ffmpeg;

import dev.fude.video.Rational;
import dev.fude.video.nut.NutPacket;
import dev.fude.video.nut.NutReader;
import dev.fude.video.nut.NutStream;
import dev.fude.video.nut.NutWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Segments one behind the other, as one stream, with the film's times: programs that join files
 * would count those of each from the end of the one before. A segment's own times may be shifted,
 * for its first pictures are decoded before the first is seen, and NUT has no times below 0.
 */
final class SegmentJoin {
  private static final int LARGEST_PACKET = 1 << 28;

  private final List<Segment> segments;
  private final NutStream stored; // as each segment has it
  private final Rational filmTicks;
  private final Rational ticks;
  private final long[] shifts; // of each segment's times, in its ticks
  private long packets;
  private long firstTime = Long.MAX_VALUE;
  private long lastTime = Long.MIN_VALUE;

  /**
   * Reads through the segments once.
   *
   * @param segments at least one
   * @param filmTicks seconds of a tick of the film
   * @param ticks seconds of a tick of the stream
   * @throws IOException if one is damaged, or not like the first
   */
  SegmentJoin(List<Segment> segments, Rational filmTicks, Rational ticks) throws IOException {
    this.segments = segments;
    this.filmTicks = filmTicks;
    this.ticks = ticks;
    shifts = new long[segments.size()];
    stored = headerOf(segments.get(0));
    for (int i = 0; i < shifts.length; i++) {
      requireAlike(stored, headerOf(segments.get(i)));
      measure(i);
    }
  }

  private static NutStream headerOf(Segment segment) throws IOException {
    try (InputStream in = Files.newInputStream(segment.file())) {
      return new NutReader(in, LARGEST_PACKET).stream();
    }
  }

  private void measure(int number) throws IOException {
    long[] bounds = {Long.MAX_VALUE, Long.MIN_VALUE};
    read(
        number,
        packet -> {
          packets++;
          bounds[0] = Math.min(bounds[0], packet.time());
          bounds[1] = Math.max(bounds[1], packet.time());
        });
    long first = filmTicks.count(segments.get(number).firstTime(), stored.timeBase());
    shifts[number] = first - bounds[0];
    firstTime = Math.min(firstTime, time(number, bounds[0]));
    lastTime = Math.max(lastTime, time(number, bounds[1]));
  }

  /** A time in a segment, as one of the stream. */
  private long time(int number, long stored) {
    return this.stored.timeBase().count(stored + shifts[number], ticks);
  }

  /** Takes a picture. */
  @FunctionalInterface
  private interface Taker {
    void take(NutPacket packet) throws IOException;
  }

  private void read(int number, Taker taker) throws IOException {
    try (InputStream in = Files.newInputStream(segments.get(number).file())) {
      NutReader reader = new NutReader(in, LARGEST_PACKET);
      Optional<NutPacket> packet = reader.next();
      while (packet.isPresent()) {
        taker.take(packet.get());
        packet = reader.next();
      }
    }
  }

  private static void requireAlike(NutStream first, NutStream other) throws IOException {
    if (!first.codec().equals(other.codec())
        || !first.timeBase().equals(other.timeBase())
        || !Arrays.equals(first.codecData(), other.codecData())) {
      throw new IOException("its parts were encoded in different ways");
    }
  }

  /** Seconds of a tick of the stream. */
  Rational timeBase() {
    return ticks;
  }

  /** How many pictures there are. */
  long packets() {
    return packets;
  }

  /** When the first picture is seen, in ticks of the stream. */
  long firstTime() {
    return firstTime;
  }

  /** When the last picture is seen, in ticks of the stream. */
  long lastTime() {
    return lastTime;
  }

  /** How long the last picture stays, in ticks of the stream. */
  long lastDuration() {
    return filmTicks.count(segments.get(segments.size() - 1).lastDuration(), ticks);
  }

  /** Never slower than one picture a second, so that its numbers stay small. */
  private Rational averageRate() {
    long second = Rational.ONE.count(1, ticks);
    long average = (lastTime - firstTime) / Math.max(1, packets - 1);
    long duration = Math.max(1, Math.min(average, second));
    return new Rational(ticks.denominator(), Math.multiplyExact(ticks.numerator(), duration));
  }

  /**
   * Writes the stream.
   *
   * @param out where to
   * @param rate of the film, if it has one
   */
  void writeTo(OutputStream out, Optional<Rational> rate) throws IOException {
    NutStream joined = stored.with(ticks, rate.orElseGet(this::averageRate));
    NutWriter writer = new NutWriter(out, joined);
    for (int i = 0; i < shifts.length; i++) {
      int number = i;
      read(
          number,
          packet ->
              writer.write(
                  new NutPacket(packet.data(), time(number, packet.time()), packet.isKey())));
    }
  }
}
