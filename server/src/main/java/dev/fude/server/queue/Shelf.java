package dev.fude.server.queue;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets by their ids, for as long as they are remembered. Its office's lock guards it.
 *
 * <p>A ticket that somebody watched is given up when nobody has for half a minute: long enough to
 * load a page anew. One that has ended is kept for ten minutes, its picture with it.
 */
final class Shelf {
  /** How long a ticket is kept that nobody watches any more. */
  static final long ABANDONED_MILLIS = 30_000;

  /** How long it is remembered what became of a ticket. */
  static final long KEPT_MILLIS = 600_000;

  private final ByteBudget memory;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();

  /**
   * An empty shelf.
   *
   * @param memory which pictures that are forgotten give back
   */
  Shelf(ByteBudget memory) {
    this.memory = memory;
  }

  void put(Ticket ticket) {
    tickets.put(ticket.id(), ticket);
  }

  Optional<Ticket> find(String id) {
    return Optional.ofNullable(tickets.get(id));
  }

  Collection<Ticket> all() {
    return tickets.values();
  }

  List<Ticket> abandoned(long now) {
    return tickets.values().stream()
        .filter(ticket -> ticket.isAbandonedFor(ABANDONED_MILLIS, now))
        .toList();
  }

  /** Forgets what was kept long enough. */
  void clear(long now) {
    Iterator<Ticket> kept = tickets.values().iterator();
    while (kept.hasNext()) {
      Ticket ticket = kept.next();
      // A cancelled picture may still be in the making: its painter has its order.
      if (ticket.isFinalFor(KEPT_MILLIS, now) && ticket.order().isEmpty()) {
        ticket.result().ifPresent(result -> memory.give(result.bytes().length));
        kept.remove();
      }
    }
  }
}
