package dev.fude.weights.pytorch;

/** Python's None. */
enum PickleNone {
  NONE
}
