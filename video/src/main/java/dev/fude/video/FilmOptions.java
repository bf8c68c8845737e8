package dev.fude.video;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the ends of a film are opened with.
 *
 * @param standardInput read where a film's name is {@code -}
 * @param standardOutput written where a film's name is {@code -}
 * @param overwrite whether what stands in the output's place may be replaced
 * @param ffmpeg the program that reads and writes containers; empty to look for it
 * @param settings everything but the input on which the painted frames depend, as a text: a film
 *     that was begun with others is not resumed
 */
public record FilmOptions(
    InputStream standardInput,
    OutputStream standardOutput,
    boolean overwrite,
    Optional<Path> ffmpeg,
    String settings) {}
