package dev.fude.server.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Start-time fair queueing over clients [1]. Not thread-safe: {@link TicketOffice} is.
 *
 * <p>Each picture has a cost, its predicted milliseconds, and a <em>start tag</em>: the queue's
 * clock, or where the client's last picture ends if that is later. The lowest tag is painted first,
 * of equal ones the oldest; the clock is the tag of what was begun last. So a client's pictures
 * stand one behind another, each as far as the last one costs, and fifty of them delay somebody
 * else by the one that is being painted.
 *
 * <p>A client without a picture here is forgotten, and begins at the clock. That keeps a promise:
 * <em>the wait of a client's first picture never grows.</em> Its tag is at most the clock when it
 * joins, whoever comes later has a tag of at least the clock, and the clock never goes back: nobody
 * gets before it. Who is before it only leaves or gets on. Costs are fixed on joining, and a wait
 * is a sum of costs, so that it can only shrink.
 *
 * <p>With several painters pictures are begun in the same order, each by the first painter who is
 * free; the sorted times at which painters get free shrink if anything before shrinks, so the
 * promise holds there too. (It would not if a client's second picture had to wait for its first
 * while a painter is idle.)
 *
 * <p>[1] Goyal, Vin, Cheng: Start-Time Fair Queuing, SIGCOMM 1996.
 */
final class FairQueue {
  private final QueueRules rules;
  private final TreeSet<Entry> waiting =
      new TreeSet<>(
          Comparator.comparingDouble((Entry entry) -> entry.startTag)
              .thenComparingLong(entry -> entry.number));
  private final List<Entry> running = new ArrayList<>();
  private final Map<String, Client> clients = new HashMap<>(); // those with a picture here
  private double clock;
  private long joined;

  FairQueue(QueueRules rules) {
    this.rules = rules;
  }

  /** A picture in the queue, waiting or being painted. */
  static final class Entry {
    private final String client;
    private final double cost; // milliseconds
    private final double startTag;
    private final long number;
    private final boolean first;
    private double fraction; // of the work done

    private Entry(String client, double cost, double startTag, long number, boolean first) {
      this.client = client;
      this.cost = cost;
      this.startTag = startTag;
      this.number = number;
      this.first = first;
    }

    /** How far its painting has come; less than before counts for nothing. */
    void advanceTo(double part) {
      fraction = Math.max(fraction, Math.min(part, 1));
    }

    private double remaining() {
      return cost * (1 - fraction);
    }
  }

  /** What is remembered of somebody with a picture here. */
  private static final class Client {
    private double endTag; // where the last picture ends
    private int entries;
  }

  /** How many pictures of a client are here. */
  int entriesOf(String client) {
    Client known = clients.get(client);
    return known == null ? 0 : known.entries;
  }

  /** Where a client's next picture would stand. */
  Place placeFor(String client) {
    Client known = clients.get(client);
    Entry newcomer = new Entry(client, 0, startTag(known), joined, known == null);
    PriorityQueue<Double> free = painters();
    int ahead = 0;
    for (Entry before : waiting.headSet(newcomer)) {
      free.add(free.remove() + before.cost);
      ahead++;
    }
    return new Place(ahead, free.remove(), newcomer.first);
  }

  private double startTag(Client known) {
    return known == null ? clock : Math.max(clock, known.endTag);
  }

  /** Lets a picture join. */
  Entry add(String client, double cost) {
    boolean first = !clients.containsKey(client);
    Client known = clients.computeIfAbsent(client, name -> new Client());
    Entry entry = new Entry(client, cost, first ? clock : startTag(known), joined++, first);
    known.endTag = entry.startTag + cost;
    known.entries++;
    waiting.add(entry);
    return entry;
  }

  /** The next picture, if a painter is free for it. */
  Optional<Entry> take() {
    if (waiting.isEmpty() || running.size() == rules.painters()) {
      return Optional.empty();
    }
    Entry next = waiting.pollFirst();
    running.add(next);
    clock = Math.max(clock, next.startTag);
    return Optional.of(next);
  }

  /** Lets a picture leave, painted or not. A second time does nothing. */
  void remove(Entry entry) {
    if (waiting.remove(entry) || running.remove(entry)) {
      Client client = clients.get(entry.client);
      client.entries--;
      if (client.entries == 0) {
        clients.remove(entry.client);
      }
    }
  }

  /** Where everybody stands. */
  Map<Entry, Place> places() {
    Map<Entry, Place> places = new LinkedHashMap<>();
    running.forEach(entry -> places.put(entry, new Place(0, 0, entry.first)));
    PriorityQueue<Double> free = painters();
    int ahead = 0;
    for (Entry entry : waiting) {
      double start = free.remove();
      places.put(entry, new Place(ahead++, start, entry.first));
      free.add(start + entry.cost);
    }
    return places;
  }

  /** Milliseconds until the first of a client's pictures is painted; 0 if there is none. */
  double firstEndOf(String client) {
    double end = Double.POSITIVE_INFINITY;
    for (Map.Entry<Entry, Place> place : places().entrySet()) {
      if (place.getKey().client.equals(client)) {
        end = Math.min(end, place.getValue().waitMillis() + place.getKey().remaining());
      }
    }
    return Double.isFinite(end) ? end : 0;
  }

  /** How many pictures are waiting. */
  int waiting() {
    return waiting.size();
  }

  /** How many pictures are being painted. */
  int running() {
    return running.size();
  }

  /** How many clients are remembered. */
  int clients() {
    return clients.size();
  }

  /** When each painter gets free, in milliseconds from now. */
  private PriorityQueue<Double> painters() {
    PriorityQueue<Double> free = new PriorityQueue<>();
    running.forEach(entry -> free.add(entry.remaining()));
    while (free.size() < rules.painters()) {
      free.add(0.0);
    }
    return free;
  }
}
