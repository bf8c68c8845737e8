package dev.fude.converter.importer;

import dev.fude.converter.neutral.NeutralTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Parts of a picture's channels: slices, picks by number, and splits into several pictures. */
final class Selections implements Pattern {
  private static final int MOST_LISTED = 1 << 16;

  @Override
  public Set<String> operators() {
    return Set.of("Split");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.picture(0);
    requireChannels(laid.order().axis(call.node().integer("axis", 0)));
    int channels = laid.picture().channels();
    int count = call.node().outputs().size();
    long[] extents = call.list("split", 1).orElseGet(() -> equalParts(channels, count));
    if (extents.length != count || LongStream.of(extents).sum() != channels) {
      throw new NotImportableException(
          String.format(
              "splits %d channels into %d parts that are not all of them; export the model again",
              channels, count));
    }
    List<Value> parts = new ArrayList<>();
    int first = 0;
    for (long extent : extents) {
      int beyond = first + (int) extent;
      parts.add(selected(laid, IntStream.range(first, beyond).toArray()));
      first = beyond;
    }
    return Optional.of(new Parts(parts));
  }

  /** As equal as they can be: the last part is what is left. */
  private static long[] equalParts(int channels, int count) {
    long[] extents = new long[count];
    int most = (channels + count - 1) / count;
    for (int i = 0; i < count; i++) {
      extents[i] = Math.max(0, Math.min(most, channels - i * most));
    }
    return extents;
  }

  /** A slice of channels; of the other axes it must leave everything. */
  static Value sliced(Call call, List<Slice> slices) {
    Laid laid = call.picture(0);
    Laid result = laid;
    for (Slice slice : slices) {
      Axis axis = laid.order().axis(slice.axis());
      if (axis == Axis.CHANNELS) {
        int[] channels =
            slice.of(result.picture().channels()).stream().mapToInt(Integer::intValue).toArray();
        result = selected(result, channels);
      } else if (!slice.isWhole()) {
        throw new NotImportableException(slice.ofPixels());
      }
    }
    return result;
  }

  /** Channels by their numbers. */
  static Value gathered(Call call) {
    Laid laid = call.picture(0);
    requireChannels(laid.order().axis(call.node().integer("axis", 0)));
    int channels = laid.picture().channels();
    long[] numbers = list(call);
    int[] selected = new int[numbers.length];
    for (int i = 0; i < selected.length; i++) {
      long place = numbers[i] < 0 ? numbers[i] + channels : numbers[i];
      if (place < 0 || place >= channels) {
        throw new NotImportableException(
            "picks a channel that there is not; export the model again");
      }
      selected[i] = (int) place;
    }
    return selected(laid, selected);
  }

  /** The numbers of the channels, which may be many more than those of a size. */
  private static long[] list(Call call) {
    if (call.value(1) instanceof Constant constant && !constant.isReal()) {
      NeutralTensor tensor = constant.tensor();
      if (tensor.shape().rank() == 1 && tensor.shape().elements() <= MOST_LISTED) {
        ByteBuffer data = tensor.data();
        return IntStream.of(tensor.positions())
            .mapToLong(place -> (long) tensor.dtype().number(data, place))
            .toArray();
      }
    }
    throw new NotImportableException(
        "picks channels otherwise than by a stored list of their numbers; export the network with"
            + " slices");
  }

  private static Laid selected(Laid laid, int[] channels) {
    return laid.with(SelectedPicture.of(laid.picture(), channels));
  }

  private static void requireChannels(Axis axis) {
    if (axis != Axis.CHANNELS) {
      throw new NotImportableException(
          "takes a picture apart otherwise than by its channels, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
  }
}
