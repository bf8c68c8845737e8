package dev.fude.video;

import java.util.OptionalLong;

/**
 * Which part of its original a film is. Its own times are counted from the part's begin, so that
 * whatever is put beside its frames must be cut there too.
 *
 * @param begin microseconds of the original that come before it
 * @param end microseconds of the original at which it was to end; empty for the original's end
 */
public record FilmPart(long begin, OptionalLong end) {}
