package dev.fude.backend.jcuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of linkers that are not at hand, and what they mean. */
class LinkerRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.so: Error loading shared library ld-linux-x86-64.so.2: No such file | needs glibc",
        "x.so: Error loading shared library libcuda.so.1: No such file | needs glibc",
        "x.so: Error relocating x.so: __strdup: symbol not found | needs glibc",
        "x.so: libcuda.so.1: cannot open shared object file: No such file | install the driver",
        "C:\\x.dll: Can't find dependent libraries | install the driver",
        "libstdc++.so.6: version `GLIBCXX_3.4.29' not found (by x.so) | newer glibc or libstdc++",
        "libc.so.6: version `GLIBC_2.34' not found (by x.so) | newer glibc or libstdc++",
        "x.so: failed to map segment from shared object | set -Djava.io.tmpdir",
        "x.so: invalid ELF header | (x.so: invalid ELF header)",
      })
  void wordsOfTheLinkerGiveTheirOwnCure(String words, String sentence) {
    String explained = LinkerRefusal.explain(new UnsatisfiedLinkError(words));

    assertThat(explained).contains(sentence).endsWith(".");
    assertThat(explained.contains("java.io.tmpdir")).isEqualTo(words.contains("map segment"));
  }
}
