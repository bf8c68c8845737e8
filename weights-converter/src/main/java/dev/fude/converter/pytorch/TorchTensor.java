package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import java.util.List;

/**
 * A tensor as a pickle describes it. Nothing is fetched before it is known which tensors are
 * wanted: a checkpoint's optimizer holds twice as many numbers as the network.
 *
 * @param storage where its numbers are
 * @param dtype how each is stored
 * @param offset the first number in what is seen of the storage
 * @param size the extents, outermost first
 * @param strides for each axis, how many numbers lie between neighbours
 */
record TorchTensor(
    TorchStorage storage, DType dtype, long offset, List<Long> size, List<Long> strides) {
  /** The same tensor, whose numbers are fetched when they are asked for. */
  NeutralTensor fetched(StorageLoader loader) {
    int[] shape =
        size.stream()
            // An extent beyond an int is as impossible as a negative one, and refused as such.
            .mapToInt(extent -> extent == extent.intValue() ? extent.intValue() : -1)
            .toArray();
    return NeutralTensor.strided(
        dtype,
        shape,
        strides.stream().mapToLong(Long::longValue).toArray(),
        offset,
        storage.visibleBytes(),
        () -> storage.visible(loader.load(storage)));
  }
}
