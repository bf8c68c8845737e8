package dev.fude.converter.pytorch;

/** Python's None. */
enum PickleNone {
  NONE
}
