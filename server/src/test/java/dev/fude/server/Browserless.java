package dev.fude.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client of a server under test, with a cookie of its own. */
public final class Browserless {
  private final URI server;
  private final HttpClient client;

  private Browserless(URI server) {
    this.server = server;
    client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  /** Somebody new at a server that listens on the loopback. */
  public static Browserless at(InetSocketAddress address) throws Exception {
    Browserless one = new Browserless(URI.create("http://127.0.0.1:" + address.getPort() + "/"));
    one.get("");
    return one;
  }

  /** Any free port of the loopback. */
  public static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  public HttpResponse<byte[]> post(String path, byte[] photo) throws Exception {
    return send("POST", path, photo, "Content-Type", "image/png");
  }

  /** Joins, and gives the ticket's path. */
  public String join(byte[] photo) throws Exception {
    HttpResponse<byte[]> answer = post("v1/pictures", photo);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + ": " + text(answer));
    }
    return answer.headers().firstValue("location").orElseThrow();
  }

  /** The painted picture, as soon as it is painted. */
  public byte[] picture(String ticket) throws Exception {
    HttpResponse<byte[]> answer = get(ticket + "/picture?wait");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + text(answer));
    }
    return answer.body();
  }

  /** All events of a ticket, from now on to its end. */
  public List<String> events(String ticket) throws Exception {
    List<String> lines = new ArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(server.resolve(ticket + "/events")).build();
    client.send(request, BodyHandlers.ofLines()).body().forEach(lines::add);
    return lines;
  }

  public static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  public static Map<String, Object> json(HttpResponse<byte[]> answer) {
    return JsonReading.object(text(answer));
  }
}
