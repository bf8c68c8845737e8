package dev.fude.core.backend;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/**
 * What a network is run on, and with it the kind of what comes out: numbers give numbers, levels
 * give levels, and levels that lie elsewhere go where they are wanted. Of a network with several
 * outputs, all of them are wanted: the other kinds are for networks with one.
 *
 * @param <T> {@link Tensor} for numbers, a map of tensors for those of all outputs, {@code byte[]}
 *     for levels, {@link LevelSink} for levels that lie elsewhere
 */
public abstract class RunInput<T> {
  private RunInput() {}

  /**
   * Numbers.
   *
   * @param tensor (batch, height, width, channels); only read
   * @return an input whose output is a fresh tensor
   */
  public static RunInput<Tensor> numbers(Tensor tensor) {
    return new Numbers(tensor);
  }

  /**
   * Numbers from which all outputs of a network are wanted, however many it has.
   *
   * @param tensor (batch, height, width, channels); only read
   * @return an input whose output are fresh tensors, by the names of {@link
   *     dev.fude.core.graph.Graph#outputs} and in their order
   */
  public static RunInput<Map<String, Tensor>> forAll(Tensor tensor) {
    return new ForAll(tensor);
  }

  /**
   * A picture of bytes. Its output is what the numbers of {@link Levels#toNumbers} give, by {@link
   * Levels#of}; a backend that computes elsewhere moves a quarter of the bytes this way.
   *
   * @param levels the input's numbers as levels from 0 to 255; only read
   * @param shape (batch, height, width, channels)
   * @return an input whose output is a fresh array
   * @throws InvalidShapeException if there are more or fewer levels than the shape says
   */
  public static RunInput<byte[]> levels(byte[] levels, Shape shape) {
    Levels.requireShape(levels, shape);
    return new OfLevels(levels, shape);
  }

  /**
   * A picture whose levels lie elsewhere: of a large one no copy is made. Its output is the same as
   * that of an array of its levels.
   *
   * @param photo where levels come from
   * @param shape (1, height, width, channels)
   * @param anime where levels go; may be where they came from
   * @return an input whose output is in {@code anime}
   */
  public static RunInput<LevelSink> rows(LevelSource photo, Shape shape, LevelSink anime) {
    return new OfRows(photo, shape, anime);
  }

  /**
   * The input's shape.
   *
   * @return (batch, height, width, channels)
   */
  public abstract Shape shape();

  /**
   * Has a backend run it.
   *
   * @param runner the backend's way with each kind
   * @return the output, of the input's kind
   */
  public abstract T runBy(Runner runner);

  /** How a backend runs a network on any kind of input. */
  public interface Runner {
    /**
     * Runs on numbers, for all outputs.
     *
     * @param input (batch, height, width, channels); only read
     * @return fresh tensors by name, in the order of the graph's outputs
     */
    Map<String, Tensor> runForAll(Tensor input);

    /**
     * Runs on numbers, for the only output.
     *
     * @param input (batch, height, width, channels); only read
     * @return a fresh tensor
     * @throws IllegalStateException if the network has several outputs; nothing was run then
     */
    default Tensor runNumbers(Tensor input) {
      output(input.shape()); // refuses several
      return runForAll(input).values().iterator().next();
    }

    /**
     * Runs on levels: by way of numbers, unless the backend knows a shorter one.
     *
     * @param levels levels from 0 to 255; only read
     * @param input their shape, (batch, height, width, channels)
     * @return the output's levels in a fresh array
     */
    default byte[] runLevels(byte[] levels, Shape input) {
      return Levels.of(runNumbers(Levels.toNumbers(levels, input)));
    }

    /**
     * Runs on levels that lie elsewhere: by way of an array, unless the backend works by rows
     * itself.
     *
     * @param photo where levels come from
     * @param input their shape, (1, height, width, channels)
     * @param anime where the output's levels go
     */
    default void runRows(LevelSource photo, Shape input, LevelSink anime) {
      byte[] levels = new byte[input.arrayLength()];
      int row = input.width() * input.channels();
      for (int y = 0; y < input.height(); y++) {
        photo.read(y, 0, input.width(), levels, y * row);
      }
      byte[] painted = runLevels(levels, input);
      Shape output = output(input);
      int outputRow = output.width() * output.channels();
      for (int y = 0; y < output.height(); y++) {
        anime.write(y, 0, output.width(), painted, y * outputRow);
      }
    }

    /**
     * The shape of the only output.
     *
     * @param input shape of the input
     * @return shape of what {@link #runNumbers} gives for it
     * @throws IllegalStateException if the network has several outputs
     */
    Shape output(Shape input);
  }

  private static final class Numbers extends RunInput<Tensor> {
    private final Tensor tensor;

    Numbers(Tensor tensor) {
      this.tensor = Objects.requireNonNull(tensor, "tensor");
    }

    @Override
    public Shape shape() {
      return tensor.shape();
    }

    @Override
    public Tensor runBy(Runner runner) {
      return runner.runNumbers(tensor);
    }
  }

  private static final class ForAll extends RunInput<Map<String, Tensor>> {
    private final Tensor tensor;

    ForAll(Tensor tensor) {
      this.tensor = Objects.requireNonNull(tensor, "tensor");
    }

    @Override
    public Shape shape() {
      return tensor.shape();
    }

    @Override
    public Map<String, Tensor> runBy(Runner runner) {
      return runner.runForAll(tensor);
    }
  }

  private static final class OfRows extends RunInput<LevelSink> {
    private final LevelSource photo;
    private final Shape shape;
    private final LevelSink anime;

    OfRows(LevelSource photo, Shape shape, LevelSink anime) {
      this.photo = Objects.requireNonNull(photo, "photo");
      this.shape = shape;
      this.anime = Objects.requireNonNull(anime, "anime");
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public LevelSink runBy(Runner runner) {
      runner.runRows(photo, shape, anime);
      return anime;
    }
  }

  private static final class OfLevels extends RunInput<byte[]> {
    private final byte[] levels; // (batch, height, width, channels)
    private final Shape shape;

    OfLevels(byte[] levels, Shape shape) {
      this.levels = levels;
      this.shape = shape;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public byte[] runBy(Runner runner) {
      return runner.runLevels(levels, shape);
    }
  }
}
