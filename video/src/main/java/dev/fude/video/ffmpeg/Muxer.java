package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.video.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how painted pictures are put beside everything else of their film: sound, subtitles, other
 * streams, chapters and what is told of them are copied from the original.
 */
final class Muxer {
  private final Container container;
  private final Optional<Original> original;

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

  Muxer(Container container, Optional<Original> original) {
    this.container = container;
    this.original = original;
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
   */
  List<String> arguments(SegmentJoin pictures, Path target, List<String> atMost) {
    // Times are absolute: without -copyts the pictures would be moved to the film's start.
    List<String> arguments = new ArrayList<>(List.of("-copyts", "-f", "nut", "-i", "pipe:0"));
    original.ifPresent(
        film -> arguments.addAll(Ffmpeg.input(film.file().toString(), film.probed())));
    arguments.addAll(List.of("-map", "0:v", "-c:0", "copy"));
    original.ifPresent(film -> addStreams(film, arguments));
    arguments.addAll(List.of("-bsf:v:0", lastPicture(pictures)));
    if (container.keepsTimeBase()) {
      String ticks = Long.toString(pictures.timeBase().denominator());
      // When the film begins is told in the movie's ticks, which are milliseconds otherwise.
      arguments.addAll(List.of("-video_track_timescale", ticks, "-movie_timescale", ticks));
    }
    arguments.addAll(container.options());
    arguments.addAll(atMost);
    arguments.addAll(List.of("-f", container.muxer(), "-y", "file:" + target));
    return arguments;
  }

  private void addStreams(Original film, List<String> arguments) {
    int place = 1;
    for (ProbedStream stream : film.others()) {
      if (container.takes(stream)) {
        arguments.addAll(List.of("-map", "1:" + stream.index()));
        arguments.addAll(List.of("-c:" + place, container.codecFor(stream)));
        addWords(place, stream.index(), arguments);
        place++;
      }
    }
    arguments.addAll(List.of("-map_metadata", "1", "-map_chapters", "1"));
    addWords(0, film.painted(), arguments);
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
