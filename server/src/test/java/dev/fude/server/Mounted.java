package dev.fude.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fude.server.http.EventStream;
import dev.fude.server.http.Handler;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Brings requests below a path of a server that a program has already to Fude's handler. */
record Mounted(String path, Handler pictures) implements HttpHandler {
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath().substring(path.length()),
            Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
            headers,
            exchange.getRemoteAddress().getAddress(),
            exchange.getRequestBody());
    answer(exchange, pictures.handle(request));
  }

  private static void answer(HttpExchange exchange, Response response) throws IOException {
    if (response.body() instanceof Response.Later later) {
      CompletableFuture<Response> known = new CompletableFuture<>();
      later.start().accept(known::complete);
      answer(exchange, known.join()); // the thread waits until the picture is painted
      return;
    }
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (response.body() instanceof Response.Bytes bytes) {
      int length = bytes.content().length;
      exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(bytes.content());
      exchange.close();
    } else if (response.body() instanceof Response.Events events) {
      exchange.sendResponseHeaders(response.status(), 0);
      events.start().accept(new Stream(exchange));
    }
  }

  /** Events are sent by a thread of Fude's, until it closes the stream. */
  private record Stream(HttpExchange exchange) implements EventStream {
    @Override
    public void send(String text) throws IOException {
      OutputStream body = exchange.getResponseBody();
      body.write(text.getBytes(StandardCharsets.UTF_8));
      body.flush();
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
