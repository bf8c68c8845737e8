package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights must say of themselves, and what the caller must say where they do not. */
class ModelSettingsTest {
  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void fudeWeightsSayAll(ResizeRule rule) {
    Painter painter = echo(TestWeights.metadata(rule)).build();

    assertThat(painter.resize()).isEqualTo(rule);
    assertThat(painter.normEps()).isEqualTo(1e-5);
  }

  @Test
  void aFileSaysAll(@TempDir Path folder) {
    Path file = folder.resolve("noise.safetensors");
    Weights weights = TestWeights.zero(TestWeights.metadata(ResizeRule.ASYMMETRIC));
    Safetensors.write(file, weights, DType.F16);

    Painter painter = Painter.builder().weights(file).backend("echo").build();

    assertThat(painter.resize()).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(painter.metadata()).containsEntry("style", "noise");
  }

  @Test
  void aMissingFileIsOneSentence(@TempDir Path folder) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Painter.load(folder.resolve("none.safetensors")))
        .withMessageContaining("none.safetensors");
  }

  @Test
  void silentWeightsAreRefusedWithTheCure() {
    refused(Map.of(), "resize rule", "Painter.builder().resize(");
    Map<String, String> withoutEps = TestWeights.metadata(ResizeRule.ASYMMETRIC);
    withoutEps.remove("norm_eps");
    refused(withoutEps, "eps", "Painter.builder().normEps(");
  }

  @Test
  void theCallerMaySpeakForSilentWeights() {
    Painter painter = echo(Map.of()).resize(ResizeRule.ALIGN_CORNERS).normEps(1e-6).build();

    assertThat(painter.resize()).isEqualTo(ResizeRule.ALIGN_CORNERS);
    assertThat(painter.normEps()).isEqualTo(1e-6);
  }

  @Test
  void theCallerHasTheLastWord() {
    Painter painter =
        echo(TestWeights.metadata(ResizeRule.ASYMMETRIC))
            .resize(ResizeRule.HALF_PIXEL)
            .normEps(1e-3)
            .build();

    assertThat(painter.resize()).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(painter.normEps()).isEqualTo(1e-3);
  }

  @Test
  void wordsOfOtherFormatsAreNotTaken() {
    Map<String, String> foreign = TestWeights.metadata(ResizeRule.ASYMMETRIC);
    foreign.put("format", "pt");

    refused(foreign, "do not say", "resize rule");
  }

  @Test
  void otherArchitecturesAreRefused() {
    Map<String, String> other = TestWeights.metadata(ResizeRule.ASYMMETRIC);
    other.put("architecture", "animeganv3");

    refused(other, "animeganv3", "animeganv2");
  }

  @Test
  void unknownRulesAreRefused() {
    Map<String, String> other = TestWeights.metadata(ResizeRule.ASYMMETRIC);
    other.put("resize", "nearest");

    refused(other, "nearest", "align_corners");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "0", "-1e-5", "NaN", "Infinity"})
  void impossibleEpsIsRefused(String eps) {
    Map<String, String> other = TestWeights.metadata(ResizeRule.ASYMMETRIC);
    other.put("norm_eps", eps);

    refused(other, "norm_eps", "\"" + eps + "\"");
  }

  @Test
  void tensorsMustFitExactly() {
    Weights weights = TestWeights.zero(TestWeights.metadata(ResizeRule.ASYMMETRIC));
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    tensors.remove("out_layer.0.weight");
    tensors.put("stranger", Tensor.zeros(Shape.of(1)));
    tensors.put("block_b.0.2.bias", Tensor.zeros(Shape.of(127)));
    Weights unfit = new Weights(weights.metadata(), tensors);

    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Painter.builder().weights(unfit).backend("echo").build())
        .withMessageContaining("out_layer.0.weight")
        .withMessageContaining("stranger")
        .withMessageContaining("[127]");
  }

  private static PainterBuilder echo(Map<String, String> metadata) {
    return Painter.builder().weights(TestWeights.zero(metadata)).backend("echo");
  }

  private static void refused(Map<String, String> metadata, String... words) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> echo(metadata).build())
        .satisfies(e -> assertThat(e.getMessage()).contains(words).endsWith("."));
  }
}
