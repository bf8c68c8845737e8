package dev.fude.core.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something half made that is nobody's use, such as a file on its way to its place: it is undone if
 * the program ends before it is closed.
 */
public final class Unfinished implements AutoCloseable {
  private static final Set<Unfinished> ALL = new LinkedHashSet<>(); // guarded by itself
  private static boolean abandoned; // guarded by ALL

  private final Runnable undoing;

  private Unfinished(Runnable undoing) {
    this.undoing = undoing;
  }

  /**
   * Takes notice of something before it is made.
   *
   * @param undoing leaves nothing of it; called by any thread, at most once, and never fails
   * @return closed when it is whole, or gone
   * @throws IOException if the program is ending, so that nothing may begin
   */
  public static Unfinished begin(Runnable undoing) throws IOException {
    synchronized (ALL) {
      if (abandoned) {
        throw new IOException("the program is ending");
      }
      Unfinished begun = new Unfinished(undoing);
      ALL.add(begun);
      return begun;
    }
  }

  /** Undoes all that is unfinished in this JVM, the latest first, and lets nothing else begin. */
  static void abandonAll() {
    List<Unfinished> all;
    synchronized (ALL) {
      abandoned = true;
      all = new ArrayList<>(ALL);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).undoing.run();
    }
  }

  /** Leaves it as it is from now on. */
  @Override
  public void close() {
    synchronized (ALL) {
      ALL.remove(this);
    }
  }
}
