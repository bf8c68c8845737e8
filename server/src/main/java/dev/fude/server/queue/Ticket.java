package dev.fude.server.queue;

import java.util.Optional;

/** One order on its way. Its office alone touches it, under its lock. */
final class Ticket {
  private static final long NEVER = -1;

  private final String id;
  private final String style;
  private final FairQueue.Entry entry;
  private Order order; // null as soon as it is painted
  private Phase phase = Phase.WAITING;
  private double fraction;
  private Result result; // null until it is painted
  private String reason; // null unless it failed or was cancelled
  private boolean fetched;
  private int watchers;
  private long unwatchedSince = NEVER; // if somebody watched it and nobody does
  private long finalSince = NEVER;

  Ticket(String id, Order order, FairQueue.Entry entry) {
    this.id = id;
    this.style = order.style();
    this.order = order;
    this.entry = entry;
  }

  String id() {
    return id;
  }

  FairQueue.Entry entry() {
    return entry;
  }

  Phase phase() {
    return phase;
  }

  Optional<Order> order() {
    return Optional.ofNullable(order);
  }

  Optional<Result> result() {
    return Optional.ofNullable(result);
  }

  Optional<Result> fetch() {
    fetched = true;
    return result();
  }

  /** Whether its picture is there, and somebody watched it and did not fetch it. */
  boolean isUnfetched() {
    return result != null && !fetched && (watchers > 0 || unwatchedSince != NEVER);
  }

  TicketState state(Place place) {
    return new TicketState(
        id, style, phase, Optional.ofNullable(place), fraction, Optional.ofNullable(reason));
  }

  void begin() {
    phase = Phase.PAINTING;
  }

  void advanceTo(double part) {
    entry.advanceTo(part);
    fraction = Math.max(fraction, part);
  }

  void finish(Phase end, Result painted, String why, long now) {
    phase = end;
    result = painted;
    reason = why;
    finalSince = now;
    if (end == Phase.DONE) {
      fraction = 1;
    }
  }

  /** Lets the photograph go, and tells how long it was. */
  long releaseOrder() {
    long bytes = order == null ? 0 : order.photo().length;
    order = null;
    return bytes;
  }

  void watch() {
    watchers++;
  }

  void unwatch(long now) {
    watchers--;
    unwatchedSince = now;
  }

  /** Somebody asked for it who does not watch it. */
  void look(long now) {
    if (unwatchedSince != NEVER) {
      unwatchedSince = now;
    }
  }

  boolean isAbandonedFor(long millis, long now) {
    return watchers == 0 && unwatchedSince != NEVER && now - unwatchedSince >= millis;
  }

  boolean isFinalFor(long millis, long now) {
    return finalSince != NEVER && now - finalSince >= millis;
  }
}
