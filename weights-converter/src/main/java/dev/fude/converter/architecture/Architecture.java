package dev.fude.converter.architecture;

import dev.fude.converter.neutral.Framework;
import dev.fude.core.op.ResizeRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network as weight files see it.
 *
 * @param name its name in converted files
 * @param layers its layers in order of computation
 * @param defaults what holds where a file says nothing, by the framework it comes from
 * @param license the notice that the published weights are under
 * @param styles the names of published styles, as they occur in file names, longer ones first
 */
public record Architecture(
    String name,
    List<Layer> layers,
    Map<Framework, Defaults> defaults,
    String license,
    List<String> styles) {
  /** The AnimeGANv2 generator: 77 tensors, 2,143,552 numbers. */
  public static final Architecture ANIMEGAN_V2 = AnimeGanV2.describe();

  /**
   * What changes the picture and is not a tensor.
   *
   * @param resizeRule where the enlargements look
   * @param eps what every norm adds to the variance
   * @param origin who computes so, for reports
   */
  public record Defaults(ResizeRule resizeRule, double eps, String origin) {}

  /** Makes the collections unmodifiable. */
  public Architecture {
    layers = List.copyOf(layers);
    defaults = Map.copyOf(defaults);
    styles = List.copyOf(styles);
  }

  /**
   * All tensors.
   *
   * @return by their names in converted files, in order of computation
   */
  public Map<String, TrainedTensor> tensors() {
    return layers.stream()
        .flatMap(layer -> layer.tensors().stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    TrainedTensor::name, tensor -> tensor, (a, b) -> a, LinkedHashMap::new),
                Collections::unmodifiableMap));
  }
}
