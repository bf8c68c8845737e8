package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatusTest {
  @Test
  void findsTheHighWaterMark() {
    String status =
        """
        Name:\tjava
        VmPeak:\t 9999999 kB
        VmHWM:\t  102400 kB
        VmRSS:\t   51200 kB
        Threads:\t31
        """;

    assertThat(ProcessStatus.peakBytes(status)).hasValue(102_400L * 1024);
  }

  @Test
  void holdsMoreThanAnIntegerOfBytes() {
    assertThat(ProcessStatus.peakBytes("VmHWM:\t 4194304 kB\n")).hasValue(1L << 32);
  }

  @Test
  void isEmptyWhereNothingIsSaid() {
    assertThat(ProcessStatus.peakBytes("Name:\tkthreadd\nThreads:\t1\n")).isEmpty();
    assertThat(ProcessStatus.peakBytes("")).isEmpty();
    assertThat(ProcessStatus.peakBytes("NotVmHWM:\t 1 kB\n")).isEmpty();
  }

  @Test
  void findsTheHeapLineAmongTheSystemsOwn() {
    String status = "VmHWM:\t  102400 kB\n" + ProcessStatus.heapLine(70L << 20);

    assertThat(ProcessStatus.heapBytes(status)).hasValue(70L << 20);
    assertThat(ProcessStatus.heapBytes("VmHWM:\t  102400 kB\n")).isEmpty();
  }
}
