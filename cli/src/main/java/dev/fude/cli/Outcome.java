package dev.fude.cli;

import dev.fude.painter.Forecast;
import dev.fude.painter.picture.PictureInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one photograph.
 *
 * @param input the photograph, as it was named
 * @param output its picture's file; null if none was planned
 * @param kind whether there is a picture, and whose work it is
 * @param painting how it was painted, or null
 * @param failure what went wrong, or null
 */
record Outcome(String input, Path output, Kind kind, Painting painting, Throwable failure) {
  /** What can become of a photograph. */
  enum Kind {
    PAINTED,
    PASSED_OVER,
    FAILED
  }

  /**
   * How a picture was painted.
   *
   * @param photo the photograph's size
   * @param seconds from its pixels to the picture's, without reading and writing
   * @param forecast the estimate of the memory that took
   */
  record Painting(PictureInfo photo, double seconds, Forecast forecast) {}

  static Outcome painted(Job job, Painting painting) {
    return new Outcome(job.input().toString(), job.output(), Kind.PAINTED, painting, null);
  }

  static Outcome passedOver(Job job) {
    return new Outcome(job.input().toString(), job.output(), Kind.PASSED_OVER, null, null);
  }

  static Outcome failed(Job job, Throwable failure) {
    return new Outcome(job.input().toString(), job.output(), Kind.FAILED, null, failure);
  }

  static Outcome failed(String input, Throwable failure) {
    return new Outcome(input, null, Kind.FAILED, null, failure);
  }

  int exitCode() {
    return failure == null ? ExitCode.DONE : Failures.exitCode(failure);
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("input", input);
    switch (kind) {
      case FAILED -> {
        map.put("error", Failures.sentence(failure));
        map.put("exit_code", exitCode());
      }
      case PASSED_OVER -> {
        map.put("output", output.toString());
        map.put("passed_over", true);
      }
      case PAINTED -> {
        map.put("output", output.toString());
        map.put("photo_width", painting.photo().width());
        map.put("photo_height", painting.photo().height());
        map.put("seconds", painting.seconds());
        map.put("bytes_needed", painting.forecast().heapBytes());
        map.put("scratch_bytes", painting.forecast().scratchBytes());
      }
    }
    return map;
  }
}
