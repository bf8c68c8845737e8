package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import java.util.List;

/**
 * The innermost loops, which the literature calls micro-kernels: all that a provider of the row
 * kernels computes itself. What is around them, which rows are loaded, kept, tiled and stored, and
 * by which thread, is the same for all.
 *
 * <p>A class and not an interface: as long as one subclass is loaded, as in a JVM whose pictures
 * all go to one provider, the compiler calls its methods directly and inlines them.
 *
 * <p>Every method is a leaf. So a provider may use all of {@link Scratch#lines} in each.
 */
public abstract class Microkernels {
  /**
   * What the channels of {@link #addMoments} are rounded up to: as many as a vector has at most.
   */
  public static final int MOMENTS_MULTIPLE = 16;

  /** Nothing to set up. */
  protected Microkernels() {}

  /**
   * Numbers that are computed at once. Lines of the Winograd transforms are a multiple of them.
   *
   * @return at least 1
   */
  public abstract int lanes();

  /**
   * Pixels of which the columns of a direct convolution's strips are a multiple.
   *
   * @return a multiple of {@link PackedMatrix#pixels()} of all matrices
   */
  public abstract int stripPixels();

  /**
   * Memory of a worker that the methods take.
   *
   * @param shapes shapes of what a kernel reads and writes
   * @return bytes
   */
  public abstract long scratchBytes(StepShapes shapes);

  /**
   * Empty matrices of weights, side by side. Their widths follow from the channels alone.
   *
   * @param depth rows, at least 1
   * @param channels output channels, at least 1
   * @return matrices of that depth that are together at least so wide, without the last less wide
   */
  public abstract List<PackedMatrix> matrices(int depth, int channels);

  /**
   * The transform of a Winograd convolution.
   *
   * @param tile its tiles
   * @return the transform
   */
  public abstract WinogradTransform transform(WinogradTile tile);

  /**
   * How many output channels are few: convolutions of less are computed over planes.
   *
   * @return the least number that is not
   */
  public abstract int planarBelow();

  /**
   * From how many taps of a kernel on it pays to lay rows out by channels for those few.
   *
   * @return at least 1
   */
  public abstract int planarTaps();

  /**
   * Whether tiles of convolutions of few output channels go over planes both ways. If not, those go
   * along the rows alone, and only where input channels are few as well.
   *
   * @return whether lines of channels, of which few are short, are much slower than long ones
   */
  public abstract boolean planarBothWays();

  /**
   * Packs the weights of a convolution of few output channels.
   *
   * @param weights those of each output channel, (outChannels, depth)
   * @return what computes its rows
   */
  public abstract PlanarWeights planar(float[][] weights);

  /**
   * Packs the weights of a depthwise convolution.
   *
   * @param weights (taps, channels)
   * @param bias (channels)
   * @return what computes its rows
   */
  public abstract PackedTaps taps(float[] weights, float[] bias);

  /**
   * Applies a scale and a shift a channel, then a leaky slope: a folded norm and its activation.
   *
   * <pre>
   * v = from[x, c] * scale[c] + shift[c]
   * to[x, c] = v >= 0 ? v : slope * v
   * </pre>
   *
   * @param from (columns, channels), from {@code fromAt} on
   * @param fromAt where the source begins
   * @param to (columns, channels), from {@code toAt} on; may be the source itself
   * @param toAt where the destination begins
   * @param columns pixels
   * @param channels values a pixel
   * @param scale (channels), from {@code channelAt} on
   * @param shift (channels), from {@code channelAt} on
   * @param channelAt where scale and shift begin
   * @param slope factor for negative values, from 0 to 1
   * @param scratch memory of the worker
   */
  public abstract void affine(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      int channels,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope,
      Scratch scratch);

  /**
   * Applies a leaky slope.
   *
   * @param from the numbers, from {@code fromAt} on
   * @param fromAt where they begin
   * @param to receives the result from {@code toAt} on; in place or apart
   * @param toAt where the result begins
   * @param length how many there are
   * @param slope factor for negative values, from 0 to 1
   */
  public abstract void leaky(
      float[] from, int fromAt, float[] to, int toAt, int length, float slope);

  /**
   * Applies one slope a channel in place.
   *
   * @param values (columns, channels), from {@code at} on
   * @param at where they begin
   * @param columns pixels
   * @param channels values a pixel
   * @param slopes factors for negative values, (channels)
   */
  public abstract void leaky(float[] values, int at, int columns, int channels, float[] slopes);

  /**
   * Interpolates: {@code to = first + share * (second - first)}.
   *
   * @param first numbers from {@code firstAt} on
   * @param firstAt where they begin
   * @param second numbers from {@code secondAt} on
   * @param secondAt where they begin
   * @param length how many there are
   * @param share from 0 for the first to 1 for the second
   * @param to receives the result from {@code toAt} on; may be either of the sources
   * @param toAt where the result begins
   * @param scratch memory of the worker
   */
  public abstract void lerp(
      float[] first,
      int firstAt,
      float[] second,
      int secondAt,
      int length,
      float share,
      float[] to,
      int toAt,
      Scratch scratch);

  /**
   * Interpolates between the pixels of a row.
   *
   * <pre>
   * to[x, c] = a + shares[x] * (b - a), where a = from[left[x] + c] and b = from[right[x] + c]
   * </pre>
   *
   * @param from the row, from {@code fromAt} on, where left and right begin to count
   * @param fromAt where the row begins
   * @param left where each pixel's left one begins, ascending
   * @param right where each pixel's right one begins, ascending, nowhere before the left
   * @param shares from 0 for the left to 1 for the right, (columns)
   * @param channels values a pixel
   * @param to receives (columns, channels), from {@code at} on; not the row
   * @param at where the first pixel goes
   * @param scratch memory of the worker
   */
  public abstract void lerpPixels(
      float[] from,
      int fromAt,
      int[] left,
      int[] right,
      float[] shares,
      int channels,
      float[] to,
      int at,
      Scratch scratch);

  /**
   * Adds two pieces.
   *
   * @param first numbers from 0 on; may be changed
   * @param second numbers from 0 on
   * @param to receives the sums from {@code at} on; neither of the others
   * @param at where the sums begin
   * @param length how many there are
   */
  public abstract void add(float[] first, float[] second, float[] to, int at, int length);

  /**
   * Multiplies two pieces.
   *
   * @param first numbers from 0 on; may be changed
   * @param second numbers from 0 on
   * @param to receives the products from {@code at} on; neither of the others
   * @param at where the products begin
   * @param length how many there are
   */
  public abstract void multiply(float[] first, float[] second, float[] to, int at, int length);

  /**
   * Divides two pieces.
   *
   * @param first the dividends, from 0 on; may be changed
   * @param second the divisors, from 0 on
   * @param to receives the quotients from {@code at} on; neither of the others
   * @param at where the quotients begin
   * @param length how many there are
   */
  public abstract void divide(float[] first, float[] second, float[] to, int at, int length);

  /**
   * Applies tanh in place, within 4 units in the last place for every float.
   *
   * @param values the numbers
   * @param at where they begin
   * @param length how many there are
   * @param scratch memory of the worker, from {@link RowKernel#FREE_SCRATCH} on
   */
  public abstract void tanh(float[] values, int at, int length, Scratch scratch);

  /**
   * Applies the exponential function in place, within 4 units in the last place, to numbers that
   * are at most 0; what would be smaller than the smallest normal float may become 0.
   *
   * @param values the numbers
   * @param at where they begin
   * @param length how many there are
   * @param scratch memory of the worker, from {@link RowKernel#FREE_SCRATCH} on
   */
  public abstract void exp(float[] values, int at, int length, Scratch scratch);

  /**
   * Takes the larger: {@code maxima[c] = max(maxima[c], values[x, c])} for all pixels; NaN if
   * either is.
   *
   * @param maxima (channels), from {@code max} on
   * @param max where they begin
   * @param values (pixels, channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   * @param pixels how many pixels
   */
  public abstract void max(
      float[] maxima, int max, float[] values, int at, int channels, int pixels);

  /**
   * Divides each pixel in place by the sum of its channels: {@code v / (eps + sum)}.
   *
   * @param values (columns, channels), from {@code at} on
   * @param at where they begin
   * @param columns pixels
   * @param channels values a pixel
   * @param eps added to the sum
   */
  public abstract void divideBySum(float[] values, int at, int columns, int channels, float eps);

  /**
   * Adds pixels, and their squares, to sums. In double, as {@link dev.fude.ops.runtime.RowSums}
   * explains.
   *
   * @param sums (2, channels), from {@code sum} on: sums, then sums of squares
   * @param sum where they begin
   * @param values (pixels, channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   * @param scratch memory of the worker
   */
  public abstract void addSums(
      double[] sums, int sum, float[] values, int at, int channels, int pixels, Scratch scratch);

  /**
   * Adds pixels, and the products of each two of their channels, to sums in double.
   *
   * <pre>
   * moments[c] += v[x, c]
   * moments[(1 + j) * pitch + k] += v[x, j] * v[x, k], for k >= j
   * </pre>
   *
   * @param moments (1 + pitch, pitch); what else is in there may be changed
   * @param pitch the channels, rounded up to whole {@link #MOMENTS_MULTIPLE}
   * @param values (pixels, channels), from 0 on, and as many numbers more as that
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   * @param scratch memory of the worker
   */
  public abstract void addMoments(
      double[] moments, int pitch, float[] values, int channels, int pixels, Scratch scratch);
}
