package dev.fude.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The process that is measured: the engine's own program, and a note of the memory it took. Linux
 * keeps most of the note itself; the process copies it out at its very end, since nobody can read
 * it after, and adds what was left in its heap.
 */
public final class OneShotChild {
  private static final Path STATUS = Path.of("/proc/self/status");

  private OneShotChild() {}

  /**
   * Runs a program.
   *
   * @param args where to copy the process's status; {@code fude} or {@code onnxruntime}; and that
   *     program's arguments
   * @throws Exception whatever the program throws
   */
  public static void main(String[] args) throws Exception {
    Path note = Path.of(args[0]);
    HeapWatch heap = HeapWatch.begin();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> copyStatus(note, heap)));
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    if (args[1].equals(OneShotJob.ONNX_RUNTIME)) {
      OnnxRuntimeOneShot.main(rest);
    } else {
      dev.fude.cli.Main.main(rest);
    }
  }

  private static void copyStatus(Path note, HeapWatch heap) {
    if (!Files.exists(STATUS)) {
      return;
    }
    try {
      Files.writeString(note, Files.readString(STATUS) + ProcessStatus.heapLine(heap.mostBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
