package dev.fude.video.ffmpeg;

import dev.fude.core.json.JsonString;
import dev.fude.video.FilmFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a film under way is made of, as a text: the same text, the same film. */
final class Manifest {
  private static final int HEAD = 1 << 20;

  private Manifest() {}

  /**
   * The text.
   *
   * @param input the film's file; for anything but a file there is no text
   * @param format of the painted frames
   * @param encoder what encodes them
   * @param settings everything else that they depend on
   */
  static Optional<String> of(
      Path input, FilmFormat format, VideoEncoder encoder, int segmentFrames, String settings)
      throws IOException {
    if (!Files.isRegularFile(input)) {
      return Optional.empty();
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("size", Long.toString(Files.size(input)));
    facts.put("modified", Files.getLastModifiedTime(input).toString());
    facts.put("head", hashOfHead(input));
    facts.put("format", format.width() + "x" + format.height() + " " + format.timeBase());
    facts.put("part", format.part().toString());
    facts.put("encoder", encoder.toString());
    facts.put("segment", Integer.toString(segmentFrames));
    facts.put("settings", settings);
    return Optional.of(
        facts.entrySet().stream()
            .map(fact -> JsonString.of(fact.getKey()) + ": " + JsonString.of(fact.getValue()))
            .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n")));
  }

  private static String hashOfHead(Path input) throws IOException {
    try (InputStream in = Files.newInputStream(input)) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readNBytes(HEAD));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
