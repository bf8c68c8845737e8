package dev.fude.core.op;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an output pixel of a resize looks in the input. The same trained weights give visibly
 * different pictures under each, so the rule belongs to the weights.
 */
public enum ResizeRule {
  /** {@code d * in / out}: TensorFlow 1's default, used by the original AnimeGANv2. */
  ASYMMETRIC {
    @Override
    double unclamped(int index, int in, int out) {
      return (double) index * in / out;
    }
  },

  /**
   * {@code d * (in - 1) / (out - 1)}: first and last pixels coincide; the PyTorch port's default.
   */
  ALIGN_CORNERS {
    @Override
    double unclamped(int index, int in, int out) {
      return out == 1 ? 0 : (double) index * (in - 1) / (out - 1);
    }
  },

  /** {@code (d + 0.5) * in / out - 0.5}: pixel centres coincide; PyTorch's and ONNX's default. */
  HALF_PIXEL {
    @Override
    double unclamped(int index, int in, int out) {
      return (index + 0.5) * in / out - 0.5;
    }
  };

  abstract double unclamped(int index, int in, int out);

  /**
   * The position in the input that an output index reads.
   *
   * @param index index along one output axis, from 0 to {@code out - 1}
   * @param in length of the input axis, at least 1
   * @param out length of the output axis, at least 1
   * @return a position from 0 to {@code in - 1}, between two pixels in general
   */
  public double position(int index, int in, int out) {
    return Math.min(in - 1.0, Math.max(0, unclamped(index, in, out)));
  }

  /**
   * The rule's name in weight files and on the command line.
   *
   * @return lower case with underscores, such as {@code align_corners}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule of that name.
   *
   * @param id as {@link #id()} gives it
   * @return the rule
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static ResizeRule of(String id) {
    return Stream.of(values())
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        "There is no resize rule \"%s\"; choose one of %s.",
                        id,
                        Stream.of(values())
                            .map(ResizeRule::id)
                            .collect(Collectors.joining(", ")))));
  }
}
