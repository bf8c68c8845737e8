package dev.fude.server.http;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for clients. From Java 24 on they are virtual and cost next to nothing; before,
 * there are so many and no more: a connection that finds none is closed.
 *
 * <p>Java 21 has virtual threads too, but one that waits in a {@code synchronized} method keeps the
 * processor's thread that carries it (JEP 491), and the JDK's server reads its sockets in such
 * methods: as many slow clients as there are processors would hold up everybody.
 */
final class Threads {
  private static final int MOST = 512;
  private static final int FIRST_WITH_VIRTUAL = 24;

  private Threads() {}

  static ExecutorService waiting() {
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL) {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
        throw new AssertionError("Every Java from 24 on has virtual threads.", e);
      }
    }
    return new ThreadPoolExecutor(
        0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fude-http");
    thread.setDaemon(true);
    return thread;
  }
}
