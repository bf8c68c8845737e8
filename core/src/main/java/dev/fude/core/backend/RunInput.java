package dev.fude.core.backend;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Objects;

/**
 * What a network is run on, and with it the kind of what comes out: numbers give numbers, levels
 * give levels.
 *
 * @param <T> {@link Tensor} for numbers, {@code byte[]} for levels
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
   * The input's shape.
   *
   * @return (batch, height, width, channels)
   */
  public abstract Shape shape();

  /**
   * Has a backend run it.
   *
   * @param runner the backend's way with either kind
   * @return the output, of the input's kind
   */
  public abstract T runBy(Runner runner);

  /** How a backend runs a network on either kind of input. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Runs on numbers.
     *
     * @param input (batch, height, width, channels); only read
     * @return a fresh tensor
     */
    Tensor runNumbers(Tensor input);

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
