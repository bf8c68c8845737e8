package dev.fude.converter;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import java.util.List;

/**
 * What a conversion found and what it writes.
 *
 * @param source the source file's name without its folders
 * @param sourceSha256 the source file's SHA-256, in lower-case hexadecimal digits
 * @param format the source's format, such as {@code TensorFlow Lite}
 * @param architecture the network that the weights are for, such as {@code animeganv2}
 * @param tensors how many tensors there are
 * @param parameters how many numbers they hold together
 * @param dtype how the numbers are written
 * @param style the style that the weights were trained for, or {@code unknown}
 * @param resizeRule where the network's enlargements look
 * @param resizeOrigin how that is known, such as {@code read from the graph}
 * @param normEps what the network's norms add to the variance
 * @param normEpsOrigin how that is known
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
    ResizeRule resizeRule,
    String resizeOrigin,
    double normEps,
    String normEpsOrigin,
    String license,
    List<String> notes) {
  /** Makes the notes unmodifiable. */
  public ConversionReport {
    notes = List.copyOf(notes);
  }
}
