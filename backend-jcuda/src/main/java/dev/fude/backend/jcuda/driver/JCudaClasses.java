package dev.fude.backend.jcuda.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Loads JCuda, and the one class that calls it, where JCuda finds its native library in a file of
 * our choice.
 *
 * <p>JCuda asks its class loader first. Of the usual one it gets nothing, and unpacks the library
 * into the folder for temporary files, under a name that is always the same: anybody could leave
 * one there. To set {@code java.io.tmpdir} meanwhile would lead the whole program's temporary files
 * astray.
 */
final class JCudaClasses extends ClassLoader {
  private static final String JCUDA = "jcuda.";
  private static final String CALLS = "dev.fude.backend.jcuda.driver.JCudaCalls";

  private final Path library;

  /**
   * A loader.
   *
   * @param library JCuda's native library
   */
  JCudaClasses(Path library) {
    super("fude-jcuda", JCudaClasses.class.getClassLoader());
    this.library = library;
    Module here = JCudaClasses.class.getModule();
    here.addExports(JCudaClasses.class.getPackageName(), getUnnamedModule());
  }

  /**
   * Loads the library, and JCuda.
   *
   * @return the driver's calls
   * @throws ReflectiveOperationException if the library cannot be loaded; its cause tells why
   */
  Driver driver() throws ReflectiveOperationException {
    return (Driver) loadClass(CALLS).getConstructor(Path.class).newInstance(library);
  }

  @Override
  protected String findLibrary(String name) {
    return library.endsWith(System.mapLibraryName(name)) ? library.toString() : null;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(JCUDA) && !name.equals(CALLS) && !name.startsWith(CALLS + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream bytes = getParent().getResourceAsStream(file)) {
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] all = bytes.readAllBytes();
      return defineClass(name, all, 0, all.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
