package dev.fude.converter.importer;

import java.util.List;

/**
 * What a node gives that has several outputs.
 *
 * @param values one for each output, in the node's order
 */
record Parts(List<Value> values) implements Value {
  /** Makes the list unmodifiable. */
  Parts {
    values = List.copyOf(values);
  }
}
