package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.Normalization;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Operand.FoldedNorm;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
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
  private final Set<FoldedNorm> resolved = new HashSet<>();

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
   * @param norms those of norms, by what tells them in a plan
   * @param weights address of the block with all weights
   */
  record PreparedKernels(
      Map<String, CudaKernel> byNode, Map<NormKey, CudaNormalization> norms, long weights) {}

  /**
   * What tells a norm in a plan, where it has no node.
   *
   * @param op its attributes
   * @param gamma name of the tensor with its factors
   * @param beta name of the tensor with its offsets
   */
  record NormKey(Normalization op, String gamma, String beta) {}

  /** Turns the input into the numbers that the first step reads. */
  void launchInput(Plan plan, Form form) {
    if (!layout.isStored(form)) {
      copy(form.inKernel(), layout.inputIn(form), layout.offset(Place.INPUT), plan.input());
    }
  }

  /** Turns the last step's result into the form in which the output goes. */
  void launchOutput(Plan plan, Form form) {
    if (!layout.isStored(form)) {
      copy(form.outKernel(), layout.offset(Place.OUTPUT), layout.outputIn(form), plan.output());
    }
  }

  private void copy(String kernel, long from, long to, Shape shape) {
    int count = shape.elements();
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
    long output = base + layout.offset(step.place());
    StepCall call =
        new StepCall(
            inputs, output, step.shape(), sums, kernels.weights(), base + layout.scratch());
    kernels.byNode().get(step.name()).launch(call, launcher);
  }

  private DeviceView view(Operand operand) {
    long data = base + layout.offset(operand.place());
    DeviceView view = new DeviceView(data, 0, 0, operand.slope(), operand.stored());
    if (operand.norm().isEmpty()) {
      return view;
    }
    FoldedNorm norm = operand.norm().get();
    RunLayout.Affine affine = layout.affine(norm);
    if (resolved.add(norm)) {
      resolve(norm, affine, operand.stored());
    }
    return view.withNorm(base + affine.scale(), base + affine.shift());
  }

  private void resolve(FoldedNorm norm, RunLayout.Affine affine, Shape stored) {
    RunLayout.Sums sums = layout.sums(norm.statistics());
    CudaNormalization.Moments moments =
        new CudaNormalization.Moments(
            base + sums.offset(),
            sums.tiles(),
            base + layout.totals(),
            base + affine.scale(),
            base + affine.shift());
    kernels
        .norms()
        .get(new NormKey(norm.norm(), norm.gamma(), norm.beta()))
        .resolve(moments, kernels.weights(), stored, launcher);
  }
}
