package dev.fude.ops.runtime;

import dev.fude.core.backend.Progress;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Rows;
import dev.fude.core.plan.Affine;
import dev.fude.core.plan.Affine.FoldedAdaptiveNorm;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One run of a plan: the steps in order, from the input through the slots to the outputs. */
class PlanRun {
  private final Plan plan;
  private final Map<String, Kernel> kernels; // by node
  private final Function<String, MomentsRule> moments; // by norm's node
  private final Workspace workspace;
  private final List<Slot> slots;
  private final Slot input; // (batch, height, width, channels) of the plan's input
  private final List<Slot> outputs; // each (batch, height, width, channels) of the plan's output
  private final Map<Integer, Set<Operand>> normed = new HashMap<>(); // by index of statistics
  private final Map<FoldedAdaptiveNorm, Shape> adaptive = new LinkedHashMap<>(); // of the content
  private final Map<Integer, ChannelMoments> summed = new HashMap<>(); // by index of statistics

  PlanRun(
      Plan plan,
      Map<String, Kernel> kernels,
      Function<String, MomentsRule> moments,
      Workspace workspace,
      List<Slot> slots,
      Slot input,
      List<Slot> outputs) {
    this.plan = plan;
    this.kernels = kernels;
    this.moments = moments;
    this.workspace = workspace;
    this.slots = slots;
    this.input = input;
    this.outputs = outputs;
    plan.steps().stream().flatMap(step -> step.operands().stream()).forEach(this::prepareAffine);
  }

  /** What is trained is there at once; a norm waits for its sums. */
  private void prepareAffine(Operand operand) {
    Affine affine = operand.view().affine().orElse(null);
    if (affine instanceof FoldedNorm norm) {
      normed.computeIfAbsent(norm.statistics(), index -> new LinkedHashSet<>()).add(operand);
    } else if (affine instanceof FoldedAdaptiveNorm norm) {
      adaptive.put(norm, operand.stored());
    } else if (affine instanceof FoldedScaleShift trained) {
      Workspace.ScaleAndShift arrays = workspace.scaleAndShift(affine, operand.stored());
      repeat(trained(trained.node(), Parameter.SCALE), operand.stored(), arrays.scale());
      repeat(trained(trained.node(), Parameter.SHIFT), operand.stored(), arrays.shift());
    }
  }

  void execute(Progress progress) {
    long total = plan.multiplyAdds();
    long done = 0;
    int left = plan.steps().size();
    for (Step step : plan.steps()) {
      Rows all = Rows.all(step.shape().batch() * step.shape().height());
      kernels.get(step.name()).run(call(step, all));
      step.statistics().ifPresent(this::takeNorms);
      step.statistics().ifPresent(this::takeAdaptiveNorms);
      done += step.multiplyAdds();
      left--;
      progress.advanced(left == 0 ? total : done, total);
    }
  }

  /** Turns the sums that a step has collected into a scale and a shift a channel. */
  private void takeNorms(int statistics) {
    Set<String> taken = new LinkedHashSet<>();
    for (Operand operand : normed.getOrDefault(statistics, Set.of())) {
      FoldedNorm norm = (FoldedNorm) operand.view().affine().orElseThrow();
      if (taken.add(norm.node())) {
        Workspace.ScaleAndShift arrays = workspace.scaleAndShift(norm, operand.stored());
        NormKernel kernel = (NormKernel) kernels.get(norm.node());
        kernel.toAffine(
            workspace.statistics(), moments.apply(norm.node()), arrays.scale(), arrays.shift());
      }
    }
  }

  /** As {@link #takeNorms}, once both the content and the style have been summed. */
  private void takeAdaptiveNorms(int statistics) {
    adaptive.forEach(
        (norm, stored) -> {
          if (norm.statistics() == statistics || norm.style() == statistics) {
            summed.computeIfAbsent(statistics, index -> workspace.statistics().channelMoments());
            takeIfComplete(norm, stored);
          }
        });
  }

  private void takeIfComplete(FoldedAdaptiveNorm norm, Shape stored) {
    ChannelMoments content = summed.get(norm.statistics());
    ChannelMoments style = summed.get(norm.style());
    if (content != null && style != null) {
      Workspace.ScaleAndShift arrays = workspace.scaleAndShift(norm, stored);
      AdaptiveNormKernel kernel = (AdaptiveNormKernel) kernels.get(norm.node());
      kernel.toAffine(content, style, moments.apply(norm.node()), arrays.scale(), arrays.shift());
    }
  }

  /**
   * What a step's kernel works with.
   *
   * @param rows the rows of its value that are to be computed, counted through all pictures
   */
  final KernelCall call(Step step, Rows rows) {
    List<KernelInput> inputs = new ArrayList<>(step.operands().size());
    for (Operand operand : step.operands()) {
      inputs.add(kernelInput(operand));
    }
    RowSums sums = null;
    if (step.statistics().isPresent()) {
      sums = workspace.statistics();
      sums.reset(step.shape());
    }
    return new KernelCall(
        inputs,
        stored(step.place(), step.shape()),
        rows,
        step.margins().map(place -> stored(place, step.operands().get(0).stored())).orElse(null),
        sums,
        workspace.workers(),
        moments.apply(step.name()));
  }

  private KernelInput kernelInput(Operand operand) {
    View view = operand.view();
    float[] scale = null;
    float[] shift = null;
    if (view.affine().isPresent()) {
      Workspace.ScaleAndShift arrays =
          workspace.scaleAndShift(view.affine().get(), operand.stored());
      scale = arrays.scale();
      shift = arrays.shift();
    }
    float slope = view.slopes().orElse(null) instanceof FoldedLeakyRelu leaky ? leaky.slope() : 1;
    float[] slopes =
        view.slopes().orElse(null) instanceof FoldedPRelu prelu
            ? trained(prelu.node(), Parameter.SLOPE)
            : null;
    return new KernelInput(
        stored(operand.place(), operand.stored()),
        scale,
        shift,
        slope,
        slopes,
        view.sampling(),
        operand.shape());
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

  /** Where a value is: the plan's place. */
  StoredValue stored(Place place, Shape shape) {
    Slot slot = slot(place);
    long offset = slot.first() + place.offset();
    return place.pitch() == 0
        ? StoredValue.dense(slot, offset, shape)
        : new StoredValue(slot, offset, place.pitch(), shape);
  }

  private Slot slot(Place place) {
    if (place.equals(Place.INPUT)) {
      return input;
    }
    if (place.equals(Place.NOWHERE)) {
      return Slot.NOWHERE;
    }
    return place.isOutput() ? outputs.get(place.outputIndex()) : slots.get(place.slot());
  }
}
