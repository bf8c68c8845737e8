package dev.fude.converter.safetensors;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.model.generator.Framework;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors files: converted ones, and a state_dict that the safetensors library saved.
 *
 * <p>{@link Safetensors} reads and checks the file, and says what is wrong with it in a sentence of
 * its own that names it. Metadata is handed on as it is: a converted file says all that changes the
 * picture there, most others nothing but where they come from.
 */
public final class SafetensorsSourceReader implements WeightReader {
  /** The format's own limit. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  /** Creates the reader, which has no state. */
  public SafetensorsSourceReader() {}

  @Override
  public String format() {
    return "safetensors";
  }

  /**
   * The header's length and its opening brace. The length is not held against the file's, so that a
   * file that was cut off in its header is called that.
   */
  @Override
  public boolean recognises(Source source) {
    ByteBuffer head = source.head();
    if (head.remaining() <= Long.BYTES || head.get(Long.BYTES) != '{') {
      return false;
    }
    long headerBytes = head.getLong(0);
    return headerBytes > 0 && headerBytes <= MAX_HEADER_BYTES;
  }

  @Override
  public NeutralModel read(Source source) {
    SafetensorsFile file = Safetensors.read(source.storedPath());
    Map<String, NeutralTensor> tensors = new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, stored) ->
                tensors.put(
                    name,
                    NeutralTensor.dense(stored.dtype(), stored.shape().extents(), stored.data())));
    return new NeutralModel(
        Framework.PYTORCH, KernelLayout.OIHW, tensors, List.of(), file.metadata(), List.of());
  }
}
