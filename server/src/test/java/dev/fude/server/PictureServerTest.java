package dev.fude.server;

import static dev.fude.server.Browserless.json;
import static dev.fude.server.Browserless.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server as a whole: its end, its bounds, and its page without a script. */
class PictureServerTest {
  private static final ServerOptions OPTIONS = ServerOptions.DEFAULTS;

  private static PictureServer server(ServerOptions options, long nanosOfPixel) {
    return new PictureServer(Map.of("turned", PacedBackend.painter(nanosOfPixel)), options);
  }

  @Test
  void atItsEndItFinishesWhatItPaints() throws Exception {
    PictureServer server = server(OPTIONS, 1000);
    Browserless client = Browserless.at(server.listen(Browserless.anyPort()));
    byte[] photo = Photos.flat(1000, 800); // most of a second
    String running = client.join(photo);
    String waiting = client.join(photo);
    CompletableFuture<List<String>> news = inBackground(() -> client.events(running));
    CompletableFuture<byte[]> picture = inBackground(() -> client.picture(running));
    while (!json(client.get(running)).get("status").equals("painting")) {
      Thread.sleep(5);
    }

    CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);

    HttpResponse<byte[]> told = client.get(waiting + "/picture?wait");
    assertThat(told.statusCode()).isEqualTo(410);
    assertThat(text(told)).contains("The server ends");
    assertThat(client.get("healthz").statusCode()).isEqualTo(503);
    assertThat(client.post("v1/pictures", photo).statusCode()).isEqualTo(503);
    assertThat(Photos.isTurned(photo, picture.get(20, TimeUnit.SECONDS))).isTrue();
    assertThat(news.get(20, TimeUnit.SECONDS)).contains("event: done");
    end.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> client.get("")).isInstanceOf(ConnectException.class);
  }

  private interface Asking<T> {
    T ask() throws Exception;
  }

  private static <T> CompletableFuture<T> inBackground(Asking<T> asking) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return asking.ask();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void whoWouldWaitTooLongIsToldBeforehand() throws Exception {
    ServerOptions options = OPTIONS.withQueue(1, Duration.ofMillis(300));
    try (PictureServer server = server(options, 1000)) {
      var address = server.listen(Browserless.anyPort());
      Browserless.at(address).join(Photos.flat(1200, 1000));

      Browserless late = Browserless.at(address);
      Map<String, Object> queue = json(late.get("v1/queue?pixels=100"));
      HttpResponse<byte[]> refused = late.post("v1/pictures", Photos.flat(10, 10));

      assertThat(queue).containsEntry("open", false);
      assertThat(queue.get("reason").toString()).startsWith("You would wait ");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
    }
  }

  /** A look at the queue counts as none. */
  @Test
  void refusalsAreCountedByTheirCause() throws Exception {
    ServerOptions options = OPTIONS.withAddresses(5, 1000).withQueue(1, Duration.ofHours(1));
    try (PictureServer server = server(options, 1000)) {
      Browserless client = Browserless.at(server.listen(Browserless.anyPort()));
      for (int i = 0; i < 4; i++) {
        client.join(Photos.flat(2000, 2000)); // four seconds each
      }
      assertThat(json(client.get("v1/queue"))).containsEntry("open", false);
      Map<Object, Double> refused = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        HttpResponse<byte[]> answer = client.post("v1/pictures", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
        refused.merge(json(answer).get("title"), 1.0, Double::sum);
      }

      assertThat(refused).containsOnlyKeys("Too many pictures of yours", "Too many at once");
      assertThat(text(client.get("metrics")))
          .contains("{cause=\"share\"} " + refused.get("Too many pictures of yours") + "\n")
          .contains("{cause=\"rate\"} " + refused.get("Too many at once") + "\n")
          .contains("{cause=\"wait\"} 0.0\n");
    }
  }

  @Test
  void formWorksWithoutAScript() throws Exception {
    try (PictureServer server = server(OPTIONS, 1000)) {
      Browserless client = Browserless.at(server.listen(Browserless.anyPort()));

      HttpResponse<byte[]> sent = client.post("pictures?style=turned", Photos.flat(900, 900));
      String wait = sent.headers().firstValue("location").orElseThrow();
      String told = text(client.get(wait));

      assertThat(sent.statusCode()).isEqualTo(303);
      assertThat(told).contains("<meta http-equiv=\"refresh\"", "/cancel").doesNotContain("{{");
      while (text(client.get(wait)).contains("http-equiv=\"refresh\"")) {
        Thread.sleep(50);
      }
      assertThat(text(client.get(wait))).contains("painted in the style turned", "/picture\"");
      HttpResponse<byte[]> refused = client.post("pictures", Photos.heic());
      assertThat(refused.statusCode()).isEqualTo(415);
      assertThat(text(refused)).contains("HEIC", "<form");
      String other =
          client
              .post("pictures", Photos.flat(999, 999))
              .headers()
              .firstValue("location")
              .orElseThrow();
      client.send("POST", other + "/cancel", null);
      assertThat(text(client.get(other))).contains("You cancelled it.");
      assertThat(client.get("wait/none").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void optionsThatServeNobodyAreRefused() {
    assertThatThrownBy(() -> OPTIONS.withQueue(0, Duration.ZERO)).hasMessageContaining("painter");
    assertThatThrownBy(() -> new PictureServer(Map.of(), OPTIONS)).hasMessageContaining("style");
  }
}
