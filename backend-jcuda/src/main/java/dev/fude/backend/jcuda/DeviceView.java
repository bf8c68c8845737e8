package dev.fude.backend.jcuda;

import dev.fude.core.tensor.Shape;

/**
 * A value on the device as a kernel reads it: {@code View} of view.h.
 *
 * @param data address of what is stored, (pictures, height, width, channels)
 * @param affine the scale and shift to apply
 * @param slopes address of factors for negative values, (channels); 0 if there is one at most
 * @param slope factor for negative values of all channels; 1 for none
 * @param shape shape of what is stored
 */
record DeviceView(long data, ScaleAndShift affine, long slopes, float slope, Shape shape) {
  /**
   * One scale and one shift a channel.
   *
   * @param scale address of the scale, (pictures, channels) or (channels); 0 if there is none
   * @param shift address of the shift, the same
   * @param shared whether all pictures share them
   */
  record ScaleAndShift(long scale, long shift, boolean shared) {
    private static final ScaleAndShift NONE = new ScaleAndShift(0, 0, true);
  }

  /** A value that is read as it is. */
  static DeviceView plain(long data, Shape shape) {
    return new DeviceView(data, ScaleAndShift.NONE, 0, 1, shape);
  }

  /** The same value under a scale and a shift. */
  DeviceView with(ScaleAndShift other) {
    return new DeviceView(data, other, slopes, slope, shape);
  }

  /** The same value under one slope. */
  DeviceView withSlope(float other) {
    return new DeviceView(data, affine, slopes, other, shape);
  }

  /** The same value under one slope a channel. */
  DeviceView withSlopes(long other) {
    return new DeviceView(data, affine, other, slope, shape);
  }

  /** Adds the view to a kernel's struct. */
  void addTo(Arguments arguments) {
    arguments
        .pointer(data)
        .pointer(affine.scale())
        .pointer(affine.shift())
        .pointer(slopes)
        .integers(shape.height(), shape.width(), shape.channels())
        .integer(affine.shared() ? 0 : shape.channels())
        .real(slope)
        .endOfStruct();
  }
}
