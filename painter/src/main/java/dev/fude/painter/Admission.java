package dev.fude.painter;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.PreparedGraph.ScratchNeed;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.ScratchFileException;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import dev.fude.painter.picture.InvalidImageException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds room for photographs before anything of their size is allocated, and refuses those that
 * cannot have it. Everything is on the heap where that fits; else what lies between the network's
 * steps is in scratch files, if the backend can do so and the disk has the space.
 */
final class Admission {
  private static final int MINIMUM_SIDE = 2;
  private static final String[] UNITS = {"MiB", "GiB", "TiB"};

  private final Stylizer stylizer;
  private final PreparedGraph network;
  private final MemoryBudget.Share budget;
  private final Optional<Path> scratch;
  private final WhenBusy whenBusy;
  private final String fewerThreads;

  /**
   * Nobody is admitted yet.
   *
   * @param budget what this painter may take
   * @param scratch where scratch files may be made; empty if nowhere
   * @param whenBusy whether a photograph waits for memory that others have
   * @param fewerThreads the cure that {@link ExecutionOptions#fewerThreads} tells
   */
  Admission(
      Stylizer stylizer,
      PreparedGraph network,
      MemoryBudget.Share budget,
      Optional<Path> scratch,
      WhenBusy whenBusy,
      String fewerThreads) {
    this.stylizer = stylizer;
    this.network = network;
    this.budget = budget;
    this.scratch = scratch;
    this.whenBusy = whenBusy;
    this.fewerThreads = fewerThreads;
  }

  /**
   * Reserves the memory that a photograph needs.
   *
   * @return its room, to be given back when it is painted
   * @throws InvalidImageException if a side is below 2, so that there is nothing to mirror at its
   *     edge, or if there are more pixels than an image can have
   * @throws InsufficientMemoryException if the heap cannot hold it, or if others have that memory
   *     and it is not to wait
   * @throws ScratchFileException if scratch files would do, and there is no space for them
   * @throws dev.fude.core.backend.RunCancelledException if the thread is interrupted as it waits
   */
  Room admit(Applicant photo) {
    Forecast forecast = chosen(photo);
    Optional<MemoryBudget.Reservation> heap =
        whenBusy == WhenBusy.WAIT
            ? budget.reserve(forecast.heapBytes())
            : budget.tryReserve(forecast.heapBytes());
    return room(photo, forecast, heap.orElseThrow(() -> tooLarge(photo, forecast)));
  }

  /** The same without waiting, and empty where {@link #admit} would wait or refuse. */
  Optional<Room> admitNow(Applicant photo) {
    Forecast forecast = chosen(photo);
    return budget.tryReserve(forecast.heapBytes()).map(heap -> room(photo, forecast, heap));
  }

  private Room room(Applicant photo, Forecast forecast, MemoryBudget.Reservation heap) {
    Path folder = forecast.usesScratch() ? scratch.orElseThrow() : null;
    return new Room(heap, forecast, folder, imageBytes(photo));
  }

  /**
   * Works on a photograph in its room, of which the picture's memory is left afterwards.
   *
   * @param work is told where its scratch files may be
   * @throws InsufficientMemoryException if the heap is too small for it
   */
  <T> T inside(Room room, Applicant photo, RunOptions options, Function<RunOptions, T> work) {
    try {
      T result = work.apply(room.scratch().map(options::withScratch).orElse(options));
      room.painted();
      return result;
    } catch (OutOfMemoryError e) {
      // The budget would have held it; what else the program keeps there was not foreseen.
      throw new InsufficientMemoryException(tooLarge(photo, room.forecast()).getMessage(), e);
    }
  }

  /** Reserves what the network alone needs for an input. */
  MemoryBudget.Reservation admit(Shape input) {
    long bytes = network.heapBytesNeeded(input);
    if (bytes == Long.MAX_VALUE) {
      throw new InsufficientMemoryException(
          String.format(
              "A run on an input of shape %s needs longer arrays than Java has; use a smaller"
                  + " picture.",
              input));
    }
    budget.canHold(bytes); // so that garbage does not stand in its way
    Optional<MemoryBudget.Reservation> heap =
        whenBusy == WhenBusy.WAIT ? budget.reserve(bytes) : budget.tryReserve(bytes);
    return heap.orElseThrow(
        () ->
            new InsufficientMemoryException(
                refusal("A run on an input of shape " + input, inUnits(bytes), bytes)));
  }

  /**
   * What painting a photograph takes: on the heap if all of it fits there, else with scratch files
   * if there can be any. What others have at the moment does not count.
   */
  Forecast foretell(Applicant photo) {
    requireSides(photo);
    Forecast onHeap = onHeap(photo);
    if (budget.canHold(onHeap.heapBytes())) {
      return onHeap;
    }
    Optional<Forecast> inFiles = scratch.isEmpty() ? Optional.empty() : inFiles(photo);
    if (inFiles.isEmpty() && onHeap.heapBytes() == Long.MAX_VALUE) {
      throw tooManyPixels(photo, null);
    }
    return inFiles.orElse(onHeap);
  }

  private Forecast chosen(Applicant photo) {
    Forecast forecast = foretell(photo);
    if (!budget.canHold(forecast.heapBytes())) {
      throw tooLarge(photo, forecast);
    }
    if (forecast.usesScratch()) {
      requireDisk(photo, forecast);
    }
    return forecast;
  }

  private static void requireSides(Applicant photo) {
    if (photo.width() < MINIMUM_SIDE || photo.height() < MINIMUM_SIDE) {
      throw new InvalidImageException(
          String.format(
              "%s; use a picture with sides of at least %d.", photo.size(), MINIMUM_SIDE));
    }
  }

  private void requireDisk(Applicant photo, Forecast forecast) {
    Path folder = scratch.orElseThrow();
    long free = ScratchFolder.freeBytes(folder);
    if (forecast.scratchBytes() > free) {
      throw new ScratchFileException(
          String.format(
              "%s, which needs scratch files of %s, but the disk of %s has %s left; choose another"
                  + " scratch folder, use a smaller picture or raise -Xmx.",
              photo.size(), inUnits(forecast.scratchBytes()), folder, inUnits(free)));
    }
  }

  private Forecast onHeap(Applicant photo) {
    long bytes = ofNetwork(photo, network::heapBytesForRows);
    return new Forecast(bytes == Long.MAX_VALUE ? bytes : heapBytes(photo, bytes), 0);
  }

  private Optional<Forecast> inFiles(Applicant photo) {
    Optional<ScratchNeed> need = ofNetwork(photo, network::scratchNeeded);
    return need.map(files -> new Forecast(heapBytes(photo, files.heapBytes()), files.fileBytes()));
  }

  /** Memory of every kind for a photograph: its pixels and the network's buffers. */
  long bytesNeeded(Applicant photo) {
    requireSides(photo);
    long bytes = ofNetwork(photo, network::bytesNeeded);
    return bytes == Long.MAX_VALUE ? bytes : imageBytes(photo) + bytes;
  }

  /** The decoder has given its memory back when the network takes its own. */
  private long heapBytes(Applicant photo, long networkBytes) {
    return Math.max(photo.memory().decodingBytes(), imageBytes(photo) + networkBytes);
  }

  private <T> T ofNetwork(Applicant photo, Function<Shape, T> question) {
    try {
      return question.apply(stylizer.networkInput(photo.framing()));
    } catch (InvalidShapeException e) {
      throw tooManyPixels(photo, e);
    }
  }

  /** The image that is first the photograph and then the picture. */
  private long imageBytes(Applicant photo) {
    long pixels = (long) photo.framing().width() * photo.framing().height();
    long result = pixels * stylizer.scale() * stylizer.scale();
    int bytes = photo.memory().bytesPerPixel();
    if (result > Shape.MAX_ARRAY_LENGTH / bytes) {
      throw tooManyPixels(photo, null);
    }
    long photograph = stylizer.scale() == 1 ? 0 : pixels;
    return (photograph + result) * bytes;
  }

  private static InvalidImageException tooManyPixels(Applicant photo, Exception cause) {
    return new InvalidImageException(
        photo.size() + ", more than one picture may have; use a smaller picture.", cause);
  }

  /** Why a photograph does not fit, by what was asked for it, and the cure. */
  private InsufficientMemoryException tooLarge(Applicant photo, Forecast forecast) {
    long bytes = forecast.heapBytes();
    String beside = forecast.usesScratch() ? " beside scratch files" : "";
    String need = inUnits(bytes) + " of memory" + beside;
    return new InsufficientMemoryException(refusal(photo.size() + ", which", need, bytes));
  }

  private String refusal(String what, String need, long bytes) {
    MemoryBudget.State state = budget.state();
    String who = budget.isBound() ? "it is allowed" : "this JVM may use";
    String cure = budget.isBound() ? "allow it more memory" : "raise -Xmx";
    String needs =
        String.format("%s needs about %s, but %s %s", what, need, who, inUnits(state.bytes()));
    if (state.holders() == 0 || bytes > state.bytes()) {
      return String.format("%s; %suse a smaller picture or %s.", needs, fewerThreads, cure);
    }
    return String.format(
        "%s, and %d %s being painted %s %s of it; try again later, %suse a smaller picture or %s.",
        needs,
        state.holders(),
        state.holders() == 1 ? "picture" : "pictures",
        state.holders() == 1 ? "holds" : "hold",
        inUnits(state.heldBytes()),
        fewerThreads,
        cure);
  }

  /** Such as {@code 1.5 GiB}. */
  static String inUnits(long bytes) {
    double amount = bytes / 1048576.0;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
