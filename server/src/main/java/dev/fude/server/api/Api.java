package dev.fude.server.api;

import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Problems;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import dev.fude.server.queue.Phase;
import dev.fude.server.queue.Place;
import dev.fude.server.queue.Refusal;
import dev.fude.server.queue.Result;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.queue.TicketState;
import dev.fude.server.studio.Studio;
import dev.fude.server.studio.StudioStyle;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What programs can ask for, as {@code openapi.json} describes it to them. */
public final class Api {
  private static final String JSON = "application/json";
  private static final String PICTURE = "picture";
  private static final int ID_SHOWN = 8;

  private final Studio studio;
  private final TicketOffice office;
  private final Clients clients;
  private final Intake intake;
  private final Watchers watchers;
  private final TicketJson json;
  private final Limits limits;

  Api(
      Studio studio,
      TicketOffice office,
      Clients clients,
      Intake intake,
      Watchers watchers,
      TicketJson json,
      Limits limits) {
    this.studio = studio;
    this.office = office;
    this.clients = clients;
    this.intake = intake;
    this.watchers = watchers;
    this.json = json;
    this.limits = limits;
  }

  /**
   * What is answered where.
   *
   * @return all of it
   */
  public List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/pictures", this::join),
        new Route("GET", "/v1/queue", this::queue),
        new Route("GET", "/v1/styles", this::styles),
        new Route("GET", "/v1/tickets/{id}", this::ticket),
        new Route("DELETE", "/v1/tickets/{id}", this::cancel),
        new Route("GET", "/v1/tickets/{id}/events", this::events),
        new Route("GET", "/v1/tickets/{id}/picture", this::picture),
        new Route("GET", "/healthz", this::health),
        new Route("GET", "/metrics", this::metrics),
        new Route("GET", "/openapi.json", this::description));
  }

  /** 202 with the ticket; or 303 to the picture, for clients that want nothing else. */
  private Response join(Request request, String none) throws IOException {
    Optional<String> then = request.parameter("then");
    if (!then.orElse(PICTURE).equals(PICTURE)) {
      throw new ProblemException(
          400, "Unknown sequel", "What may come then is the picture alone; give then=picture.");
    }
    String id = intake.join(request);
    if (then.isPresent()) {
      return Response.empty(303).with("Location", json.path(id) + "/picture?wait");
    }
    return Response.text(202, JSON, json.of(office.look(id).orElseThrow()))
        .with("Location", json.path(id));
  }

  /** Whether a picture of this client's would be let in, and where it would stand. */
  private Response queue(Request request, String none) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      StudioStyle style = intake.style(request.parameter("style"));
      long pixels = pixels(request);
      intake.requirePixels(pixels, style);
      Place place = office.placeFor(clients.of(request));
      answer.put("open", true);
      TicketJson.putPlace(answer, place);
      answer.put("paint_seconds", Math.round(style.pace().millis(pixels) / 100) / 10.0);
    } catch (Refusal e) {
      answer.put("open", false);
      answer.put("reason", e.getMessage());
      answer.put("retry_after", Refusals.seconds(e.retryMillis()));
    }
    answer.put("most_bytes", limits.mostBytes());
    answer.put("most_pixels", limits.mostPixels());
    return Response.text(200, JSON, Json.of(answer));
  }

  private static long pixels(Request request) {
    return request
        .parameter("pixels")
        .map(
            text ->
                Request.count(text)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                400,
                                "Malformed number",
                                "The number of pixels is no whole number; give width times"
                                    + " height.")))
        .orElse(0L);
  }

  private Response styles(Request request, String none) {
    List<Map<String, Object>> styles =
        studio.styles().stream()
            .map(
                style -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("name", style.name());
                  style.license().ifPresent(license -> one.put("license", license));
                  return one;
                })
            .toList();
    return Response.text(200, JSON, Json.of(Map.of("styles", styles)));
  }

  private Response ticket(Request request, String id) {
    return Response.text(200, JSON, json.of(seen(id)));
  }

  /** A look at a ticket is a sign that its owner is still there. */
  private TicketState seen(String id) {
    return office.look(id).orElseThrow(Watchers::noTicket);
  }

  private Response cancel(Request request, String id) {
    Intake.requireSameSite(request);
    office.cancel(seen(id).id(), "You cancelled it.");
    return Response.empty(204);
  }

  private Response events(Request request, String id) {
    String known = seen(id).id();
    Optional<String> lastSeen = request.header("last-event-id");
    return new Response(
            200,
            Map.of("Content-Type", "text/event-stream"),
            new Response.Events(stream -> watchers.stream(known, lastSeen, stream)))
        .with("X-Accel-Buffering", "no"); // nginx would wait for more to come
  }

  private Response picture(Request request, String id) {
    TicketState state = seen(id);
    if (!state.phase().isFinal() && request.parameter("wait").isPresent()) {
      return new Response(
          200,
          Map.of(),
          new Response.Later(
              client -> watchers.whenEnded(id, () -> client.accept(pictureNow(id)))));
    }
    return pictureNow(id);
  }

  private Response pictureNow(String id) {
    Optional<TicketState> state = office.state(id);
    Optional<Result> result = office.result(id);
    return result
        .map(painted -> found(state.orElseThrow(), painted))
        .orElseGet(() -> Problems.response(state.map(Api::missing).orElseGet(Watchers::noTicket)));
  }

  private static Response found(TicketState state, Result result) {
    String name =
        String.format(
            "fude-%s-%s.%s",
            state.style().replaceAll("[^A-Za-z0-9_-]", "_"),
            state.id().substring(0, ID_SHOWN),
            result.extension());
    return Response.bytes(200, result.mediaType(), result.bytes())
        .with("Content-Disposition", "inline; filename=\"" + name + "\"")
        .with("Cache-Control", "private, max-age=600, immutable");
  }

  private static ProblemException missing(TicketState state) {
    if (state.phase().isFinal()) {
      String title = state.phase() == Phase.CANCELLED ? "Cancelled" : "Not painted";
      return new ProblemException(410, title, state.reason().orElseThrow());
    }
    double millis = state.place().map(Place::waitMillis).orElse(0.0);
    return new ProblemException(
            409, "Not painted yet", "The picture is not painted yet; come back in a moment.")
        .retryAfter(Refusals.seconds(millis));
  }

  private Response health(Request request, String none) {
    try {
      office.requireOpen();
    } catch (Refusal e) {
      throw Refusals.problem(e);
    }
    return Response.text(200, JSON, Json.of(Map.of("status", "ok")));
  }

  private Response metrics(Request request, String none) {
    return Response.text(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        Metrics.of(office.totals(), intake.refusedByRate(), studio, watchers.streams()));
  }

  private Response description(Request request, String none) {
    return Response.bytes(200, JSON, Resource.bytes(Api.class, "openapi.json"));
  }
}
