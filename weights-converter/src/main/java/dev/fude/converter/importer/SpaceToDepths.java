package dev.fude.converter.importer;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Blocks of pixels laid out as channels: a convolution whose stride is the block, and each of whose
 * output channels has the weight 1 for one pixel of one channel and 0 for all others.
 */
final class SpaceToDepths implements Pattern {
  /** Far more channels than any network has: a small file cannot ask for much memory. */
  private static final long MOST_CHANNELS = 1 << 14;

  @Override
  public Set<String> operators() {
    return Set.of("SpaceToDepth");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.channelsFirst(0);
    int block = Math.toIntExact(call.node().integer("blocksize", 0));
    if (block < 1) {
      throw new NotImportableException("has blocks of no pixels; export the model again");
    }
    Piece channel = Piece.whole(Axis.CHANNELS, Amount.of(laid.picture().channels()));
    Piece row = Piece.whole(Axis.HEIGHT, Amount.of(block));
    Piece column = Piece.whole(Axis.WIDTH, Amount.of(block));
    List<Piece> channels =
        DepthToSpaces.arrangement(call) == Arrangement.PIXELS
            ? List.of(row, column, channel)
            : List.of(channel, row, column);
    return Optional.of(laid.with(shrunk(call, laid.picture(), block, block, channels)));
  }

  /**
   * The picture whose rows and columns are a part of what they were, and whose channels are the
   * rest.
   *
   * @param call the node
   * @param picture the picture
   * @param down rows of a block
   * @param across columns of a block
   * @param channels what the new channels go through, outermost first: the channels, the rows and
   *     the columns of a block
   */
  static Picture shrunk(Call call, Picture picture, int down, int across, List<Piece> channels) {
    int inChannels = picture.channels();
    long count = Piece.count(channels);
    if (count > MOST_CHANNELS) {
      throw new NotImportableException(
          "makes " + count + " channels of a picture's pixels; " + Call.EXPORT_WITHOUT);
    }
    int outChannels = (int) count;
    int[] channel = Piece.places(channels, Axis.CHANNELS); // (outChannels), as those below
    int[] row = Piece.places(channels, Axis.HEIGHT);
    int[] column = Piece.places(channels, Axis.WIDTH);
    boolean isGrouped =
        IntStream.range(0, outChannels).allMatch(c -> channel[c] == c / (down * across));
    int taken = isGrouped ? 1 : inChannels; // of the picture's channels, by each output channel
    // (outChannels, taken, down, across)
    Tensor weights = call.out().weights(0, outChannels, taken, down, across);
    for (int c = 0; c < outChannels; c++) {
      int from = isGrouped ? 0 : channel[c];
      weights.data()[((c * taken + from) * down + row[c]) * across + column[c]] = 1;
    }
    Window window = new Window(down, across, down, across, 1, 1, Padding.NONE);
    Conv2d op = new Conv2d(outChannels, window, inChannels / taken, false);
    String input = picture.stored(call.out());
    String value = call.out().add(op, List.of(input), Map.of(Parameter.WEIGHT, weights));
    return new StoredPicture(
        value,
        outChannels,
        new Size(
            Piece.whole(Axis.HEIGHT, picture.size().height()).outer(down).extent(),
            Piece.whole(Axis.WIDTH, picture.size().width()).outer(across).extent()));
  }
}
