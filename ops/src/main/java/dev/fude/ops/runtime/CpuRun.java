package dev.fude.ops.runtime;

import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.CpuPreparedGraph.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** One run of a {@link CpuPreparedGraph}, whatever goes in and comes out. */
final class CpuRun implements RunInput.Runner {
  private static final long MEBIBYTE = 1 << 20;

  private final CpuPreparedGraph network;
  private final Map<String, Kernel> kernels; // by node
  private final WorkspacePool workspaces;
  private final Access access;
  private final RunOptions options;

  CpuRun(
      CpuPreparedGraph network,
      Map<String, Kernel> kernels,
      WorkspacePool workspaces,
      Access access,
      RunOptions options) {
    this.network = network;
    this.kernels = kernels;
    this.workspaces = workspaces;
    this.access = access;
    this.options = options;
  }

  @Override
  public Shape output(Shape input) {
    return network.plan(input).output();
  }

  @Override
  public Map<String, Tensor> runForAll(Tensor input) {
    Passage passage = network.passage(input.shape());
    return inWorkspace(
        passage.plan(),
        passage.plan().outputBytes(),
        workspace -> {
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          passage.plan().outputs().forEach((name, shape) -> outputs.put(name, Tensor.zeros(shape)));
          List<Slot> slots =
              outputs.values().stream().map(output -> Slot.of(output.data())).toList();
          run(passage, workspace, Slot.of(input.data()), slots);
          return outputs;
        });
  }

  @Override
  public byte[] runLevels(byte[] levels, Shape input) {
    Passage passage = network.passage(input);
    if (access == Access.ARRAYS || !passage.streams()) {
      return RunInput.Runner.super.runLevels(levels, input);
    }
    Shape shape = passage.plan().output();
    byte[] output = new byte[shape.arrayLength()];
    stream(passage, LevelSlots.source(levels, input), LevelSlots.sink(output, shape));
    return output;
  }

  @Override
  public void runRows(LevelSource photo, Shape input, LevelSink anime) {
    Passage passage = network.passage(input);
    if (access == Access.ARRAYS || !passage.streamsInPlace()) {
      RunInput.Runner.super.runRows(photo, input, anime);
      return;
    }
    stream(passage, photo, anime);
  }

  private void stream(Passage passage, LevelSource photo, LevelSink anime) {
    Plan plan = passage.plan();
    inWorkspace(
        plan,
        0,
        workspace -> {
          Slot source = LevelSlots.source(photo, plan.input());
          run(passage, workspace, source, List.of(LevelSlots.sink(anime, plan.output())));
          return anime;
        });
  }

  private <R> R inWorkspace(Plan plan, long outputBytes, Function<Workspace, R> body) {
    boolean slots = options.scratch().isEmpty();
    if (slots && !CpuPreparedGraph.fitsArrays(plan)) {
      throw new InsufficientMemoryException(tooLong(plan.input()));
    }
    try {
      Workspace workspace =
          workspaces
              .take(plan, slots, network.scratchBytes(plan), outputBytes)
              .orElseThrow(() -> new InsufficientMemoryException(tooLarge(plan)));
      return giveBackAfter(workspace, body);
    } catch (OutOfMemoryError e) {
      workspaces.clear();
      throw new InsufficientMemoryException(tooLarge(plan), e);
    }
  }

  private String tooLong(Shape input) {
    return String.format(
        "A run on an input of shape %s keeps more numbers in one value than a Java array holds; use"
            + " a smaller picture%s.",
        input, access == Access.ROWS ? " or a scratch folder" : "");
  }

  private String tooLarge(Plan plan) {
    long bytes =
        options.scratch().isEmpty()
            ? network.bytesNeeded(plan.input())
            : Workspace.sumBytes(plan) + network.scratchBytes(plan) + plan.outputBytes();
    return String.format(
        Locale.ROOT,
        "A run on an input of shape %s needs %,d MiB, which the Java heap of %,d MiB cannot give;"
            + " %suse a smaller picture or a larger heap (java -Xmx).",
        plan.input(),
        (bytes + MEBIBYTE - 1) / MEBIBYTE,
        Runtime.getRuntime().maxMemory() / MEBIBYTE,
        network.fewerThreads());
  }

  /** The workspace of a run that failed otherwise is left to the garbage collector. */
  private <R> R giveBackAfter(Workspace workspace, Function<Workspace, R> body) {
    R result;
    try {
      result = body.apply(workspace);
    } catch (RunCancelledException e) {
      workspaces.giveBack(workspace);
      throw e;
    }
    workspaces.giveBack(workspace);
    return result;
  }

  private void run(Passage passage, Workspace workspace, Slot input, List<Slot> outputs) {
    if (options.scratch().isEmpty()) {
      run(passage, workspace, workspace.slots(), input, outputs);
      return;
    }
    try (ScratchFile file = ScratchFile.create(options.scratch().get(), passage.plan())) {
      run(passage, workspace, file.slots(passage.plan()), input, outputs);
    }
  }

  private void run(
      Passage passage, Workspace workspace, List<Slot> slots, Slot input, List<Slot> outputs) {
    if (passage.swaths().isPresent()) { // and so there are no norms
      new SwathRun(passage.swaths().get(), kernels, workspace, slots, input, outputs)
          .execute(options.progress());
      return;
    }
    Plan plan = passage.plan();
    if (options.runningNorms().isEmpty()) {
      Function<String, MomentsRule> own = node -> MomentsRule.OWN;
      new PlanRun(plan, kernels, own, workspace, slots, input, outputs).execute(options.progress());
      return;
    }
    try (RunningNorms.Picture picture = options.runningNorms().get().begin()) {
      Function<String, MomentsRule> ofFilm =
          node -> (mean, variance) -> picture.advance(node, mean, variance);
      new PlanRun(plan, kernels, ofFilm, workspace, slots, input, outputs)
          .execute(options.progress());
      picture.keep();
    }
  }
}
