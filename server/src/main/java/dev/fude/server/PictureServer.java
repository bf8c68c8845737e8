package dev.fude.server;

import dev.fude.painter.Painter;
import dev.fude.server.api.Limits;
import dev.fude.server.api.Route;
import dev.fude.server.api.Router;
import dev.fude.server.api.Service;
import dev.fude.server.http.Handler;
import dev.fude.server.http.JdkServer;
import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Problems;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import dev.fude.server.page.Page;
import dev.fude.server.queue.ByteBudget;
import dev.fude.server.queue.QueueRules;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.studio.Studio;
import dev.fude.server.studio.Workshop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Painters behind a fair queue, an HTTP API and a web page.
 *
 * <p>{@link #listen} answers on an address of its own; a program with a server of its own mounts
 * {@link #handler} instead. Photographs and pictures are in memory alone.
 */
public final class PictureServer implements AutoCloseable {
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final double MILLIS_OF_JOIN = 1000;
  private static final long PAINTING_ENDS_MILLIS = 60_000;
  private static final long FETCHING_ENDS_MILLIS = 3_000;

  private final ServerOptions options;
  private final TicketOffice office;
  private final Workshop workshop;
  private final Service service;
  private final Handler handler;
  private final List<JdkServer> listening = new ArrayList<>();
  private boolean closed;

  /**
   * Measures how fast each style is painted here, and begins to paint.
   *
   * @param styles painters by the names that users choose, at least one; the first is taken if none
   *     is chosen. They stay the caller's, and must outlive this
   * @param options bounds and rules
   */
  public PictureServer(Map<String, Painter> styles, ServerOptions options) {
    this.options = options;
    Studio studio = new Studio(styles);
    studio.measure();
    office =
        new TicketOffice(
            rules(options), new ByteBudget(options.photographs().heldBytes()), this::millis);
    workshop = new Workshop(office, studio);
    service =
        new Service(
            studio, office, limits(options), options.proxies(), options.basePath(), this::millis);
    handler = new Guard(new Router(routes(studio)));
    workshop.start(options.turns().painters());
    service.start();
  }

  private List<Route> routes(Studio studio) {
    List<Route> routes = new ArrayList<>(service.routes());
    Page page =
        new Page(studio, office, service, options.basePath(), options.photographs().mostBytes());
    routes.addAll(page.routes());
    return routes;
  }

  private static QueueRules rules(ServerOptions options) {
    ServerOptions.Turns turns = options.turns();
    return new QueueRules(
        turns.painters(), turns.longestWait().toMillis(), turns.picturesOfOneClient());
  }

  private static Limits limits(ServerOptions options) {
    ServerOptions.Photographs photographs = options.photographs();
    return new Limits(
        photographs.mostBytes(),
        photographs.mostPixels(),
        photographs.longestPainting().toMillis(),
        options.addresses().joinsAtOnce(),
        MILLIS_OF_JOIN);
  }

  private long millis() {
    return System.nanoTime() / NANOS_OF_MILLI;
  }

  /**
   * All that is answered, for a server of the program's own.
   *
   * @return answers from any number of threads
   */
  public Handler handler() {
    return handler;
  }

  /**
   * Answers on an address.
   *
   * @param address with port 0 for any that is free
   * @return the address that was bound
   * @throws IOException if it cannot be had
   */
  public synchronized InetSocketAddress listen(InetSocketAddress address) throws IOException {
    JdkServer server =
        new JdkServer(
            address, handler, options.addresses().requestsAtOnce(), options.proxies()::contains);
    listening.add(server);
    return server.start();
  }

  /**
   * Ends: nobody is let in any more, who waits is told so, and what is being painted is painted and
   * may be fetched, for a minute at most.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    office.close();
    try {
      workshop.finish(PAINTING_ENDS_MILLIS);
      waitUntilFetched();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then at once
    }
    service.close();
    listening.forEach(JdkServer::close);
  }

  private void waitUntilFetched() throws InterruptedException {
    long end = millis() + FETCHING_ENDS_MILLIS;
    while (millis() < end && office.isAwaited(FETCHING_ENDS_MILLIS)) {
      Thread.sleep(20);
    }
  }

  /**
   * Headers that keep browsers from doing what nobody asked them to do, on whatever is answered.
   */
  private record Guard(Handler handler) implements Handler {
    private static final Map<String, String> HEADERS =
        Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'self';"
                + " form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    @Override
    public Response handle(Request request) throws IOException {
      Response response;
      try {
        response = handler.handle(request);
      } catch (ProblemException e) {
        response = Problems.response(e);
      }
      return guarded(response);
    }

    private static Response guarded(Response response) {
      if (response.body() instanceof Response.Later later) {
        return new Response(
            response.status(),
            response.headers(),
            new Response.Later(
                client -> later.start().accept(answer -> client.accept(guarded(answer)))));
      }
      Response guarded = response;
      for (Map.Entry<String, String> header : HEADERS.entrySet()) {
        guarded = guarded.with(header.getKey(), header.getValue());
      }
      return response.headers().containsKey("Cache-Control")
          ? guarded
          : guarded.with("Cache-Control", "no-store");
    }
  }
}
