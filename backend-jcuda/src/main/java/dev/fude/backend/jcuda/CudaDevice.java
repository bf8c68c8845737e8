package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.CudaException;
import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.Attribute;
import dev.fude.backend.jcuda.driver.NativeLibrary;
import dev.fude.core.backend.Availability;
import java.util.Locale;
import java.util.Optional;

/**
 * The GPU that is computed on, or why there is none: the first with a compute capability that the
 * kernels are made for, or the one whose number the system property {@code fude.cuda.device} gives.
 *
 * @param driver reaches it
 * @param number its number for the driver
 * @param name what the driver calls it
 * @param capability its compute capability, as in 86 for 8.6
 */
record CudaDevice(Driver driver, int number, String name, int capability) {
  private static final String DEVICE_PROPERTY = "fude.cuda.device";

  /** The version of the first driver with graphs made as {@link Driver#instantiate} makes them. */
  private static final int LEAST_VERSION = 11040;

  private static final int NO_DEVICE_CODE = 100;
  private static final int NO_NUMBER = -1;

  /**
   * What was found.
   *
   * @param device the device, if one can be used
   * @param availability the same for the selector, with the reason if there is none
   */
  record Search(Optional<CudaDevice> device, Availability availability) {
    private static Search found(CudaDevice device, int version) {
      String detail =
          String.format(
              Locale.ROOT,
              "%s, compute capability %s, driver for CUDA %s",
              device.name(),
              decimal(device.capability(), 10),
              decimal(version / 10, 100));
      return new Search(Optional.of(device), Availability.available(detail));
    }

    private static Search failed(String reason) {
      return failed(Availability.unavailable(reason));
    }

    private static Search failed(Availability refusal) {
      return new Search(Optional.empty(), refusal);
    }
  }

  /** The machine's, looked for once. */
  private static final class Installed {
    private static final Search SEARCH = search(NativeLibrary.load());

    private static Search search(NativeLibrary.Result loaded) {
      return loaded
          .driver()
          .map(CudaDevice::search)
          .orElseGet(
              () ->
                  Search.failed(
                      loaded.absent()
                          ? Availability.absent(loaded.reason())
                          : Availability.unavailable(loaded.reason())));
    }
  }

  /**
   * Looks for the machine's GPU at the first call, and remembers.
   *
   * @return the device, or why there is none
   */
  static Search installed() {
    return Installed.SEARCH;
  }

  /**
   * Looks for a device.
   *
   * @param driver the driver to ask
   * @return the device, or why there is none
   */
  static Search search(Driver driver) {
    try {
      int version = driver.version();
      if (version < LEAST_VERSION) {
        return Search.failed(
            String.format(
                "NVIDIA's driver is too old: it knows CUDA %s, and 11.4 is needed; install driver"
                    + " 470 or newer.",
                decimal(version / 10, 100)));
      }
      driver.initialize();
      return searchDevices(driver, version);
    } catch (CudaException e) {
      return e.code() == NO_DEVICE_CODE ? noDevice() : Search.failed(e.getMessage());
    }
  }

  private static Search noDevice() {
    return Search.failed("NVIDIA's driver finds no GPU; check that one is there and not hidden.");
  }

  private static Search searchDevices(Driver driver, int version) {
    int count = driver.deviceCount();
    if (count == 0) {
      return noDevice();
    }
    String wanted = System.getProperty(DEVICE_PROPERTY);
    int first = wanted == null ? 0 : number(wanted, count);
    int end = wanted == null ? count : first + 1;
    if (first == NO_NUMBER) {
      return Search.failed(
          String.format(
              "There is no GPU %s; set -D%s to a number from 0 to %d.",
              wanted, DEVICE_PROPERTY, count - 1));
    }
    for (int number = first; number < end; number++) {
      CudaDevice device = of(driver, number);
      if (device.capability() >= Mode.STRICT.leastCapability()) {
        return Search.found(device, version);
      }
    }
    CudaDevice old = of(driver, first);
    return Search.failed(
        String.format(
            "The GPU is too old: %s has compute capability %s, and %s is needed.",
            old.name(), decimal(old.capability(), 10), decimal(Mode.STRICT.leastCapability(), 10)));
  }

  /**
   * What keeps this program from using the device at the moment: it may be another's alone, or have
   * no memory left.
   *
   * @return one sentence, or empty if nothing does
   */
  Optional<String> obstacle() {
    try {
      driver.releaseContext(driver.retainContext(number));
      return Optional.empty();
    } catch (CudaException e) {
      String reported = e.getMessage().replaceFirst("\\.$", "");
      return Optional.of(
          reported + "; nvidia-smi shows which programs hold " + name + " or its memory.");
    }
  }

  /** The number of one of the devices, or {@link #NO_NUMBER}. */
  private static int number(String text, int count) {
    try {
      int number = Integer.parseInt(text.strip());
      return number >= 0 && number < count ? number : NO_NUMBER;
    } catch (NumberFormatException e) {
      return NO_NUMBER;
    }
  }

  private static CudaDevice of(Driver driver, int number) {
    int capability =
        10 * driver.attribute(number, Attribute.CAPABILITY_MAJOR)
            + driver.attribute(number, Attribute.CAPABILITY_MINOR);
    return new CudaDevice(driver, number, driver.deviceName(number), capability);
  }

  /** A number of parts as in 8.6 for 86 tenths, or 11.4 for 1104 hundredths. */
  static String decimal(int number, int parts) {
    return number / parts + "." + number % parts;
  }
}
