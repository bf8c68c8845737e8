package dev.fude.ops.runtime;

import dev.fude.core.backend.Progress;
import dev.fude.core.op.Parameter;
import dev.fude.core.plan.Affine;
import dev.fude.core.plan.Affine.FoldedNorm;
import dev.fude.core.plan.Affine.FoldedScaleShift;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Slopes.FoldedLeakyRelu;
import dev.fude.core.plan.Slopes.FoldedPRelu;
import dev.fude.core.plan.Step;
import dev.fude.core.plan.View;
import dev.fude.core.tensor.Shape;
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
  private final Set<Affine> resolved = new HashSet<>();

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
        (int) place.offset(),
        step.shape(),
        sums,
        workspace.workers(),
        moments.apply(step.name()));
  }

  private KernelInput kernelInput(Operand operand) {
    View view = operand.view();
    float[] scale = null;
    float[] shift = null;
    if (view.affine().isPresent()) {
      Workspace.ScaleAndShift resolved = resolve(view.affine().get(), operand.stored());
      scale = resolved.scale();
      shift = resolved.shift();
    }
    float slope = view.slopes().orElse(null) instanceof FoldedLeakyRelu leaky ? leaky.slope() : 1;
    float[] slopes =
        view.slopes().orElse(null) instanceof FoldedPRelu prelu
            ? trained(prelu.node(), Parameter.SLOPE)
            : null;
    return new KernelInput(
        array(operand.place()),
        (int) operand.place().offset(),
        operand.stored(),
        scale,
        shift,
        slope,
        slopes,
        view.sampling(),
        operand.shape());
  }

  /** The numbers of an affine map of a stored value, made when they are first needed. */
  private Workspace.ScaleAndShift resolve(Affine affine, Shape stored) {
    Workspace.ScaleAndShift arrays = workspace.scaleAndShift(affine, stored);
    if (resolved.add(affine)) {
      if (affine instanceof FoldedNorm norm) {
        resolve(norm, arrays);
      } else if (affine instanceof FoldedScaleShift trained) {
        repeat(trained(trained.node(), Parameter.SCALE), stored, arrays.scale());
        repeat(trained(trained.node(), Parameter.SHIFT), stored, arrays.shift());
      }
    }
    return arrays;
  }

  /** Turns collected sums into a scale and a shift a channel. */
  private void resolve(FoldedNorm folded, Workspace.ScaleAndShift arrays) {
    RowSums sums = workspace.statistics(folded.statistics());
    NormKernel kernel = (NormKernel) kernels.get(folded.node());
    kernel.toAffine(sums, moments.apply(folded.node()), arrays.scale(), arrays.shift());
  }

  /** From (channels) to (batch, channels). */
  private static void repeat(float[] trained, Shape stored, float[] to) {
    for (int n = 0; n < stored.batch(); n++) {
      System.arraycopy(trained, 0, to, n * trained.length, trained.length);
    }
  }

  private float[] trained(String node, String role) {
    return ((FoldableKernel) kernels.get(node)).perChannel(role);
  }

  private float[] array(Place place) {
    if (place.equals(Place.INPUT)) {
      return input;
    }
    return place.equals(Place.OUTPUT) ? output : workspace.slot(place.slot());
  }
}
