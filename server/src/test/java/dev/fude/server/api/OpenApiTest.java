package dev.fude.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.server.JsonReading;
import dev.fude.server.PacedBackend;
import dev.fude.server.Photos;
import dev.fude.server.http.Handler;
import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Problems;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import dev.fude.server.queue.ByteBudget;
import dev.fude.server.queue.QueueRules;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.studio.Studio;
import dev.fude.server.studio.Workshop;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code openapi.json} says, and what the handlers do, without a server in between. */
class OpenApiTest {
  private static final byte[] PHOTO = Photos.png(8, 8, 1);

  private final Map<String, Object> document =
      JsonReading.object(
          new String(Resource.bytes(Api.class, "openapi.json"), StandardCharsets.UTF_8));
  private final TicketOffice office =
      new TicketOffice(QueueRules.USUAL, new ByteBudget(1 << 20), System::currentTimeMillis);
  private final Studio studio = new Studio(Map.of("turned", PacedBackend.painter(0)));
  private final Service service =
      new Service(
          studio,
          office,
          new Limits(1 << 16, 1000, 1000, 9, 1000),
          Set.of(),
          "",
          System::currentTimeMillis);
  private final List<Route> routes = service.routes();
  private final Handler handler = new Router(routes);
  private final Set<String> seen = new TreeSet<>();

  @Test
  void everyRouteIsDescribed_andNothingElse() {
    Set<String> described = new TreeSet<>();
    object(document.get("paths"))
        .forEach(
            (path, methods) ->
                object(methods).keySet().stream()
                    .filter(method -> !method.equals("parameters"))
                    .forEach(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(described)
        .isEqualTo(
            new TreeSet<>(
                routes.stream().map(route -> route.method() + " " + route.template()).toList()));
  }

  @Test
  void everyAnswerIsAsDescribed() throws Exception {
    String ticket =
        text(ask("POST", "/v1/pictures", "", PHOTO))
            .replaceAll(".*\"ticket\": \"([^\"]*)\".*", "$1");
    ask("POST", "/v1/pictures", "then=picture", PHOTO);
    ask("POST", "/v1/pictures", "style=oil", PHOTO);
    ask("POST", "/v1/pictures", "", Photos.heic());
    ask("POST", "/v1/pictures", "", Photos.huge());
    ask("POST", "/v1/pictures", "style=%", PHOTO);
    ask("GET", "/v1/queue", "pixels=64", null);
    ask("GET", "/v1/queue", "pixels=x", null);
    ask("GET", "/v1/queue", "pixels=5000", null);
    ask("GET", "/v1/queue", "style=oil", null);
    ask("GET", "/v1/styles", "", null);
    ask("GET", ticket, "", null);
    ask("GET", ticket + "/picture", "", null);
    ask("GET", ticket + "/events", "", null);
    for (String path : List.of("", "/picture", "/events")) {
      ask("GET", "/v1/tickets/none" + path, "", null);
    }
    ask("DELETE", "/v1/tickets/none", "", null);
    Workshop workshop = new Workshop(office, studio);
    workshop.start(1);
    while (!office.look(ticket.substring(12)).orElseThrow().phase().isFinal()) {
      Thread.sleep(5);
    }
    ask("GET", ticket, "", null);
    ask("GET", ticket + "/picture", "", null);
    ask("DELETE", ticket, "", null);
    for (int i = 0; i < 5; i++) {
      ask("POST", "/v1/pictures", "", PHOTO); // more at once than an address may send
    }
    for (String path : List.of("/healthz", "/metrics", "/openapi.json")) {
      ask("GET", path, "", null);
    }
    office.close();
    workshop.finish(1000);
    ask("GET", "/healthz", "", null);

    assertThat(seen)
        .contains(
            "POST /v1/pictures 202",
            "POST /v1/pictures 303",
            "POST /v1/pictures 429",
            "POST /v1/pictures 413",
            "POST /v1/pictures 415",
            "POST /v1/pictures 422",
            "GET /v1/tickets/{id}/picture 200",
            "GET /v1/tickets/{id}/picture 409",
            "DELETE /v1/tickets/{id} 204",
            "GET /healthz 503")
        .hasSize(25);
  }

  private Response ask(String method, String path, String query, byte[] body) throws Exception {
    Request request =
        new Request(
            method,
            path,
            query,
            body == null ? Map.of() : Map.of("content-type", List.of("image/png")),
            InetAddress.getLoopbackAddress(),
            new ByteArrayInputStream(body == null ? new byte[0] : body));
    Response response;
    try {
      response = handler.handle(request);
    } catch (ProblemException e) {
      response = Problems.response(e);
    }
    check(method, path, response);
    return response;
  }

  private void check(String method, String path, Response response) {
    String template =
        routes.stream()
            .filter(route -> route.match(path).isPresent())
            .findFirst()
            .orElseThrow()
            .template();
    String asked = method + " " + template + " " + response.status();
    seen.add(asked);
    Map<String, Object> operation =
        object(
            object(object(document.get("paths")).get(template))
                .get(method.toLowerCase(Locale.ROOT)));
    Object described = object(operation.get("responses")).get(Integer.toString(response.status()));
    assertThat(described).as(asked).isNotNull();
    Map<String, Object> content = object(resolved(described).getOrDefault("content", Map.of()));
    if (content.isEmpty()) {
      assertThat(((Response.Bytes) response.body()).content()).as(asked).isEmpty();
      return;
    }
    String type = response.headers().get("Content-Type").replaceAll(";.*", "");
    assertThat(content).as(asked).containsKey(type);
    if (type.endsWith("json")) {
      checkObject(asked, object(object(content.get(type)).get("schema")), text(response));
    }
  }

  private void checkObject(String asked, Map<String, Object> reference, String json) {
    Map<String, Object> schema = resolved(reference);
    Map<String, Object> answer = JsonReading.object(json);
    if (schema.containsKey("properties")) {
      assertThat(object(schema.get("properties")).keySet()).as(asked).containsAll(answer.keySet());
      assertThat(answer.keySet()).as(asked).containsAll(list(schema.get("required")));
    }
  }

  private Map<String, Object> resolved(Object value) {
    Map<String, Object> found = object(value);
    if (found.get("$ref") instanceof String path) {
      Object at = document;
      for (String name : path.substring(2).split("/")) {
        at = object(at).get(name);
      }
      return object(at);
    }
    return found;
  }

  private static String text(Response response) {
    return new String(((Response.Bytes) response.body()).content(), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(Object value) {
    return (List<String>) value;
  }
}
