package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
      assertThat(line).matches("http://127\\.0\\.0\\.1:[0-9]+/");
      assertThat(ImageIO.read(painted(line, Files.readAllBytes(photo))).getWidth()).isEqualTo(48);
      try (InputStream page = URI.create(line).toURL().openStream()) {
        assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
            .contains("value=\"random\" checked");
      }

      process.toHandle().destroy(); // as Ctrl-C does; its output can still be read
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(told.lines()).contains("fude: finishing what is being painted ...");
    } finally {
      process.destroyForcibly();
    }
  }

  private static InputStream painted(String server, byte[] photo) throws IOException {
    URLConnection sent = URI.create(server + "v1/pictures?then=picture").toURL().openConnection();
    sent.setRequestProperty("Content-Type", "image/png");
    sent.setDoOutput(true);
    sent.getOutputStream().write(photo);
    return sent.getInputStream(); // is sent on to the picture, and waits for it
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
