package dev.fude.server.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One answer on its way to its client, at once or over time. What is left of the request is read
 * ({@link SentBody#readRest}) after an answer with a body, which is on its way by then, and before
 * others: with their headers the JDK's server ends the exchange.
 */
final class Reply {
  private static final System.Logger LOG = System.getLogger(Reply.class.getName());

  private final HttpExchange exchange;
  private final SentBody sent;
  private final Executor threads;
  private final Deadlines deadlines;
  private final Leaving left;
  private final Thread handlers = Thread.currentThread();
  private final AtomicBoolean over = new AtomicBoolean();
  private boolean answered; // by bytes, all of them
  private volatile boolean broken; // so that the JDK's server is not told of its end

  Reply(HttpExchange exchange, SentBody sent, Executor threads, Deadlines deadlines, Leaving left) {
    this.exchange = exchange;
    this.sent = sent;
    this.threads = threads;
    this.deadlines = deadlines;
    this.left = left;
  }

  /** Told once, when all is over. */
  interface Leaving {
    /**
     * Takes notice.
     *
     * @param gone whether request or answer broke off, and nobody but its task can end the rest
     */
    void leave(boolean gone);
  }

  void send(Response response) {
    try {
      // Sealed: a body is one of these.
      if (response.body() instanceof Response.Bytes bytes) {
        sendBytes(response, bytes.content());
      } else if (response.body() instanceof Response.Events events) {
        if (isHead()) {
          sendBytes(response, new byte[0]);
        } else {
          events.start().accept(begin(response));
        }
      } else if (response.body() instanceof Response.Later later) {
        later.start().accept(answer -> threads.execute(() -> send(answer)));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A client did not take its answer.", e);
      broken = !answered;
      end();
    } catch (RuntimeException | Error e) {
      end();
      throw e;
    }
  }

  private void sendBytes(Response response, byte[] content) throws IOException {
    boolean hasBody = content.length > 0 && !isHead();
    if (!hasBody) {
      sent.readRest();
    }
    putHeaders(response);
    Deadlines.Deadline deadline = deadlines.of(content.length);
    try (deadline) {
      if (hasBody) {
        exchange.sendResponseHeaders(response.status(), content.length);
        exchange.getResponseBody().write(content);
        exchange.getResponseBody().flush();
      } else {
        sayLength(content.length);
        exchange.sendResponseHeaders(response.status(), -1);
      }
    }
    answered = true;
    if (hasBody) {
      sent.readRest();
    }
    end();
  }

  private boolean isHead() {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /** HEAD is told how long the body would be. */
  private void sayLength(int length) {
    if (length > 0) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
    }
  }

  private EventStream begin(Response response) throws IOException {
    sent.readRest();
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
        try {
          body.close();
        } catch (IOException e) {
          broken = true;
        }
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
      if (!isDropped()) {
        exchange.close();
      }
      left.leave(broken && !isDropped());
    }
  }

  /** Whether the request broke off, and its own task is to end all by an exception. */
  boolean isDropped() {
    return sent.isCutOff() && Thread.currentThread() == handlers;
  }
}
