package dev.fude.converter.importer;

/** A picture that is a node of ours, or the input. */
final class StoredPicture extends Picture {
  private final String node;

  /**
   * A node's picture.
   *
   * @param node the node's name
   * @param channels its channels
   * @param size its rows and columns
   */
  StoredPicture(String node, int channels, Size size) {
    super(channels, size);
    this.node = node;
  }

  @Override
  String write(GraphWriter out) {
    return node;
  }
}
