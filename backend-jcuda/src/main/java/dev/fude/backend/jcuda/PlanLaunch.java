package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.DeviceView.ScaleAndShift;
import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.Parameter;
import dev.fude.core.plan.Affine;
import dev.fude.core.plan.Affine.FoldedAdaptiveNorm;
import dev.fude.core.plan.Affine.FoldedNorm;
import dev.fude.core.plan.Affine.FoldedScaleShift;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Slopes;
import dev.fude.core.plan.Slopes.FoldedLeakyRelu;
import dev.fude.core.plan.Slopes.FoldedPRelu;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of one plan on their way into a stream, in the memory of one runner.
 *
 * <p>A norm that readers fold in is turned into its scale and shift when the first of them comes.
 */
final class PlanLaunch {
  private static final int COPY_THREADS = 256;

  private final PreparedKernels kernels;
  private final RunLayout layout;
  private final long base; // address of the runner's memory
  private final Launcher launcher;
  private final Set<String> resolved = new HashSet<>(); // norms by node

  PlanLaunch(PreparedKernels kernels, RunLayout layout, long base, Launcher launcher) {
    this.kernels = kernels;
    this.layout = layout;
    this.base = base;
    this.launcher = launcher;
  }

  /**
   * A network's kernels with their weights on the device.
   *
   * @param byNode the kernels by name of their node
   * @param weights address of the block with all weights
   */
  record PreparedKernels(Map<String, CudaKernel> byNode, long weights) {}

  /** Turns the input into the numbers that the first step reads. */
  void launchInput(Plan plan, Form form) {
    if (!layout.isStored(form)) {
      copy(form.inKernel(), layout.inputIn(form), layout.offset(Place.INPUT), plan.input());
    }
  }

  /** Turns the outputs into the form in which they go. */
  void launchOutputs(Plan plan, Form form) {
    if (layout.isStored(form)) {
      return;
    }
    int index = 0;
    for (Shape output : plan.outputs().values()) {
      long from = layout.offset(Place.output(index));
      copy(form.outKernel(), from, layout.outputIn(form, index), output);
      index++;
    }
  }

  private void copy(String kernel, long from, long to, Shape shape) {
    int count = shape.arrayLength();
    launcher.arguments().pointer(base + from).pointer(base + to).longInteger(count);
    launcher.launch(kernel, new Grid(Launcher.blocks(count, COPY_THREADS), 1, 1));
  }

  /** Puts one step into the stream; they must come in the plan's order. */
  void launch(Step step) {
    List<DeviceView> inputs = new ArrayList<>(step.operands().size());
    for (Operand operand : step.operands()) {
      inputs.add(view(operand));
    }
    long sums =
        step.statistics().isPresent()
            ? base + layout.sums(step.statistics().getAsInt()).offset()
            : 0;
    boolean isStored = !step.place().equals(Place.NOWHERE);
    long output = isStored ? base + layout.offset(step.place()) : 0;
    StepCall call =
        new StepCall(
            inputs, output, step.shape(), sums, kernels.weights(), base + layout.scratch());
    kernels.byNode().get(step.name()).launch(call, launcher);
  }

  private DeviceView view(Operand operand) {
    long data = base + layout.offset(operand.place());
    DeviceView view = DeviceView.plain(data, operand.stored());
    if (operand.view().affine().isPresent()) {
      view = view.with(scaleAndShift(operand.view().affine().get(), operand.stored()));
    }
    Slopes slopes = operand.view().slopes().orElse(null);
    if (slopes instanceof FoldedLeakyRelu leaky) {
      view = view.withSlope(leaky.slope());
    } else if (slopes instanceof FoldedPRelu prelu) {
      view = view.withSlopes(trained(prelu.node(), Parameter.SLOPE));
    }
    return view;
  }

  private ScaleAndShift scaleAndShift(Affine affine, Shape stored) {
    if (affine instanceof FoldedScaleShift fixed) {
      long scale = trained(fixed.node(), Parameter.SCALE);
      return new ScaleAndShift(scale, trained(fixed.node(), Parameter.SHIFT), true);
    }
    return affine instanceof FoldedNorm norm
        ? normed(norm, stored)
        : adapted((FoldedAdaptiveNorm) affine, stored);
  }

  private ScaleAndShift normed(FoldedNorm norm, Shape stored) {
    RunLayout.Sums sums = layout.sums(norm.statistics());
    ScaleAndShift arrays = arrays(norm.node());
    CudaNormalization.Moments moments =
        new CudaNormalization.Moments(
            base + sums.offset(),
            sums.tiles(),
            base + layout.totals(),
            arrays.scale(),
            arrays.shift());
    if (resolved.add(norm.node())) {
      CudaNormalization kernel = (CudaNormalization) kernels.byNode().get(norm.node());
      kernel.resolve(moments, kernels.weights(), stored, launcher);
    }
    return arrays;
  }

  private ScaleAndShift adapted(FoldedAdaptiveNorm norm, Shape stored) {
    ScaleAndShift arrays = arrays(norm.node());
    if (resolved.add(norm.node())) {
      CudaAdaptiveInstanceNorm kernel =
          (CudaAdaptiveInstanceNorm) kernels.byNode().get(norm.node());
      kernel.resolve(
          summed(norm.statistics(), layout.totals()),
          summed(norm.style(), layout.styleTotals()),
          arrays,
          stored,
          launcher);
    }
    return arrays;
  }

  private CudaAdaptiveInstanceNorm.Summed summed(int statistics, long totals) {
    RunLayout.Sums sums = layout.sums(statistics);
    return new CudaAdaptiveInstanceNorm.Summed(base + sums.offset(), sums.tiles(), base + totals);
  }

  private ScaleAndShift arrays(String norm) {
    RunLayout.Affine arrays = layout.affine(norm);
    return new ScaleAndShift(base + arrays.scale(), base + arrays.shift(), false);
  }

  private long trained(String node, String role) {
    FoldableKernel kernel = (FoldableKernel) kernels.byNode().get(node);
    return kernels.weights() + kernel.perChannel(role);
  }
}
