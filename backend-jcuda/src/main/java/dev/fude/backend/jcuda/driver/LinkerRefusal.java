package dev.fude.backend.jcuda.driver;

import java.util.List;

/** What a system's linker says when it refuses JCuda's library, as a sentence with the cure. */
final class LinkerRefusal {
  /** Words of a linker, and what to say where they occur. The first that fits is taken. */
  private record Case(List<String> words, String sentence) {
    private boolean fits(String text) {
      return words.stream().anyMatch(text::contains);
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              List.of("IllegalCallerException"),
              "This JVM denies native access; start java with"
                  + " --enable-native-access=ALL-UNNAMED."),
          new Case( // the words of musl's linker, and glibc's own linker, which it misses
              List.of("Error loading shared library", "Error relocating", "ld-linux-x86-64.so"),
              "JCuda's native library needs glibc, and this system has another C library, such as"
                  + " musl; use a system with glibc for the cuda backend."),
          new Case(
              List.of("nvcuda", "dependent libraries"),
              "NVIDIA's driver is not installed: its library nvcuda.dll is not found; install the"
                  + " driver, 470 or newer."),
          new Case(
              List.of("libcuda.so.1: cannot open"),
              "NVIDIA's driver is not installed: its library libcuda.so.1 is not found; install the"
                  + " driver, 470 or newer."),
          new Case(
              List.of("GLIBC", "libstdc++", "CXXABI_"),
              "JCuda's native library needs a newer glibc or libstdc++ than this system has (%s);"
                  + " use a newer system for the cuda backend."),
          new Case(
              List.of("failed to map segment"),
              "No library may be loaded from the folder for temporary files (%s); set"
                  + " -Djava.io.tmpdir to one that is not mounted with noexec."));

  private LinkerRefusal() {}

  /**
   * Explains.
   *
   * @param failure what was thrown while the library was loaded
   * @return one sentence
   */
  static String explain(Throwable failure) {
    String text = failure.toString();
    return String.format(
        CASES.stream()
            .filter(known -> known.fits(text))
            .map(Case::sentence)
            .findFirst()
            .orElse("JCuda's native library cannot be loaded (%s)."),
        failure.getMessage());
  }
}
