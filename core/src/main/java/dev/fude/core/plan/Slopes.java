package dev.fude.core.plan;

/** The factors by which a {@link View} multiplies negative numbers. */
public sealed interface Slopes {
  /**
   * A {@link dev.fude.core.op.LeakyRelu}: one slope for all channels.
   *
   * @param slope from 0 to 1
   */
  record FoldedLeakyRelu(float slope) implements Slopes {
    @Override
    public String label() {
      return "leaky " + slope;
    }
  }

  /**
   * A {@link dev.fude.core.op.PRelu}: one trained slope a channel.
   *
   * @param node name of the graph's node, whose tensor they are
   */
  record FoldedPRelu(String node) implements Slopes {
    @Override
    public String label() {
      return "prelu";
    }
  }

  /**
   * The slopes as a plan prints them.
   *
   * @return a word or two
   */
  String label();
}
