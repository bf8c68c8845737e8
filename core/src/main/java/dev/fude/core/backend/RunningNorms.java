package dev.fude.core.backend;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The norms of one film: for each norm of a network, by the name of its node, a moving mean and
 * variance over the pictures so far, kept by the caller and passed to every run of the film by
 * {@link RunOptions#withRunningNorms}.
 *
 * <p>A norm takes mean and variance from the picture, so that whatever enters or leaves a picture
 * changes the colours of all of it: in a film, it flickers. With moving values it changes slowly.
 * With picture {@code t}'s own moments {@code own[t]}, the norm uses
 *
 * <pre>
 * used[0] = own[0]        used[t] = used[t-1] + newest * (own[t] - used[t-1])
 * </pre>
 *
 * <p>for mean and variance alike, of every channel. So the first run after {@link #reset} gives
 * exactly what a run without a film gives, bit for bit. Own moments are those of the values as this
 * run computes them, with the norms before it already moving. Pictures may change their size on the
 * way. In a batch, picture {@code n} of every run belongs to film {@code n}: films side by side,
 * always as many.
 *
 * <p>One film is one thread's at a time: a run that finds another one under way is an {@link
 * IllegalStateException}. A run that fails or is cancelled leaves the film as it was before. One
 * object serves one network.
 */
public final class RunningNorms {
  /**
   * The weight of the newest picture unless another is given: a tenth, with which a change is half
   * taken in after seven pictures, a quarter of a second of film.
   */
  public static final double DEFAULT_NEWEST = 0.1;

  private final double newest;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private Map<String, RunningMoments> kept = Map.of(); // by name of the norm's node

  /** A film that has not begun, with {@link #DEFAULT_NEWEST}. */
  public RunningNorms() {
    this(DEFAULT_NEWEST);
  }

  /**
   * A film that has not begun.
   *
   * @param newest the weight of the newest picture's own moments, above 0 and below 1
   * @throws IllegalArgumentException if the weight is not in that range
   */
  public RunningNorms(double newest) {
    if (!(newest > 0 && newest < 1)) {
      throw new IllegalArgumentException(
          "The weight of the newest picture must be above 0 and below 1, not " + newest + ".");
    }
    this.newest = newest;
  }

  /**
   * Forgets the pictures so far, as at a cut.
   *
   * @throws IllegalStateException if a run is under way
   */
  public void reset() {
    try (Picture picture = begin()) {
      picture.moments.clear();
      picture.keep();
    }
  }

  /**
   * Whether no picture has been run yet, or none since {@link #reset}.
   *
   * @return true if the next run is an ordinary one
   */
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /**
   * The film so far as bytes, for programs that go on another day: after {@link #recall} of them
   * the next runs give the same bits as they would give here.
   *
   * @return the moments of all norms
   */
  public byte[] memory() {
    return RunningMoments.write(kept);
  }

  /**
   * Takes the place of another film of the same network.
   *
   * @param memory as {@link #memory} gave it
   * @throws IllegalStateException if a run is under way
   * @throws IllegalArgumentException if the bytes are no such memory
   */
  public void recall(byte[] memory) {
    Map<String, RunningMoments> recalled = RunningMoments.read(memory);
    try (Picture picture = begin()) {
      picture.moments.clear();
      picture.moments.putAll(recalled);
      picture.keep();
    }
  }

  /**
   * Begins the run of the next picture. For backends.
   *
   * @return the picture, which the backend closes when the run has ended, however it ended
   * @throws IllegalStateException if a run is under way
   */
  public Picture begin() {
    if (!underWay.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "Another run of the same film is under way; run its pictures one after the other.");
    }
    return new Picture();
  }

  /** The run of one picture. Until {@link #keep} the film knows nothing of it. */
  public final class Picture implements AutoCloseable {
    private final Map<String, RunningMoments> moments = new HashMap<>();

    private Picture() {}

    /**
     * Turns a norm's own moments into those that it is to use.
     *
     * @param node name of the norm's node
     * @param mean the picture's own means, (batch, channels); receives the moving ones
     * @param variance the picture's own variances, (batch, channels); receives the moving ones
     * @throws IllegalStateException if the film has had pictures of another batch, or of a network
     *     that has other channels there
     */
    public void advance(String node, double[] mean, double[] variance) {
      RunningMoments before = kept.get(node);
      if (before != null) {
        requireAlike(node, before.mean().length, mean.length);
        advance(before.mean(), mean);
        advance(before.variance(), variance);
      }
      moments.put(node, new RunningMoments(mean.clone(), variance.clone()));
    }

    private void advance(double[] before, double[] own) {
      for (int i = 0; i < own.length; i++) {
        own[i] = before[i] + newest * (own[i] - before[i]);
      }
    }

    private static void requireAlike(String node, int before, int now) {
      if (before != now) {
        throw new IllegalStateException(
            String.format(
                "Norm \"%s\" has moments of %d channels in all pictures, but had %d before; reset"
                    + " the running norms before another batch or network.",
                node, now, before));
      }
    }

    /** Makes the picture part of the film, after its run has gone well. */
    public void keep() {
      kept = Map.copyOf(moments);
    }

    /** Ends the run. A picture that was not kept leaves the film as it was. */
    @Override
    public void close() {
      underWay.set(false);
    }
  }
}
