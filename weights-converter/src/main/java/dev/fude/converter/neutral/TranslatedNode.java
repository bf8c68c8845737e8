package dev.fude.converter.neutral;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node that a reader of another format says in ONNX's words; it goes by what the file calls it.
 *
 * @param operator ONNX's operator
 * @param label what the file calls the node, for messages
 * @param inputs the names of values; empty names for those left out
 * @param outputs the names of values
 * @param settings Longs, Floats, Strings, arrays of long and tensors by name
 */
public record TranslatedNode(
    String operator,
    String label,
    List<String> inputs,
    List<String> outputs,
    Map<String, Object> settings)
    implements ForeignNode {
  @Override
  public boolean has(String attribute) {
    return settings.containsKey(attribute);
  }

  @Override
  public long integer(String attribute, long otherwise) {
    return find(attribute, Long.class).orElse(otherwise);
  }

  @Override
  public float real(String attribute, float otherwise) {
    return find(attribute, Float.class).orElse(otherwise);
  }

  @Override
  public String text(String attribute, String otherwise) {
    return find(attribute, String.class).orElse(otherwise);
  }

  @Override
  public Optional<long[]> integers(String attribute) {
    return find(attribute, long[].class);
  }

  @Override
  public Optional<float[]> reals(String attribute) {
    return find(attribute, float[].class);
  }

  @Override
  public Optional<NeutralTensor> stored(String attribute) {
    return find(attribute, NeutralTensor.class);
  }

  private <T> Optional<T> find(String attribute, Class<T> kind) {
    return Optional.ofNullable(settings.get(attribute)).filter(kind::isInstance).map(kind::cast);
  }
}
