package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.video.FilmPart;
import dev.fude.video.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how painted pictures are put beside everything else of their film: sound, subtitles, other
 * streams, chapters and what is told of them are copied from the original.
 */
final class Muxer {
  private static final String COPY = "copy";
  private static final Rational MICRO = new Rational(1, 1_000_000);

  private final Ffmpeg ffmpeg;
  private final Container container;
  private final Optional<Original> original;
  private final Optional<FilmPart> part;

  /**
   * The film that was painted.
   *
   * @param file its file
   * @param probed what it holds
   */
  record Original(Path file, ProbedFilm probed) {
    /** The stream that was painted, which is not copied. */
    int painted() {
      return probed.streams().stream()
          .filter(ProbedStream::isFilm)
          .mapToInt(ProbedStream::index)
          .findFirst()
          .orElse(-1);
    }

    List<ProbedStream> others() {
      return probed.streams().stream().filter(stream -> stream.index() != painted()).toList();
    }
  }

  /**
   * Puts together for a container.
   *
   * @param part which part of the original was painted; empty for all of it
   */
  Muxer(Ffmpeg ffmpeg, Container container, Optional<Original> original, Optional<FilmPart> part) {
    this.ffmpeg = ffmpeg;
    this.container = container;
    this.original = original;
    this.part = part;
  }

  /** Microseconds of the original before its part. */
  private long begin() {
    return part.map(FilmPart::begin).orElse(0L);
  }

  /** Seconds of a tick of the pictures that are put together for it. */
  Rational timeBase(Rational film) {
    return container.timeBase(film);
  }

  /** Which streams of the original do not go into the container. */
  List<String> notices() {
    return original.stream()
        .flatMap(film -> film.others().stream())
        .filter(stream -> !container.takes(stream))
        .map(
            stream ->
                String.format(
                    "Stream %d (%s, %s) is left out: %s films do not take it.",
                    stream.index(),
                    stream.type().isEmpty() ? "unknown" : Quoted.name(stream.type()),
                    stream.codec().isEmpty() ? "unknown" : Quoted.name(stream.codec()),
                    container.muxer()))
        .toList();
  }

  /**
   * The arguments of ffmpeg; the pictures come through its standard input.
   *
   * @param pictures that will come
   * @param target where to
   * @param atMost options that end it early, for a try
   * @throws IOException if the original's chapters cannot be cut
   */
  List<String> arguments(SegmentJoin pictures, Path target, List<String> atMost)
      throws IOException {
    List<String> limits = atMost.isEmpty() ? limits(pictures) : atMost;
    // Times are absolute: without -copyts the pictures would be moved to the film's start.
    List<String> arguments = new ArrayList<>(List.of("-copyts", "-f", "nut", "-i", "pipe:0"));
    if (original.isPresent()) {
      addInputs(original.get(), target, limits, arguments);
    }
    arguments.addAll(List.of("-map", "0:v", "-c:0", COPY));
    original.ifPresent(film -> addStreams(film, arguments));
    arguments.addAll(List.of("-bsf:v:0", lastPicture(pictures)));
    if (container.keepsTimeBase()) {
      String ticks = Long.toString(pictures.timeBase().denominator());
      // When the film begins is told in the movie's ticks, which are milliseconds otherwise.
      arguments.addAll(List.of("-video_track_timescale", ticks, "-movie_timescale", ticks));
    }
    arguments.addAll(container.options());
    arguments.addAll(limits);
    arguments.addAll(List.of("-f", container.muxer(), "-y", "file:" + target));
    return arguments;
  }

  /** A part that ends before its film does ends everywhere, but for what its last frame needs. */
  private List<String> limits(SegmentJoin pictures) {
    if (part.isEmpty() || part.get().end().isEmpty()) {
      return List.of();
    }
    long asked = part.get().end().getAsLong() - begin();
    long ticks = pictures.lastTime() + pictures.lastDuration();
    long micros = Math.max(asked, pictures.timeBase().count(ticks, MICRO));
    return List.of("-t", Ffmpeg.seconds(micros));
  }

  private void addInputs(Original film, Path target, List<String> limits, List<String> arguments)
      throws IOException {
    List<String> input = Ffmpeg.input(film.file().toString(), film.probed(), begin());
    arguments.addAll(input);
    if (part.isPresent()) {
      Path chapters = target.resolveSibling(target.getFileName() + ".chapters");
      Files.writeString(chapters, Chapters.within(ffmpeg, input, limits));
      arguments.addAll(List.of("-f", "ffmetadata", "-i", "file:" + chapters));
    }
  }

  private void addStreams(Original film, List<String> arguments) {
    int place = 1;
    for (ProbedStream stream : film.others()) {
      if (container.takes(stream)) {
        arguments.addAll(List.of("-map", "1:" + stream.index()));
        arguments.addAll(List.of("-c:" + place, container.codecFor(stream)));
        if (begin() > 0 && !stream.isCoverArt()) {
          arguments.addAll(onlyPart(place, stream));
        }
        addWords(place, stream.index(), arguments);
        place++;
      }
    }
    String chapters = part.isPresent() ? "2" : "1";
    arguments.addAll(List.of("-map_metadata", "1", "-map_chapters", chapters));
    addWords(0, film.painted(), arguments);
  }

  /** Leaves out the packets that begin before the part, which have times below 0. */
  private List<String> onlyPart(int place, ProbedStream stream) {
    return container.codecFor(stream).equals(COPY)
        ? List.of("-copypriorss:" + place, "0")
        : List.of("-bsf:" + place, "noise=drop=lt(pts\\,0)"); // makes no noise, only drops
  }

  /** What is told of a stream: said of one, it must be said of all. */
  private static void addWords(int place, int index, List<String> arguments) {
    arguments.addAll(List.of("-map_metadata:s:" + place, "1:s:" + index));
  }

  /**
   * A filter that says how long the last picture stays, which NUT does not; how long the others do
   * follows from their times. The one that is decoded last ends the film in MPEG-4's count, unless
   * it is the one that is seen last.
   */
  private static String lastPicture(SegmentJoin pictures) {
    long length = pictures.lastTime() - pictures.firstTime() + pictures.lastDuration();
    String decodedLast =
        String.format("max(1\\,(STARTDTS+%d-DTS)*eq(N\\,%d))", length, pictures.packets() - 1);
    return String.format(
        "setts=pts=PTS:dts=DTS:duration=if(eq(PTS\\,%d)\\,%d\\,%s)",
        pictures.lastTime(), pictures.lastDuration(), decodedLast);
  }
}
