package dev.fude.server.api;

import dev.fude.server.queue.Phase;
import dev.fude.server.queue.Place;
import dev.fude.server.queue.TicketState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tickets and places as programs read them. */
final class TicketJson {
  private static final int PERCENT = 100;

  private final String base;

  /**
   * A writer.
   *
   * @param base what stands before the paths of links
   */
  TicketJson(String base) {
    this.base = base;
  }

  String path(String id) {
    return base + "/v1/tickets/" + id;
  }

  String of(TicketState state) {
    Map<String, Object> ticket = new LinkedHashMap<>();
    ticket.put("id", state.id());
    ticket.put("status", state.phase().word());
    ticket.put("style", state.style());
    state.place().ifPresent(place -> putPlace(ticket, place));
    ticket.put("progress", Math.floor(state.fraction() * PERCENT) / PERCENT);
    state.reason().ifPresent(reason -> ticket.put("reason", reason));
    ticket.put("ticket", path(state.id()));
    if (!state.phase().isFinal()) {
      ticket.put("events", path(state.id()) + "/events");
    }
    if (state.phase() == Phase.DONE) {
      ticket.put("picture", path(state.id()) + "/picture");
    }
    return Json.of(ticket);
  }

  static void putPlace(Map<String, Object> json, Place place) {
    json.put("ahead", place.ahead());
    json.put("wait_seconds", seconds(place));
    json.put("first", place.first());
  }

  static long seconds(Place place) {
    return (long) Math.ceil(place.waitMillis() / 1000);
  }

  /** A name for all that is told of a ticket: the same as long as nothing changes. */
  static String eventId(TicketState state) {
    String place = state.place().map(where -> where.ahead() + "." + seconds(where)).orElse("-");
    return state.phase().word() + "." + place + "." + (int) (state.fraction() * 20);
  }
}
