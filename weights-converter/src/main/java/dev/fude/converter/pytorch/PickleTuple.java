package dev.fude.converter.pytorch;

import java.util.Collections;
import java.util.List;

/**
 * A Python tuple.
 *
 * @param items its values
 */
record PickleTuple(List<Object> items) {
  PickleTuple {
    items = Collections.unmodifiableList(items);
  }
}
