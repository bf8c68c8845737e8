package dev.fude.converter.importer;

/** What a node does that Fude has no op for; whoever knows the node makes a sentence of it. */
final class NotImportableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A node that cannot be imported.
   *
   * @param what a clause whose subject is the node, and what could be done after a semicolon
   */
  NotImportableException(String what) {
    super(what, null, false, false);
  }
}
