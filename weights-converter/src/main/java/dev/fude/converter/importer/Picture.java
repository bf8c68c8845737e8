package dev.fude.converter.importer;

/**
 * A picture that a graph computes. It becomes a node of ours when something reads it that cannot
 * take it in; until then it is a description, from which a better one may be made.
 */
abstract class Picture {
  private final int channels;
  private final Size size;
  private String value = "";
  private int readers;

  /**
   * A picture.
   *
   * @param channels its channels
   * @param size its rows and columns
   */
  Picture(int channels, Size size) {
    this.channels = channels;
    this.size = size;
  }

  final int channels() {
    return channels;
  }

  final Size size() {
    return size;
  }

  /** The name of the node that gives it, which is written now if it is not there yet. */
  final String stored(GraphWriter out) {
    if (value.isEmpty()) {
      value = write(out);
      out.remember(this);
    }
    return value;
  }

  /** Whether the node that gives it is written already. */
  final boolean isStored() {
    return !value.isEmpty();
  }

  /** Writes the nodes that give it; called once. */
  abstract String write(GraphWriter out);

  /** Tells how many nodes of the foreign graph read it, under one more of its names. */
  final void readBy(int nodes) {
    // What gave it another name is no reader.
    readers = readers == 0 ? nodes : readers + nodes - 1;
  }

  /** Whether one node alone wants it, which may therefore take it in. */
  final boolean isForOneReader() {
    return value.isEmpty() && readers <= 1;
  }
}
