package dev.fude.converter;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.model.PictureContract;
import java.util.List;
import java.util.Optional;

/**
 * What a conversion found and what it writes.
 *
 * @param source the source file's name without its folders
 * @param sourceSha256 the source file's SHA-256, in lower-case hexadecimal digits
 * @param format the source's format, such as {@code TensorFlow Lite}
 * @param architecture the network that the weights are for, such as {@code animeganv2}; {@code
 *     graph} for one that only its graph knows
 * @param tensors how many tensors there are
 * @param parameters how many numbers they hold together
 * @param dtype how the numbers are written
 * @param style the style that the weights were trained for, or {@code unknown}
 * @param resizeRule where the enlargements look of a network that is written down here
 * @param normEps what its norms add to the variance
 * @param picture what a picture must be for a network that only its graph knows
 * @param license the notice that travels with the weights
 * @param notes what else the user should know, one sentence each
 */
public record ConversionReport(
    String source,
    String sourceSha256,
    String format,
    String architecture,
    int tensors,
    long parameters,
    DType dtype,
    String style,
    Optional<Known<ResizeRule>> resizeRule,
    Optional<Known<Double>> normEps,
    Optional<Known<PictureContract>> picture,
    String license,
    List<String> notes) {
  /** Makes the notes unmodifiable. */
  public ConversionReport {
    notes = List.copyOf(notes);
  }
}
