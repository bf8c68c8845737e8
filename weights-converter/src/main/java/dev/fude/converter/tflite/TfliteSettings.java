package dev.fude.converter.tflite;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.tensorflow.GraphNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an operator is set to, under the names that TensorFlow has for it.
 *
 * @param settings Booleans, Longs, Floats, Strings, arrays of long and Lists by name
 * @param numbers opens a constant's numbers, if it is one
 */
record TfliteSettings(Map<String, Object> settings, Optional<Supplier<NeutralTensor>> numbers)
    implements GraphNode.Attributes {
  static TfliteSettings of(Map<String, Object> settings) {
    return new TfliteSettings(settings, Optional.empty());
  }

  private <T> Optional<T> find(String name, Class<T> kind) {
    return Optional.ofNullable(settings.get(name)).map(kind::cast);
  }

  @Override
  public boolean flag(String name, boolean otherwise) {
    return find(name, Boolean.class).orElse(otherwise);
  }

  @Override
  public Optional<Float> real(String name) {
    return find(name, Float.class);
  }

  @Override
  public long integer(String name, long otherwise) {
    return find(name, Long.class).orElse(otherwise);
  }

  @Override
  public String text(String name, String otherwise) {
    return find(name, String.class).orElse(otherwise);
  }

  @Override
  public Optional<long[]> integers(String name) {
    return find(name, long[].class);
  }

  @Override
  public List<Long> shape(String name) {
    return integers(name).stream().flatMap(extents -> Arrays.stream(extents).boxed()).toList();
  }

  @Override
  public boolean isWhole(String name) {
    return flag(name, false);
  }

  @Override
  public List<String> texts(String name) {
    return find(name, String.class).map(List::of).orElse(List.of());
  }

  @Override
  public Optional<NeutralTensor> value() {
    return numbers.map(Supplier::get);
  }

  @Override
  public KernelLayout kernels() {
    return KernelLayout.OHWI;
  }
}
