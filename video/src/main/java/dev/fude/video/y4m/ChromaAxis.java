package dev.fude.video.y4m;

/**
 * How samples of chroma lie along one side of a picture: one for each pixel, or one for two, and
 * then where between them.
 *
 * <p>Pixels are between samples, and samples between pixels; distances are told in quarters of the
 * distance between two samples, and weights in quarters.
 */
enum ChromaAxis {
  /** One for each pixel. */
  EVERY(1, 4, 0, new int[] {4}, 0),
  /** One for two pixels, in the middle between them. */
  CENTRED(2, 2, -1, new int[] {2, 2}, 0),
  /** One for two pixels, where the first of them is. */
  COSITED(2, 2, 0, new int[] {1, 2, 1}, -1);

  private final int pixelsPerSample;
  private final int step; // quarters from pixel to pixel
  private final int first; // quarters from the first sample to the first pixel
  private final int[] weights; // quarters, of the pixels that a sample is the mean of
  private final int before; // where the first of them is, seen from the sample's first pixel

  ChromaAxis(int pixelsPerSample, int step, int first, int[] weights, int before) {
    this.pixelsPerSample = pixelsPerSample;
    this.step = step;
    this.first = first;
    this.weights = weights;
    this.before = before;
  }

  /** How many samples there are for so many pixels. */
  int samples(int pixels) {
    return (pixels + pixelsPerSample - 1) / pixelsPerSample;
  }

  /** The sample on the left of a pixel, or above it, or where it is; the next is on its right. */
  int sampleBefore(int pixel, int samples) {
    return clamp(Math.floorDiv(step * pixel + first, 4), samples);
  }

  /** The sample behind a pixel. */
  int sampleBehind(int pixel, int samples) {
    return clamp(Math.floorDiv(step * pixel + first, 4) + 1, samples);
  }

  /** What the sample behind a pixel counts, in quarters; the one before it counts the rest. */
  int weightBehind(int pixel) {
    return Math.floorMod(step * pixel + first, 4);
  }

  /** Of how many pixels a sample is the mean. */
  int taps() {
    return weights.length;
  }

  /** One of the pixels that a sample is the mean of. */
  int tap(int sample, int tap, int pixels) {
    return clamp(pixelsPerSample * sample + before + tap, pixels);
  }

  /** What that pixel counts, in quarters. */
  int weight(int tap) {
    return weights[tap];
  }

  private static int clamp(int index, int count) {
    return Math.max(0, Math.min(count - 1, index));
  }
}
