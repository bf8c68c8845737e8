package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.video.FfmpegProgram;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program ffmpeg, and ffprobe beside it: found, tried, and asked once for what it can do.
 *
 * <p>What it is given to read is not trusted: it may open files and pipes alone, and nothing that
 * names other files, such as a playlist.
 */
final class Ffmpeg {
  /** The environment variable that names the program. */
  static final String VARIABLE = "FUDE_FFMPEG";

  /** The demuxers that read a film from the file that is named, and from no other. */
  static final String DEMUXERS =
      "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,flv,live_flv,asf,ogg,nut,mxf,wtv,dv,ivf,"
          + "h264,hevc,av1,obu,vc1,mjpeg,gif,apng,rm,swf,yuv4mpegpipe,webp_pipe";

  private static final List<String> QUIETLY = List.of("-hide_banner", "-v", "error", "-nostdin");
  private static final int MICRO_DIGITS = 6;
  private static final int LONGEST_ANSWER = 1 << 24;
  private static final Pattern VERSION = Pattern.compile("version n?(\\d{1,4})\\.(\\d{1,4})");
  private static final int LEAST_MAJOR = 5;
  private static final int LEAST_MINOR = 1;

  /** A flag column, a name, and what it is. */
  private static final Pattern LISTED = Pattern.compile("(?m)^ [A-Z.|]{2,6} +([a-zA-Z0-9_-]+) ");

  private static final String CURE =
      "install ffmpeg 5.1 or newer, or name it by --ffmpeg; or let another program decode and"
          + " encode, with films of the kind .y4m in between.";

  private final String program;
  private final String prober;
  private final String version;
  private Set<String> encoders;
  private Set<String> filters;

  private Ffmpeg(String program, String version) {
    this.program = program;
    this.prober = besides(program);
    this.version = version;
  }

  /**
   * Finds the program: the one that is named, or the environment's, or that of the search path, or
   * one that a jar brings.
   *
   * @param named a program's file; empty to look for it
   * @throws FfmpegException if there is none that runs and is new enough
   */
  static Ffmpeg find(Optional<Path> named) {
    Optional<String> asked =
        named
            .map(Path::toString)
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank()));
    return asked.isPresent() ? started(asked.get()) : installedOrBrought();
  }

  private static Ffmpeg started(String program) {
    return new Ffmpeg(program, versionOf(program));
  }

  private static Ffmpeg installedOrBrought() {
    try {
      return started("ffmpeg");
    } catch (FfmpegException e) {
      return ServiceLoader.load(FfmpegProgram.class, Ffmpeg.class.getClassLoader())
          .findFirst()
          .map(Ffmpeg::brought)
          .orElseThrow(() -> e);
    }
  }

  private static Ffmpeg brought(FfmpegProgram program) {
    try {
      return started(program.unpack().toString());
    } catch (IOException e) {
      throw new FfmpegException(
          "No ffmpeg is installed, and the jar that brings one does not: "
              + e.getMessage()
              + "; "
              + CURE,
          e);
    }
  }

  private static String versionOf(String program) {
    String answer;
    try {
      answer = answer(List.of(program, "-version"));
    } catch (IOException e) {
      throw new FfmpegException(
          "The program "
              + Quoted.name(program)
              + ", which reads and writes such films, cannot be started here; "
              + CURE,
          e);
    }
    Matcher version = VERSION.matcher(answer);
    if (version.find() && isTooOld(version)) {
      throw new FfmpegException(
          String.format(
              "%s has %s, which is too old; %s", Quoted.name(program), version.group(), CURE));
    }
    return answer.lines().findFirst().orElse("").replaceFirst(" Copyright.*", "");
  }

  private static boolean isTooOld(Matcher version) {
    int major = Integer.parseInt(version.group(1));
    return major < LEAST_MAJOR
        || major == LEAST_MAJOR && Integer.parseInt(version.group(2)) < LEAST_MINOR;
  }

  /** ffprobe lies where ffmpeg lies, with the same ending. */
  private static String besides(String program) {
    int name = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1;
    return program.substring(0, name) + program.substring(name).replaceFirst("ffmpeg", "ffprobe");
  }

  /** As the program calls itself. */
  String version() {
    return version;
  }

  synchronized boolean hasEncoder(String name) {
    if (encoders == null) {
      encoders = list("-encoders");
    }
    return encoders.contains(name);
  }

  synchronized boolean hasFilter(String name) {
    if (filters == null) {
      filters = list("-filters");
    }
    return filters.contains(name);
  }

  private Set<String> list(String option) {
    try {
      Set<String> names = new TreeSet<>();
      LISTED
          .matcher(answer(List.of(program, "-hide_banner", option)))
          .results()
          .forEach(line -> names.add(line.group(1)));
      return names;
    } catch (IOException e) {
      throw new FfmpegException(Quoted.name(program) + " does not say what it can do; " + CURE, e);
    }
  }

  /**
   * Starts the program.
   *
   * @param arguments behind those that every call has
   */
  Child start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(QUIETLY);
    command.addAll(arguments);
    try {
      return Child.start(command);
    } catch (IOException e) {
      throw new FfmpegException(Quoted.name(program) + " cannot be started any more; " + CURE, e);
    }
  }

  /** Starts the prober. */
  Child probe(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(prober, "-hide_banner", "-v", "error"));
    command.addAll(arguments);
    try {
      return Child.start(command);
    } catch (IOException e) {
      throw new FfmpegException(
          Quoted.name(prober) + ", which belongs to ffmpeg, cannot be started here; " + CURE, e);
    }
  }

  /** Options before a file that is not trusted, and its name. */
  static List<String> input(String file) {
    return List.of(
        "-protocol_whitelist", "file,pipe", "-format_whitelist", DEMUXERS, "-i", "file:" + file);
  }

  /**
   * Options before a film that is not trusted, and its name. Times are counted from the container's
   * start, which ffmpeg by itself takes from the streams that it uses: sound and pictures read by
   * two processes would drift apart. It does so as well if it is told that very start; hence the
   * microsecond. Needs {@code -copyts} too.
   *
   * @param begin microseconds from the container's start that come before time 0
   */
  static List<String> input(String file, ProbedFilm probed, long begin) {
    long start = probed.startMicros().orElse(0);
    long offset = (start == 0 ? 0 : 1 - start) - begin;
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-itsoffset", seconds(offset)));
    options.addAll(input(file));
    return options;
  }

  /** Microseconds, as options take them. */
  static String seconds(long micros) {
    return BigDecimal.valueOf(micros, MICRO_DIGITS).toPlainString();
  }

  /**
   * Runs the program to its end.
   *
   * @param arguments behind those that every call has
   * @return what it writes to standard output
   * @throws IOException if it fails
   */
  String run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(QUIETLY);
    command.addAll(arguments);
    return answer(command);
  }

  private static String answer(List<String> command) throws IOException {
    try (Child child = Child.start(command)) {
      child.input().close();
      String answer = text(child);
      if (!child.succeeds()) {
        throw new IOException("it says " + child.words().line());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  /** What a program answers, up to a length that no answer has. */
  static String text(Child child) throws IOException {
    return new String(child.output().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
  }
}
