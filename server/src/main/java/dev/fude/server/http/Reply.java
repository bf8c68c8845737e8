package dev.fude.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One answer on its way to its client, at once or over time. */
final class Reply {
  private static final System.Logger LOG = System.getLogger(Reply.class.getName());

  private final HttpExchange exchange;
  private final Executor threads;
  private final Deadlines deadlines;
  private final Runnable left; // told once, when all is over
  private final AtomicBoolean over = new AtomicBoolean();

  Reply(HttpExchange exchange, Executor threads, Deadlines deadlines, Runnable left) {
    this.exchange = exchange;
    this.threads = threads;
    this.deadlines = deadlines;
    this.left = left;
  }

  void send(Response response) {
    try {
      // Sealed: a body is one of these.
      if (response.body() instanceof Response.Bytes bytes) {
        sendBytes(response, bytes.content());
      } else if (response.body() instanceof Response.Events events) {
        events.start().accept(begin(response));
      } else if (response.body() instanceof Response.Later later) {
        later.start().accept(answer -> threads.execute(() -> send(answer)));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A client did not take its answer.", e);
      end();
    } catch (RuntimeException | Error e) {
      end();
      throw e;
    }
  }

  private void sendBytes(Response response, byte[] content) throws IOException {
    Future<?> deadline = deadlines.of(content.length, exchange::close);
    try {
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      boolean hasBody = content.length > 0 && !isHead;
      putHeaders(response);
      if (isHead) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      }
      exchange.sendResponseHeaders(response.status(), hasBody ? content.length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(content);
      }
    } finally {
      deadline.cancel(false);
    }
    end();
  }

  private EventStream begin(Response response) throws IOException {
    putHeaders(response);
    exchange.sendResponseHeaders(response.status(), 0);
    OutputStream body = exchange.getResponseBody();
    return new EventStream() {
      @Override
      public void send(String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush(); // the headers with it, the first time
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private void putHeaders(Response response) {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (response.status() >= 400) {
      // What is left of a refused body is not worth reading.
      exchange.getResponseHeaders().set("Connection", "close");
    }
  }

  private void end() {
    if (!over.getAndSet(true)) {
      exchange.close();
      left.run();
    }
  }
}
