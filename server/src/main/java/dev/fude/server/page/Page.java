package dev.fude.server.page;

import dev.fude.server.api.Resource;
import dev.fude.server.api.Route;
import dev.fude.server.api.Service;
import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import dev.fude.server.queue.Phase;
import dev.fude.server.queue.Place;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.queue.TicketState;
import dev.fude.server.studio.Studio;
import dev.fude.server.studio.StudioStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The web page. Its script talks to the API; without the script its form is sent to {@code
 * /pictures}, and the same page then tells of the ticket and loads itself anew until it has ended.
 */
public final class Page {
  private static final String HTML = "text/html; charset=utf-8";
  private static final int REFRESH_SECONDS = 2;

  private final TicketOffice office;
  private final Service service;
  private final String base;
  private final String index; // but for what is told of a ticket
  private final Response css = file("style.css", "text/css");
  private final Response script = file("app.js", "text/javascript");

  /**
   * A page.
   *
   * @param studio its styles
   * @param office its tickets
   * @param service takes its photographs
   * @param base what stands before its paths
   * @param mostBytes of a photograph's file
   */
  public Page(Studio studio, TicketOffice office, Service service, String base, long mostBytes) {
    this.office = office;
    this.service = service;
    this.base = base;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("base", Html.escaped(base) + "/");
    values.put("bytes", Long.toString(mostBytes));
    values.put("limit", (mostBytes >> 20) + " MB");
    values.put("styles", styles(studio)); // the last: what is in it is not filled
    index = Html.filled(new String(resource("index.html"), StandardCharsets.UTF_8), values);
  }

  /**
   * What is answered where.
   *
   * @return all of it
   */
  public List<Route> routes() {
    return List.of(
        new Route("GET", "/", (request, none) -> start(request)),
        new Route("GET", "/style.css", (request, none) -> css),
        new Route("GET", "/app.js", (request, none) -> script),
        new Route("POST", "/pictures", (request, none) -> join(request)),
        new Route("GET", "/wait/{id}", (request, id) -> told(id)),
        new Route("POST", "/wait/{id}/cancel", (request, id) -> cancel(request, id)));
  }

  private static Response file(String name, String type) {
    return Response.bytes(200, type + "; charset=utf-8", resource(name))
        .with("Cache-Control", "no-cache");
  }

  private static byte[] resource(String name) {
    return Resource.bytes(Page.class, name);
  }

  private Response start(Request request) {
    return service.clients().known(request, page(200, "", ""));
  }

  private Response join(Request request) throws IOException {
    try {
      return Response.empty(303).with("Location", base + "/wait/" + service.intake().join(request));
    } catch (ProblemException e) {
      return page(e.status(), "", notice("problem", Html.escaped(e.getMessage())));
    }
  }

  private Response cancel(Request request, String id) {
    office.cancel(id, "You cancelled it.");
    return Response.empty(303).with("Location", base + "/wait/" + id);
  }

  private Response told(String id) {
    TicketState state = office.look(id).orElse(null);
    if (state == null) {
      return page(
          404, "", notice("problem", "There is no such picture, or no more. Send it again."));
    }
    if (!state.phase().isFinal()) {
      String cancel =
          String.format(
              "<form method=\"post\" action=\"wait/%s/cancel\"><button>Cancel</button></form>", id);
      String refresh =
          String.format("<meta http-equiv=\"refresh\" content=\"%d\">", REFRESH_SECONDS);
      return page(200, refresh, notice("", words(state)) + cancel);
    }
    if (state.phase() == Phase.DONE) {
      return page(200, "", painted(state));
    }
    return page(200, "", notice("problem", Html.escaped(state.reason().orElseThrow())));
  }

  private static String words(TicketState state) {
    if (state.phase() == Phase.PAINTING) {
      return String.format("Your picture is being painted: %d %%.", (int) (100 * state.fraction()));
    }
    Place place = state.place().orElseThrow();
    String before =
        switch (place.ahead()) {
          case 0 -> "Yours is the next picture";
          case 1 -> "One picture is before yours";
          default -> place.ahead() + " pictures are before yours";
        };
    return String.format(
        "%s%s: about %d seconds.",
        before,
        place.first() ? "" : ", your others among them",
        (long) Math.ceil(place.waitMillis() / 1000));
  }

  private static String painted(TicketState state) {
    String address = "v1/tickets/" + state.id() + "/picture";
    return String.format(
        "<figure class=\"plain\"><img src=\"%s\" alt=\"Your photograph, painted in the style %s\">"
            + "<figcaption><a href=\"%s\" download>Download</a></figcaption></figure>",
        address, Html.escaped(state.style()), address);
  }

  private static String notice(String kind, String html) {
    return String.format("<p class=\"notice %s\" role=\"status\">%s</p>", kind, html);
  }

  private Response page(int status, String refresh, String notice) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("refresh", refresh);
    values.put("notice", notice); // the last, as above
    return Response.text(status, HTML, Html.filled(index, values));
  }

  private static String styles(Studio studio) {
    StringBuilder html = new StringBuilder();
    String checked = " checked";
    for (StudioStyle style : studio.styles()) {
      String name = Html.escaped(style.name());
      html.append("<label class=\"chip\"><input type=\"radio\" name=\"style\" value=\"")
          .append(name)
          .append('"')
          .append(checked)
          .append("><span>")
          .append(name)
          .append("</span></label>\n");
      checked = "";
    }
    return html.toString();
  }
}
