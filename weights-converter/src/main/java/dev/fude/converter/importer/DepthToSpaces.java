package dev.fude.converter.importer;

import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Channels laid out as pixels, in either arrangement. */
final class DepthToSpaces implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("DepthToSpace");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.channelsFirst(0);
    int factor = Math.toIntExact(call.node().integer("blocksize", 0));
    return Optional.of(laid.with(enlarged(call, laid.picture(), factor, arrangement(call))));
  }

  /** The picture whose rows and columns are these times as many. */
  static Picture enlarged(Call call, Picture picture, int factor, Arrangement arrangement) {
    DepthToSpace op = new DepthToSpace(factor, arrangement);
    int channels = op.outputChannels(List.of(picture.channels()));
    String value = call.out().add(op, List.of(picture.stored(call.out())), Map.of());
    Size size =
        new Size(
            picture.size().height().map(side -> side * factor),
            picture.size().width().map(side -> side * factor));
    return new StoredPicture(value, channels, size);
  }

  /** In which order a node's channels are a block's pixels: DCR is ONNX's, CRD PyTorch's. */
  static Arrangement arrangement(Call call) {
    String mode = call.node().text("mode", "DCR");
    return switch (mode) {
      case "DCR" -> Arrangement.PIXELS;
      case "CRD" -> Arrangement.CHANNELS;
      default ->
          throw new NotImportableException(
              "has the channels of a block's pixels in an order that is neither DCR nor CRD; export"
                  + " the model again");
    };
  }
}
