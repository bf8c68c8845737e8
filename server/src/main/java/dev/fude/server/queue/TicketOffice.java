package dev.fude.server.queue;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sells places in the {@link FairQueue}, and keeps what was painted until it is fetched: ten
 * minutes, in memory alone. Thread-safe; the time comes from outside.
 *
 * <p>Nobody is let in who would wait too long, who has enough pictures here, or for whose
 * photograph there is no memory ({@link Door}). How long tickets live is said by {@link Shelf}.
 *
 * <p>Tickets, queue and memory are under one lock, so that all that is told of them is true of one
 * moment. They meet in this class alone, which is therefore long: half of it is javadoc.
 */
public final class TicketOffice {
  private static final int ID_BYTES = 16;

  private final ByteBudget memory;
  private final LongSupplier clock; // milliseconds
  private final FairQueue queue;
  private final Door door;
  private final Shelf shelf;
  private final Map<FairQueue.Entry, Ticket> waiting = new LinkedHashMap<>();
  private final Tally tally = new Tally();
  private final SecureRandom random = new SecureRandom();

  /**
   * An empty queue.
   *
   * @param rules what it promises
   * @param memory for photographs and pictures
   * @param clock milliseconds that only grow
   */
  public TicketOffice(QueueRules rules, ByteBudget memory, LongSupplier clock) {
    this.memory = memory;
    this.clock = clock;
    shelf = new Shelf(memory);
    queue = new FairQueue(rules);
    door = new Door(rules, queue);
  }

  /**
   * What a painter is given.
   *
   * @param id the ticket's
   * @param order what to paint
   */
  public record Work(String id, Order order) {}

  /**
   * Where a client's next picture would stand.
   *
   * @param client who asks
   * @return its place
   * @throws Refusal if it would not be let in
   */
  public synchronized Place placeFor(String client) {
    return door.placeFor(client);
  }

  /**
   * Checks that a client who has come with a photograph is let in; unlike {@link #placeFor}, which
   * only looks, it counts who is not.
   *
   * @param client who comes
   * @throws Refusal if the client is not let in
   */
  public synchronized void requirePlace(String client) {
    try {
      door.placeFor(client);
    } catch (Refusal e) {
      throw counted(e);
    }
  }

  /**
   * Checks that somebody is let in at all.
   *
   * @throws Refusal if the server is about to end
   */
  public synchronized void requireOpen() {
    door.requireOpen();
  }

  /**
   * Checks that there is memory for a photograph that is about to be sent, and takes none: whoever
   * says that much is to come may never send it.
   *
   * @param bytes its length
   * @throws Refusal if there is not as much
   */
  public void requireMemory(long bytes) {
    reserve(bytes);
    release(bytes);
  }

  /**
   * Reserves memory for a part of a photograph that has arrived.
   *
   * @param bytes of the part
   * @throws Refusal if there is not as much
   */
  public void reserve(long bytes) {
    if (!memory.tryTake(bytes)) {
      throw counted(Door.noMemory());
    }
  }

  /**
   * Gives back what was reserved and is not needed.
   *
   * @param bytes that were reserved
   */
  public void release(long bytes) {
    memory.give(bytes);
  }

  /**
   * Lets an order into the queue, whose photograph's bytes have been reserved. They are the
   * office's from then on.
   *
   * @param client whose it is
   * @param millis what it costs: at least 0
   * @param order what is to be painted
   * @return its ticket's id
   * @throws Refusal if it is not let in
   */
  public synchronized String join(String client, double millis, Order order) {
    requirePlace(client);
    Ticket ticket = new Ticket(newId(), order, queue.add(client, millis));
    shelf.put(ticket);
    waiting.put(ticket.entry(), ticket);
    notifyAll();
    return ticket.id();
  }

  private synchronized Refusal counted(Refusal refusal) {
    tally.count(refusal);
    return refusal;
  }

  private String newId() {
    byte[] bits = new byte[ID_BYTES];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  /**
   * Waits for the next picture.
   *
   * @return empty if the office is closed
   * @throws InterruptedException if the thread is interrupted
   */
  public synchronized Optional<Work> take() throws InterruptedException {
    Optional<Work> next = takeNow();
    while (next.isEmpty() && door.isOpen()) {
      wait();
      next = takeNow();
    }
    return next;
  }

  /** The next picture, if a painter is free for it. */
  synchronized Optional<Work> takeNow() {
    Optional<Ticket> next = queue.take().map(waiting::remove);
    next.ifPresent(Ticket::begin);
    return next.map(ticket -> new Work(ticket.id(), ticket.order().orElseThrow()));
  }

  /**
   * Tells how far a picture has come.
   *
   * @param id the ticket's
   * @param fraction from 0 to 1
   * @return false if it need not be painted any more
   */
  public synchronized boolean advance(String id, double fraction) {
    Optional<Ticket> painting = shelf.find(id).filter(one -> one.phase() == Phase.PAINTING);
    painting.ifPresent(ticket -> ticket.advanceTo(fraction));
    return painting.isPresent();
  }

  /**
   * Takes notice that a picture is painted and has yet to be encoded: its painter is free for the
   * next.
   *
   * @param id the ticket's
   */
  public synchronized void painted(String id) {
    leave(id);
  }

  /**
   * Takes a painted picture.
   *
   * @param id the ticket's
   * @param result the picture
   */
  public synchronized void done(String id, Result result) {
    Ticket ticket = leave(id);
    if (ticket.phase() == Phase.PAINTING) {
      memory.take(result.bytes().length);
      end(ticket, Phase.DONE, result, null);
    }
  }

  /**
   * Takes notice that a picture was not painted.
   *
   * @param id the ticket's
   * @param reason a sentence
   */
  public synchronized void failed(String id, String reason) {
    Ticket ticket = leave(id);
    if (ticket.phase() == Phase.PAINTING) {
      end(ticket, Phase.FAILED, null, reason);
    }
  }

  private Ticket leave(String id) {
    Ticket ticket = shelf.find(id).orElseThrow();
    queue.remove(ticket.entry());
    memory.give(ticket.releaseOrder());
    notifyAll();
    return ticket;
  }

  private void end(Ticket ticket, Phase phase, Result result, String reason) {
    ticket.finish(phase, result, reason, clock.getAsLong());
    tally.count(phase);
  }

  /**
   * Calls a picture off; one that is being painted ends at its next step. Does nothing if it has
   * ended.
   *
   * @param id the ticket's
   * @param reason a sentence
   */
  public synchronized void cancel(String id, String reason) {
    shelf.find(id).filter(ticket -> !ticket.phase().isFinal()).ifPresent(one -> drop(one, reason));
  }

  private void drop(Ticket ticket, String reason) {
    if (waiting.remove(ticket.entry()) != null) {
      leave(ticket.id());
    }
    end(ticket, Phase.CANCELLED, null, reason);
  }

  /**
   * Looks at a ticket, as its owner does: a sign that he is still there.
   *
   * @param id the ticket's
   * @return empty if there is none, or none any more
   */
  public synchronized Optional<TicketState> look(String id) {
    shelf.find(id).ifPresent(ticket -> ticket.look(clock.getAsLong()));
    return state(id);
  }

  /**
   * Looks at a ticket.
   *
   * @param id the ticket's
   * @return empty if there is none, or none any more
   */
  public synchronized Optional<TicketState> state(String id) {
    return shelf.find(id).map(one -> one.state(place(one)));
  }

  private Place place(Ticket ticket) {
    return ticket.phase().isFinal() ? null : queue.places().get(ticket.entry());
  }

  /**
   * Looks at all tickets that have not ended, for less than looking at each.
   *
   * @return states by id
   */
  public synchronized Map<String, TicketState> open() {
    Map<FairQueue.Entry, Place> places = queue.places();
    Map<String, TicketState> states = new LinkedHashMap<>();
    for (Ticket ticket : shelf.all()) {
      if (!ticket.phase().isFinal()) {
        states.put(ticket.id(), ticket.state(places.get(ticket.entry())));
      }
    }
    return states;
  }

  /**
   * A painted picture.
   *
   * @param id the ticket's
   * @return empty unless it is done
   */
  public synchronized Optional<Result> result(String id) {
    return shelf.find(id).flatMap(Ticket::fetch);
  }

  /**
   * Whether somebody who watched has yet to fetch a picture.
   *
   * @param millis only pictures that were painted in the last so many count
   * @return false if the server may end
   */
  public synchronized boolean isAwaited(long millis) {
    long now = clock.getAsLong();
    return shelf.all().stream()
        .anyMatch(ticket -> ticket.isUnfetched() && !ticket.isFinalFor(millis, now));
  }

  /**
   * Somebody begins to watch a ticket.
   *
   * @param id the ticket's
   */
  public synchronized void watch(String id) {
    shelf.find(id).ifPresent(Ticket::watch);
  }

  /**
   * Somebody ends watching it.
   *
   * @param id the ticket's
   */
  public synchronized void unwatch(String id) {
    shelf.find(id).ifPresent(ticket -> ticket.unwatch(clock.getAsLong()));
  }

  /** Drops what nobody watches any more, and what was kept long enough. */
  public synchronized void sweep() {
    long now = clock.getAsLong();
    for (Ticket ticket : shelf.abandoned(now)) {
      cancel(ticket.id(), "Nobody was watching any more.");
    }
    shelf.clear(now);
  }

  /** Lets nobody in any more and calls off what has not been begun. */
  public synchronized void close() {
    door.close();
    for (Ticket ticket : waiting.values().toArray(new Ticket[0])) {
      cancel(ticket.id(), "The server ends; send the photograph again later.");
    }
    notifyAll();
  }

  /**
   * Counts.
   *
   * @return what has happened, and what is here
   */
  public synchronized Totals totals() {
    return new Totals(
        tally.ended(),
        tally.refused(),
        queue.waiting(),
        queue.running(),
        shelf.all().size(),
        memory.held(),
        queue.placeFor("").waitMillis());
  }
}
