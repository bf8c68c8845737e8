package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir Path folder;

  @Test
  void printsItsAddressPaintsAndEndsWhenItIsToldTo() throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 48, 32);
    Process process =
        Jvm.PLAIN
            .process(Main.class, "serve", "--port", "0", "--model", Fixtures.weights(folder))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      String line = told.readLine();
      while (!line.startsWith("http")) {
        line = told.readLine();
      }
      HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
      URI address = URI.create(line);
      HttpResponse<Path> picture =
          client.send(
              HttpRequest.newBuilder(address.resolve("v1/pictures?then=picture"))
                  .POST(BodyPublishers.ofFile(photo))
                  .build(),
              BodyHandlers.ofFile(folder.resolve("painted.png")));
      HttpResponse<String> page =
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

      assertThat(line).matches("http://127\\.0\\.0\\.1:[0-9]+/");
      assertThat(picture.statusCode()).isEqualTo(200);
      assertThat(ImageIO.read(picture.body().toFile()).getWidth()).isEqualTo(48);
      assertThat(page.body()).contains("value=\"random\" checked");

      process.toHandle().destroy(); // as Ctrl-C does; its output can still be read
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(told.lines()).contains("fude: finishing what is being painted ...");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void portThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run.of("serve", "--port", taken.getLocalPort(), "--model", Fixtures.weights(folder))
          .failsInOneSentence(ExitCode.FAILED, "cannot be listened on", "--port");
    }
  }

  @Test
  void wrongUseIsSaidBeforeAnythingIsLoaded() {
    Run.of("serve", "--port", "70000")
        .failsInOneSentence(ExitCode.WRONG_USE, "--port 70000", "65535");
    Run.of("serve", "--host", "no such host")
        .failsInOneSentence(ExitCode.WRONG_USE, "--host no such host", "no address");
    Run.of("serve", "--model", folder.resolve("none.safetensors"))
        .failsInOneSentence(ExitCode.BAD_INPUT, "none.safetensors");
    Run.of("serve", "--parallel", "0").failsInOneSentence(ExitCode.WRONG_USE, "--parallel", "1");
  }
}
