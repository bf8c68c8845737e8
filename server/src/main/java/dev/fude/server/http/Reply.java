package dev.fude.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One answer on its way to its client, at once or over time.
 *
 * <p>Whoever is refused may still be sending, and sends to the end before it reads. A connection
 * that is closed while something is unread is reset, and its client loses the answer. So what is
 * left of a request is read and thrown away: after an answer with a body, which is on its way by
 * then, and before others, with whose headers the JDK's server ends an exchange. The bound in time
 * is that of all requests ({@link JdkProperties#REQUEST_SECONDS}).
 */
final class Reply {
  private static final int MOST_REST = 64 << 20; // bytes
  private static final int PART = 1 << 14;
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
    boolean hasBody = content.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    if (!hasBody) {
      readRest();
    }
    putHeaders(response);
    Future<?> deadline = deadlines.of(content.length, exchange::close);
    try {
      if (hasBody) {
        exchange.sendResponseHeaders(response.status(), content.length);
        exchange.getResponseBody().write(content);
        exchange.getResponseBody().flush();
      } else {
        sayLength(content.length);
        exchange.sendResponseHeaders(response.status(), -1);
      }
    } finally {
      deadline.cancel(false);
    }
    if (hasBody) {
      readRest();
    }
    end();
  }

  /** HEAD is told how long the body would be. */
  private void sayLength(int length) {
    if (length > 0) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
    }
  }

  private void readRest() throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] part = new byte[PART];
    int left = MOST_REST;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(part);
    }
  }

  private EventStream begin(Response response) throws IOException {
    readRest();
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
      // What is left of a refused body may be more than is read.
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
