package dev.fude.converter.importer;

/** What an axis of a picture's tensor goes through. */
enum Axis {
  /** The pictures. */
  BATCH,
  /** The channels. */
  CHANNELS,
  /** The rows. */
  HEIGHT,
  /** The columns. */
  WIDTH,
  /** All pixels, row after row: rows and columns as one axis. */
  PIXELS,
  /** Nothing: an axis of one element, which convolutions of such a list want for its rows. */
  ONE
}
