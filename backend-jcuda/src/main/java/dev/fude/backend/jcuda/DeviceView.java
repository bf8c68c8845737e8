package dev.fude.backend.jcuda;

import dev.fude.core.tensor.Shape;

/**
 * A value on the device as a kernel reads it: {@code View} of view.h.
 *
 * @param data address of what is stored, (pictures, height, width, channels)
 * @param scale address of a folded norm's scale, (pictures, channels); 0 if there is none
 * @param shift address of its shift, (pictures, channels); 0 if there is none
 * @param slope factor for negative values; 1 for none
 * @param shape shape of what is stored
 */
record DeviceView(long data, long scale, long shift, float slope, Shape shape) {
  /** A value that is read as it is. */
  static DeviceView plain(long data, Shape shape) {
    return new DeviceView(data, 0, 0, 1, shape);
  }

  /** The same value under a norm. */
  DeviceView withNorm(long scale, long shift) {
    return new DeviceView(data, scale, shift, slope, shape);
  }

  /** Adds the view to a kernel's struct. */
  void addTo(Arguments arguments) {
    arguments
        .pointer(data)
        .pointer(scale)
        .pointer(shift)
        .integers(shape.height(), shape.width(), shape.channels())
        .real(slope);
  }
}
