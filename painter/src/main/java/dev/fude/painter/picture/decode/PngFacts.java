package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.ColourProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * What the chunks of a PNG say beside its pixels. Of several that state the colours the most exact
 * one that makes sense counts. Source: PNG Specification, third edition, 4.3 and 5.6.
 */
final class PngFacts {
  private static final String EXIF = "eXIf";

  private final Map<String, byte[]> chunks = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();

  /** The ways to state colours, the most exact one first. */
  private final List<Statement> statements =
      List.of(
          new Statement(Set.of("cICP"), less -> PngColours.ofCodes(chunks.get("cICP"))),
          new Statement(
              Set.of("iCCP"),
              less -> ColourProfile.ofIcc(PngColours.unpackedProfile(chunks.get("iCCP")), less)),
          new Statement(Set.of("sRGB"), less -> ColourProfile.NONE),
          new Statement(
              Set.of("gAMA", "cHRM"),
              less -> PngColours.ofNumbers(chunks.get("gAMA"), chunks.get("cHRM"))));

  /**
   * One way to state colours.
   *
   * @param chunks any of which it takes
   * @param reading of them, given what the less exact ways say
   */
  private record Statement(Set<String> chunks, Reading reading) {}

  private interface Reading {
    ColourProfile of(ColourProfile less);
  }

  /** Whether a chunk is one of those that are understood here. */
  boolean take(String type) {
    return type.equals(EXIF) || isOfColours(type);
  }

  private boolean isOfColours(String type) {
    return statements.stream().anyMatch(statement -> statement.chunks.contains(type));
  }

  /**
   * Keeps a chunk, if it is sound and where it may be; of several of a type the first.
   *
   * @param type one that is understood
   * @param data its bytes
   * @param checksum as the file states it
   * @param behindPixels where only EXIF data may be
   */
  void add(String type, byte[] data, long checksum, boolean behindPixels) {
    if (checksum != checksum(type, data)) {
      notices.add("its chunk " + type + " is damaged and is not obeyed.");
    } else if (behindPixels && isOfColours(type)) {
      notices.add(
          "its chunk " + type + " stands behind its pixels, where none may be, and is not obeyed.");
    } else {
      chunks.putIfAbsent(type, data);
    }
  }

  private static long checksum(String type, byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.ISO_8859_1));
    sum.update(data);
    return sum.getValue();
  }

  Optional<byte[]> exif() {
    return Optional.ofNullable(chunks.get(EXIF));
  }

  /**
   * What the levels mean.
   *
   * @param told what was passed over, in sentences
   */
  ColourProfile profile(Consumer<String> told) {
    notices.forEach(told);
    return profile(0, told);
  }

  private ColourProfile profile(int first, Consumer<String> told) {
    for (int i = first; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (statement.chunks.stream().anyMatch(chunks::containsKey)) {
        ColourProfile less = profile(i + 1, sentence -> {});
        try {
          return statement.reading.of(less);
        } catch (IllegalArgumentException e) {
          told.accept(
              String.format(
                  "what it says of its colours is not obeyed (%s); %s",
                  e.getMessage(), ColourProfile.takenFor(less)));
        }
      }
    }
    return ColourProfile.NONE;
  }
}
