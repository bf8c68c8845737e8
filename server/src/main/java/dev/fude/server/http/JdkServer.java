package dev.fude.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

/**
 * The JDK's HTTP server, which brings requests to a {@link Handler}: the one class that knows
 * either.
 */
public final class JdkServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JdkServer.class.getName());
  private static final int BACKLOG = 256;
  private static final long LAST_NANOS = 1_000_000_000;

  /** What any answer may take, and how fast a long one must be read: half a megabit a second. */
  private static final long LEAST_MILLIS = 15_000;

  private static final int BYTES_A_MILLI = 64;

  static {
    JdkProperties.set();
  }

  private final HttpServer server;
  private final Handler handler;
  private final Peers peers;
  private final ExecutorService threads = Threads.waiting();
  private final Tasks tasks = new Tasks(threads);
  private final Deadlines deadlines;

  /**
   * Binds an address; nobody is answered yet.
   *
   * @param address with port 0 for any that is free
   * @param handler answers everything
   * @param mostOfOnePeer requests of one address at once
   * @param unbounded addresses that speak for many, such as a proxy's
   * @throws IOException if the address cannot be had
   */
  public JdkServer(
      InetSocketAddress address,
      Handler handler,
      int mostOfOnePeer,
      Predicate<InetAddress> unbounded)
      throws IOException {
    this(address, handler, mostOfOnePeer, unbounded, new Deadlines(LEAST_MILLIS, BYTES_A_MILLI));
  }

  /** The same with other deadlines. */
  JdkServer(
      InetSocketAddress address,
      Handler handler,
      int mostOfOnePeer,
      Predicate<InetAddress> unbounded,
      Deadlines deadlines)
      throws IOException {
    this.handler = handler;
    this.deadlines = deadlines;
    peers = new Peers(mostOfOnePeer, unbounded);
    server = HttpServer.create(address, BACKLOG);
    server.setExecutor(tasks);
    server.createContext("/", this::handle);
  }

  /**
   * Begins to answer.
   *
   * @return the address that was bound
   */
  public InetSocketAddress start() {
    server.start();
    return server.getAddress();
  }

  /**
   * Requests that are open, streams of events among them.
   *
   * @return at least 0
   */
  public int open() {
    return peers.count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Runnable task = tasks.current();
    InetAddress peer = exchange.getRemoteAddress().getAddress();
    if (task == null || !peers.enter(peer)) {
      exchange.close();
      throw new IOException("Not answered, which would take a thread's time as well.");
    }
    SentBody sent = new SentBody(exchange.getRequestBody());
    Reply reply = new Reply(exchange, sent, threads, deadlines, gone -> leave(peer, gone, task));
    reply.send(answer(exchange, peer, sent));
    if (reply.isDropped()) {
      throw new IOException("The request broke off.");
    }
  }

  private void leave(InetAddress peer, boolean gone, Runnable task) {
    peers.leave(peer);
    if (gone) {
      tasks.forget(task);
    }
  }

  private Response answer(HttpExchange exchange, InetAddress peer, InputStream sent) {
    try {
      return handler.handle(request(exchange, peer, sent));
    } catch (ProblemException e) {
      return Problems.response(e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A request broke off.", e);
      return Problems.brokenOff(); // which hardly anybody will read
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A request failed: " + exchange.getRequestURI(), e);
      return Problems.unforeseen();
    }
  }

  private static Request request(HttpExchange exchange, InetAddress peer, InputStream sent) {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    return new Request(
        exchange.getRequestMethod(), path, query == null ? "" : query, headers, peer, sent);
  }

  /** Ends; answers that are being sent have a moment, and are then cut off. */
  @Override
  public void close() {
    long end = System.nanoTime() + LAST_NANOS;
    try {
      while (open() > 0 && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then at once
    }
    server.stop(0);
    threads.shutdownNow();
    deadlines.close();
  }
}
