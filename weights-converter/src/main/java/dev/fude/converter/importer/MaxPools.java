package dev.fude.converter.importer;

import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The largest pixels under square windows without padding. */
final class MaxPools implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("MaxPool");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.channelsFirst(0);
    Picture picture = laid.picture();
    MaxPool op = op(call);
    Size slid = Windows.slid(picture.size(), op.window());
    Size size = Windows.whereSame(call, picture.size(), op.window(), slid);
    String value = call.out().add(op, List.of(picture.stored(call.out())), Map.of());
    return Optional.of(laid.with(new StoredPicture(value, picture.channels(), size)));
  }

  private static MaxPool op(Call call) {
    long[] kernel = Windows.pair(call, "kernel_shape", 0);
    Window window = Windows.of(call, kernel[0], kernel[1]);
    MaxPool op = new MaxPool(window.kernelH(), window.strideH());
    if (!op.window().equals(window) || call.node().integer("ceil_mode", 0) != 0) {
      throw new NotImportableException(
          "takes the largest pixels of windows that are padded, stretched or no squares, or that"
              + " reach beyond the picture (ceil_mode), which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    return op;
  }
}
