package dev.fude.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The handler in a server of a program's own, as {@code docs/serve.md} shows it. */
class MountedTest {
  private static final ServerOptions BELOW_A_PATH =
      new ServerOptions(
          ServerOptions.DEFAULTS.turns(),
          ServerOptions.DEFAULTS.photographs(),
          ServerOptions.DEFAULTS.addresses(),
          ServerOptions.DEFAULTS.proxies(),
          "/paint");

  @Test
  void linksLeadBelowThePathThatItIsMountedAt() throws Exception {
    HttpServer own = HttpServer.create(Browserless.anyPort(), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    own.setExecutor(threads);
    try (PictureServer server =
        new PictureServer(Map.of("turned", PacedBackend.painter(1000)), BELOW_A_PATH)) {
      own.createContext("/paint", new Mounted("/paint", server.handler()));
      own.start();
      Browserless client = Browserless.at(own.getAddress());
      byte[] photo = Photos.png(100, 80, 1);

      HttpResponse<byte[]> joined =
          client.send("POST", "paint/v1/pictures", photo, "Content-Type", "image/png");
      String ticket = joined.headers().firstValue("location").orElseThrow();

      assertThat(ticket).startsWith("/paint/v1/tickets/");
      assertThat(Photos.isTurned(photo, client.picture(ticket))).isTrue();
      assertThat(client.events(ticket)).contains("event: done");
      assertThat(Browserless.text(client.get("paint/"))).contains("<base href=\"/paint/\">");
      assertThat(client.get("paint/nothing").statusCode()).isEqualTo(404);
    } finally {
      own.stop(0);
      threads.shutdownNow();
    }
  }

  @Test
  void exampleInTheDocumentIsTheOneThatIsTried() throws Exception {
    String source = Files.readString(Path.of("src/test/java/dev/fude/server/Mounted.java")).strip();

    assertThat(Files.readString(Path.of("../docs/serve.md")))
        .contains(source.substring(source.indexOf("/** Brings")));
  }
}
