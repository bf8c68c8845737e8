package dev.fude.backend.jcuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a trace of an NVIDIA GPU, on machines that are made of a few files. */
class NvidiaTracesTest {
  @TempDir private Path root;

  private boolean any(Map<String, String> environment) {
    return new NvidiaTraces(root, environment).any();
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void machineWithoutAnythingShowsNone() {
    assertThat(any(Map.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/nvidiactl",
        "dev/nvidia0",
        "dev/dxg",
        "usr/lib/wsl/lib/libcuda.so.1",
        "usr/lib/x86_64-linux-gnu/libcuda.so.1",
        "usr/lib64/libcuda.so.1",
      })
  void driverShowsItself(String file) throws IOException {
    file(file, "");

    assertThat(any(Map.of())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"etc/ld.so.cache", "proc/self/maps"})
  void libraryThatTheLinkerKnowsIsSeen(String file) throws IOException {
    file(file, "\0libz.so.1\0/opt/driver/libcuda.so.1\0");

    assertThat(any(Map.of())).isTrue();
  }

  @Test
  void folderThatTheLinkerIsToldOfIsSearched() throws IOException {
    file("opt/driver/libcuda.so.1", "");
    Path folder = root.resolve("opt/driver");

    assertThat(any(Map.of("LD_LIBRARY_PATH", "/nowhere::" + folder))).isTrue();
    assertThat(any(Map.of("LD_LIBRARY_PATH", "/nowhere:"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0x10de, 0x030000, true",
    "0x10de, 0x030200, true",
    "0x10de, 0x040300, false", // its sound
    "0x1002, 0x030000, false", // another maker's GPU
  })
  void gpuWithoutDriverIsSeenOnTheBus(String vendor, String type, boolean seen) throws IOException {
    file("sys/bus/pci/devices/0000:01:00.0/vendor", vendor + "\n");
    file("sys/bus/pci/devices/0000:01:00.0/class", type + "\n");

    assertThat(any(Map.of())).isEqualTo(seen);
  }

  @Test
  void driverOfWindowsIsSeen() throws IOException {
    file("Windows/System32/nvcuda.dll", "");

    assertThat(any(Map.of("SystemRoot", root.resolve("Windows").toString()))).isTrue();
  }
}
