package dev.fude.converter.importer;

import dev.fude.core.op.Concat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pictures joined channel by channel, as the skips of U-Nets are. */
final class Joins {
  private Joins() {}

  /** The picture that a node gives which reads several. */
  static Value of(Call call) {
    Laid first = call.picture(0);
    if (first.order().axis(call.node().integer("axis", 1)) != Axis.CHANNELS) {
      throw new NotImportableException(
          "joins pictures beside or behind one another, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    int channels = 0;
    Size size = first.picture().size();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      Laid laid = call.picture(i);
      if (!laid.order().equals(first.order())) {
        throw new NotImportableException(
            "joins pictures with their axes in different orders; export the model again");
      }
      values.add(laid.picture().stored(call.out()));
      size = size.whereTaken(laid.picture().size());
      channels = Math.addExact(channels, laid.picture().channels());
    }
    if (values.size() == 1) {
      return first;
    }
    String joined = call.out().add(new Concat(values.size()), values, Map.of());
    return first.with(new StoredPicture(joined, channels, size));
  }
}
