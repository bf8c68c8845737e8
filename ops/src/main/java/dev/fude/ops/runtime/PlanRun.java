package dev.fude.ops.runtime;

import dev.fude.core.backend.Progress;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Operand.FoldedNorm;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One run of a plan: the steps in order, from the input through the slots to the output. */
final class PlanRun {
  private final Plan plan;
  private final Map<String, Kernel> kernels; // by node
  private final Function<String, MomentsRule> moments; // by norm's node
  private final Workspace workspace;
  private final float[] input; // (batch, height, width, channels) of the plan's input
  private final float[] output; // (batch, height, width, channels) of the plan's output
  private final Set<FoldedNorm> resolved = new HashSet<>();

  PlanRun(
      Plan plan,
      Map<String, Kernel> kernels,
      Function<String, MomentsRule> moments,
      Workspace workspace,
      Tensor input,
      Tensor output) {
    this.plan = plan;
    this.kernels = kernels;
    this.moments = moments;
    this.workspace = workspace;
    this.input = input.data();
    this.output = output.data();
  }

  void execute(Progress progress) {
    long total = plan.multiplyAdds();
    long done = 0;
    for (Step step : plan.steps()) {
      kernels.get(step.name()).run(call(step));
      done += step.multiplyAdds();
      progress.advanced(step.place().equals(Place.OUTPUT) ? total : done, total);
    }
  }

  private KernelCall call(Step step) {
    List<KernelInput> inputs = new ArrayList<>(step.operands().size());
    for (Operand operand : step.operands()) {
      inputs.add(kernelInput(operand));
    }
    RowSums sums = null;
    if (step.statistics().isPresent()) {
      sums = workspace.statistics(step.statistics().getAsInt());
      sums.reset(step.shape());
    }
    Place place = step.place();
    return new KernelCall(
        inputs,
        array(place),
        place.offset(),
        step.shape(),
        sums,
        workspace.workers(),
        moments.apply(step.name()));
  }

  private KernelInput kernelInput(Operand operand) {
    float[] scale = null;
    float[] shift = null;
    if (operand.norm().isPresent()) {
      Workspace.Affine affine = resolve(operand.norm().get(), operand);
      scale = affine.scale();
      shift = affine.shift();
    }
    return new KernelInput(
        array(operand.place()),
        operand.place().offset(),
        operand.stored(),
        scale,
        shift,
        operand.slope(),
        operand.resize(),
        operand.shape());
  }

  /** Turns collected sums into a scale and a shift a channel, when they are first needed. */
  private Workspace.Affine resolve(FoldedNorm folded, Operand operand) {
    Workspace.Affine affine = workspace.affine(folded, operand.stored());
    if (resolved.add(folded)) {
      RowSums sums = workspace.statistics(folded.statistics());
      NormKernel kernel = (NormKernel) kernels.get(folded.node());
      kernel.toAffine(sums, moments.apply(folded.node()), affine.scale(), affine.shift());
    }
    return affine;
  }

  private float[] array(Place place) {
    if (place.equals(Place.INPUT)) {
      return input;
    }
    return place.equals(Place.OUTPUT) ? output : workspace.slot(place.slot());
  }
}
