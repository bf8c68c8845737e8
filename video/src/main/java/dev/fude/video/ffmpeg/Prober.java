package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.json.JsonReader;
import dev.fude.core.json.MalformedJsonException;
import dev.fude.video.InvalidFilmException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Asks ffprobe what a container holds. */
final class Prober {
  private static final Set<String> NUMBERS =
      Set.of("index", "width", "height", "start_pts", "duration_ts");
  private static final Set<String> TEXTS =
      Set.of(
          "codec_type",
          "codec_name",
          "sample_aspect_ratio",
          "pix_fmt",
          "color_range",
          "color_space",
          "color_transfer",
          "color_primaries",
          "chroma_location",
          "field_order",
          "r_frame_rate",
          "avg_frame_rate",
          "time_base",
          "nb_frames");

  private final String name;
  private final List<ProbedStream> streams = new ArrayList<>();
  private String kind = "";
  private OptionalLong start = OptionalLong.empty();
  private OptionalLong duration = OptionalLong.empty();

  private Prober(String name) {
    this.name = name;
  }

  /**
   * Asks.
   *
   * @param ffmpeg whose ffprobe is asked
   * @param file the container
   * @throws InvalidFilmException if it is none
   */
  static ProbedFilm probe(Ffmpeg ffmpeg, String file) {
    List<String> arguments = new ArrayList<>(List.of("-of", "json", "-show_entries"));
    arguments.add(
        "format=format_name,start_time,duration:stream="
            + String.join(",", NUMBERS)
            + ","
            + String.join(",", TEXTS)
            + ":stream_disposition=attached_pic:stream_side_data=rotation");
    arguments.addAll(Ffmpeg.input(file));
    try (Child child = ffmpeg.probe(arguments)) {
      child.input().close();
      String answer = Ffmpeg.text(child);
      if (!child.succeeds()) {
        throw refused(file, child.words().line(), null);
      }
      return new Prober(Quoted.name(file)).read(answer);
    } catch (IOException e) {
      throw refused(file, "ffprobe gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    }
  }

  private static InvalidFilmException refused(String file, String reason, Exception cause) {
    if (reason.contains("not on whitelist")) {
      return new InvalidFilmException(
          Quoted.name(file)
              + " is of a kind that is not opened: it names other files, as playlists do, or is no"
              + " film; give a film itself, such as an .mp4 or .mkv, and paint a picture as a"
              + " picture.");
    }
    return new InvalidFilmException(
        Quoted.name(file)
            + " cannot be read as a film, for ffmpeg says: "
            + reason
            + "; choose a whole one of a kind that it knows.",
        cause);
  }

  private ProbedFilm read(String answer) {
    try {
      JsonReader json = new JsonReader(answer.strip(), "ffprobe's answer");
      json.object(section -> readSection(json, section));
      json.end();
    } catch (MalformedJsonException e) {
      throw new InvalidFilmException(
          name + " cannot be read as a film, for " + e.getMessage() + "; try another ffmpeg.", e);
    }
    return new ProbedFilm(kind, start, duration, List.copyOf(streams));
  }

  private void readSection(JsonReader json, String section) {
    switch (section) {
      case "streams" -> json.array(() -> readStream(json));
      case "format" -> json.object(fact -> readFormat(json, fact));
      default -> json.skip();
    }
  }

  private void readFormat(JsonReader json, String fact) {
    switch (fact) {
      case "format_name" -> kind = json.string();
      case "start_time" -> start = ProbedFilm.micros(json.string());
      case "duration" -> duration = ProbedFilm.micros(json.string());
      default -> json.skip();
    }
  }

  private void readStream(JsonReader json) {
    Map<String, String> facts = new HashMap<>();
    json.object(fact -> readFact(json, fact, facts));
    streams.add(new ProbedStream(Map.copyOf(facts)));
  }

  private static void readFact(JsonReader json, String fact, Map<String, String> facts) {
    if (NUMBERS.contains(fact)) {
      facts.put(fact, Long.toString((long) json.number()));
    } else if (TEXTS.contains(fact)) {
      facts.put(fact, json.string());
    } else if (fact.equals("disposition")) {
      json.object(flag -> facts.put(flag, Long.toString((long) json.number())));
    } else if (fact.equals("side_data_list")) {
      json.array(() -> json.object(part -> readSideData(json, part, facts)));
    } else {
      json.skip();
    }
  }

  private static void readSideData(JsonReader json, String part, Map<String, String> facts) {
    if (part.equals("rotation")) {
      facts.put(part, Long.toString((long) json.number()));
    } else {
      json.skip();
    }
  }
}
