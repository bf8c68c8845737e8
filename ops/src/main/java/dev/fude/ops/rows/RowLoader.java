package dev.fude.ops.rows;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Sampling;
import dev.fude.core.op.Sampling.Bilinear;
import dev.fude.core.op.Sampling.Nearest;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StoredRows;
import java.util.Arrays;

/**
 * Loads pieces of rows of one input the way an op sees them: normed, activated, resized and padded.
 *
 * <p>This is where the planner's foldings happen. What a norm, an activation, a resize or a padding
 * would write to memory for the next op to read is computed here, a row piece at a time, into
 * memory that stays in the cache until the op has used it. A padded edge pixel is loaded again from
 * the pixel that it mirrors, since mirroring commutes with everything that works on pixels; zeros
 * stand outside of all that.
 *
 * <p>A resized row is a blend of two stored rows, and a resized pixel a blend of two of that row's:
 * the vertical blend comes first ({@link BlendedRows}), because it then runs over stored columns
 * only, of which an up-sampling has fewer. A pixel that a nearest-neighbour resize repeats is
 * loaded once.
 */
final class RowLoader implements RowSource {
  private final Microkernels microkernels;
  private final KernelInput input;
  private final StoredRows rows;
  private final Padding padding;
  private final Scratch scratch;
  private final int channels;
  private final BlendedRows blendedRows;
  private ChannelAffine affine; // of the picture that was loaded last, or null
  private int affineOf;
  private ColumnBlend columnBlend; // of the piece that was loaded last, or null

  /**
   * A loader of one worker.
   *
   * @param microkernels what applies it
   * @param input what to load, and what to apply
   * @param padding what stands around it
   * @param scratch the worker's memory
   * @param scratchIndex the array for blended rows, of this loader alone
   */
  RowLoader(
      Microkernels microkernels,
      KernelInput input,
      Padding padding,
      Scratch scratch,
      int scratchIndex) {
    this(microkernels, input, StoredRows.of(input.value()), padding, scratch, scratchIndex);
  }

  /**
   * A loader of one worker, from rows that the worker may be writing over.
   *
   * @param microkernels what applies it
   * @param input what to load, and what to apply
   * @param rows its stored rows
   * @param padding what stands around it
   * @param scratch the worker's memory
   * @param scratchIndex the array for blended rows, of this loader alone
   */
  RowLoader(
      Microkernels microkernels,
      KernelInput input,
      StoredRows rows,
      Padding padding,
      Scratch scratch,
      int scratchIndex) {
    this.microkernels = microkernels;
    this.input = input;
    this.rows = rows;
    this.padding = padding;
    this.scratch = scratch;
    this.channels = input.shape().channels();
    this.blendedRows =
        new BlendedRows(
            this::loadMapped,
            microkernels,
            input.stored(),
            input.shape().height(),
            scratch,
            scratchIndex);
  }

  /**
   * Floats of scratch memory that loading takes.
   *
   * @param columns the most columns that are loaded at once
   * @param channels channels of the input
   * @return stored pieces of an up-sampling, which are not much longer than this
   */
  static long scratchFloats(int columns, int channels) {
    return BlendedRows.scratchFloats(columns + 2, channels);
  }

  /** Loads (columns, channels). */
  @Override
  public void load(int picture, int row, int column, int columns, float[] to, int at) {
    int y = source(row - padding.top(), input.shape().height(), padding.bottom());
    if (y == PadMode.OUTSIDE) {
      Arrays.fill(to, at, at + columns * channels, 0);
      return;
    }
    int x = column - padding.left();
    int before = Math.min(columns, Math.max(0, -x));
    int inside = Math.max(before, Math.min(columns, input.shape().width() - x));
    if (inside > before) {
      loadInside(picture, y, x + before, inside - before, to, at + before * channels);
    }
    loadEdge(picture, y, x, before, to, at);
    loadEdge(picture, y, x + inside, columns - inside, to, at + inside * channels);
  }

  /** A window of tiles may reach beyond the padding; nothing but zeros stands there. */
  private int source(int index, int extent, int after) {
    return index >= extent + after ? PadMode.OUTSIDE : padding.mode().source(index, extent);
  }

  private void loadEdge(int picture, int y, int x, int columns, float[] to, int at) {
    for (int i = 0; i < columns; i++) {
      int source = source(x + i, input.shape().width(), padding.right());
      int pixel = at + i * channels;
      if (source == PadMode.OUTSIDE) {
        Arrays.fill(to, pixel, pixel + channels, 0);
      } else {
        loadInside(picture, y, source, 1, to, pixel);
      }
    }
  }

  private void loadInside(int picture, int y, int x, int columns, float[] to, int at) {
    Sampling sampling = input.sampling().orElse(null);
    if (sampling == null) {
      loadMapped(picture, y, x, columns, to, at);
    } else if (sampling instanceof Bilinear bilinear) {
      loadBilinear(bilinear.rule(), picture, y, x, columns, to, at);
    } else {
      loadNearest(picture, y, x, columns, to, at);
    }
  }

  private void loadMapped(int picture, int y, int x, int columns, float[] to, int at) {
    float[] stored = rows.find(picture * input.stored().height() + y, x, columns, to, at);
    if (input.hasAffine()) {
      affine(picture).apply(stored, rows.at(), to, at, columns, input.slope(), scratch);
    } else if (input.slope() != 1) {
      microkernels.leaky(stored, rows.at(), to, at, columns * channels, input.slope());
    } else if (stored != to || rows.at() != at) { // input and result may lie in one slot
      System.arraycopy(stored, rows.at(), to, at, columns * channels);
    }
    if (input.slopes() != null) {
      microkernels.leaky(to, at, columns, channels, input.slopes());
    }
  }

  private ChannelAffine affine(int picture) {
    if (affine == null || affineOf != picture) {
      affine =
          new ChannelAffine(
              microkernels, input.scale(), input.shift(), picture * channels, channels);
      affineOf = picture;
    }
    return affine;
  }

  private void loadNearest(int picture, int y, int x, int columns, float[] to, int at) {
    int row = Nearest.source(y, input.stored().height(), input.shape().height());
    int loaded = -1;
    for (int i = 0; i < columns; i++) {
      int source = Nearest.source(x + i, input.stored().width(), input.shape().width());
      int pixel = at + i * channels;
      if (source == loaded) {
        System.arraycopy(to, pixel - channels, to, pixel, channels);
      } else {
        loadMapped(picture, row, source, 1, to, pixel);
        loaded = source;
      }
    }
  }

  private void loadBilinear(
      ResizeRule rule, int picture, int y, int x, int columns, float[] to, int at) {
    ColumnBlend blend = blend(rule, x, columns);
    float[] blended = blendedRows.blend(rule, picture, y, blend.first(), blend.stored());
    microkernels.lerpPixels(
        blended,
        blendedRows.at(blend.first()),
        blend.left(),
        blend.right(),
        blend.shares(),
        channels,
        to,
        at,
        scratch);
  }

  /** That of the piece that was loaded last, if it is the same; an edge's pixel is none. */
  private ColumnBlend blend(ResizeRule rule, int x, int columns) {
    if (columnBlend != null && columnBlend.x() == x && columnBlend.columns() == columns) {
      return columnBlend;
    }
    ColumnBlend blend =
        ColumnBlend.of(rule, x, columns, input.stored().width(), input.shape().width(), channels);
    columnBlend = columns > 1 ? blend : columnBlend;
    return blend;
  }
}
