package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.testkit.GoldenOps.GoldenOp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GoldenOpsTest {
  @Test
  void everyReferenceFileIsUnderstood() {
    List<GoldenOp> ops = GoldenOps.all();

    assertThat(ops).hasSizeGreaterThanOrEqualTo(23);
    for (GoldenOp op : ops) {
      assertThat(op.graph().inferShapes(op.input().shape()))
          .as(op.name())
          .containsEntry(op.graph().output(), op.output().shape());
      op.weights().requireAtLeast(op.graph().parameterShapes(), op.name());
    }
  }

  @Test
  void attributesAreReadAndNotAssumed() {
    Map<String, String> attributes =
        Map.of(
            "conv2d-k3_s2_reflect_bottom_right_32to64.safetensors",
            "Padding[top=0, bottom=1, left=0, right=1, mode=REFLECT]",
            "layer_norm-2x33x5x5_eps1e-12.safetensors",
            "eps=1.0E-12",
            "resize_bilinear-align_corners_13x19.safetensors",
            "rule=ALIGN_CORNERS, target=Size[height=13, width=19]");
    Map<String, String> ops =
        GoldenOps.all().stream()
            .collect(Collectors.toMap(GoldenOp::name, op -> op.graph().nodes().toString()));

    attributes.forEach((name, text) -> assertThat(ops.get(name)).as(name).contains(text));
  }
}
