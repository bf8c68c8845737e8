package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The device as one network uses it: its context, and the kernels of one mode, assembled for the
 * device. Thread-safe.
 */
final class Session implements AutoCloseable {
  private static final String SUFFIX = "_kernel"; // KERNEL of device.h adds it
  private static final Pattern ENTRY = Pattern.compile("\\.entry (\\w+)" + SUFFIX + "\\(");

  private final Driver driver;
  private final Handle context;
  private final Map<String, Handle> functions;
  private final Resources resources = new Resources();

  /**
   * Opens the device.
   *
   * @param device the device
   * @param mode whose kernels are to be assembled
   * @throws dev.fude.backend.jcuda.driver.CudaException if the driver fails
   */
  Session(CudaDevice device, Mode mode) {
    driver = device.driver();
    try {
      context = driver.retainContext(device.number());
      resources.add(() -> driver.releaseContext(context));
      enter();
      String ptx = mode.ptx();
      Handle module = driver.loadModule(ptx);
      resources.add(() -> driver.unloadModule(module));
      functions = functions(module, ptx);
    } catch (RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
  }

  /**
   * All kernels of a module. The driver may load a kernel when it is first looked up, which it must
   * not do while a graph is captured.
   */
  private Map<String, Handle> functions(Handle module, String ptx) {
    return ENTRY
        .matcher(ptx)
        .results()
        .map(entry -> entry.group(1))
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(), name -> driver.function(module, name + SUFFIX)));
  }

  Driver driver() {
    return driver;
  }

  /** Makes the calling thread's driver calls mean this device. Every thread begins with it. */
  void enter() {
    driver.makeCurrent(context);
  }

  /**
   * A kernel.
   *
   * @param kernel its name, one of the mode's
   */
  Handle function(String kernel) {
    return functions.get(kernel);
  }

  /** Unloads the kernels and leaves the context. The calling thread has entered the session. */
  @Override
  public void close() {
    resources.close();
  }
}
