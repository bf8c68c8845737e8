package dev.fude.painter;

/**
 * What painting a photograph takes, beside the weights.
 *
 * @param heapBytes of the Java heap
 * @param scratchBytes of the disk; 0 if everything is on the heap
 */
public record Forecast(long heapBytes, long scratchBytes) {
  /**
   * Whether what lies between the network's steps is kept in scratch files.
   *
   * @return false if everything is on the heap
   */
  public boolean usesScratch() {
    return scratchBytes > 0;
  }
}
