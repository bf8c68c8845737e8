package dev.fude.spark;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * Readers and writers of more picture formats that came along by {@code --packages} or {@code
 * --jars}.
 *
 * <p>Image I/O looks for such plug-ins once, with the class loader of whoever used it first. In an
 * executor that may have been anybody, while the job's jars are in a loader of their own: so what
 * is there is registered by name. What is registered already stays.
 */
final class PlugIns {
  private static final System.Logger LOG = System.getLogger(PlugIns.class.getName());

  private PlugIns() {}

  /** Registers those that the calling thread's class loader knows. */
  static synchronized void register() {
    register(ImageReaderSpi.class);
    register(ImageWriterSpi.class);
  }

  private static <T> void register(Class<T> kind) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    Iterator<T> found = ServiceLoader.load(kind).iterator();
    while (found.hasNext()) {
      try {
        T plugIn = found.next();
        if (registry.getServiceProviderByClass(plugIn.getClass()) == null) {
          registry.registerServiceProvider(plugIn, kind);
        }
      } catch (ServiceConfigurationError e) {
        LOG.log(System.Logger.Level.WARNING, "A plug-in of Image I/O cannot be loaded.", e);
      }
    }
  }
}
