package dev.fude.backend.jcuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.backend.Availability;

/**
 * A real GPU, for the tests with the tag {@code gpu}. They are run by themselves, because a
 * stand-in that another test has loaded takes the driver's place:
 *
 * <pre>./mvnw -pl backend-jcuda -am verify -Dgroups=gpu -Dfude.test.excluded=slow</pre>
 */
final class OnDevice {
  private OnDevice() {}

  /** Skips the running test where there is no GPU, and says why. */
  static void require() {
    Availability availability = new CudaBackend().availability();
    assumeTrue(availability.available(), () -> "needs a GPU: " + availability.detail());
    assumeTrue(!availability.detail().contains("stand-in"), "needs a GPU: the stand-in is loaded");
  }
}
