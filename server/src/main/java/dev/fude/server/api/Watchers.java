package dev.fude.server.api;

import dev.fude.server.http.EventStream;
import dev.fude.server.http.ProblemException;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.queue.TicketState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Everybody who waits for news of a ticket. One thread looks at the tickets a few times a second
 * and tells what has changed; nobody who waits has a thread of his own.
 */
public final class Watchers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watchers.class.getName());
  private static final long TICK_MILLIS = 200;

  private final TicketOffice office;
  private final TicketJson json;
  private final LongSupplier clock;
  private final List<Watcher> streams = new CopyOnWriteArrayList<>();
  private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Watchers::thread);

  Watchers(TicketOffice office, TicketJson json, LongSupplier clock) {
    this.office = office;
    this.json = json;
    this.clock = clock;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "fude-watchers");
    thread.setDaemon(true);
    return thread;
  }

  /** Somebody whose answer is given when the ticket has ended. */
  private record Waiting(String id, Runnable answer) {}

  /** Begins to look. */
  public void start() {
    ticker.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Streams a ticket's news until it has ended.
   *
   * @param id the ticket's
   * @param lastSeen the event that the client saw last; empty if none
   * @param stream where to
   */
  void stream(String id, Optional<String> lastSeen, EventStream stream) {
    Watcher watcher = new Watcher(id, lastSeen.orElse(""), stream, json, clock);
    office.watch(id);
    if (watcher.begin() && tell(watcher, office.state(id))) {
      streams.add(watcher);
    } else {
      leave(watcher);
    }
  }

  /**
   * Answers when a ticket has ended.
   *
   * @param id the ticket's
   * @param answer gives the answer
   */
  void whenEnded(String id, Runnable answer) {
    waiting.add(new Waiting(id, answer));
  }

  private void look() {
    try {
      office.sweep();
      Map<String, TicketState> open = office.open();
      for (Watcher watcher : streams) {
        Optional<TicketState> state = Optional.ofNullable(open.get(watcher.id()));
        if (!tell(watcher, state.or(() -> office.state(watcher.id())))) {
          streams.remove(watcher);
          leave(watcher);
        }
      }
      for (Waiting one : waiting) {
        if (!open.containsKey(one.id())) {
          waiting.remove(one);
          one.answer().run();
        }
      }
    } catch (RuntimeException e) { // else nobody would be told anything any more
      LOG.log(System.Logger.Level.ERROR, "Watchers were not told.", e);
    }
  }

  /** Whether there is more to tell. */
  private boolean tell(Watcher watcher, Optional<TicketState> state) {
    return state.isPresent() && watcher.tell(state.get()) && !state.get().phase().isFinal();
  }

  private void leave(Watcher watcher) {
    watcher.close();
    office.unwatch(watcher.id());
  }

  /** How many streams are open. */
  int streams() {
    return streams.size();
  }

  /** Tells the last news and ends all streams. */
  @Override
  public void close() {
    ticker.shutdown();
    try {
      ticker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    look();
    streams.forEach(Watcher::close);
    waiting.forEach(one -> one.answer().run());
  }

  /** What is answered to those whose ticket is unknown. */
  static ProblemException noTicket() {
    return new ProblemException(
        404,
        "No such ticket",
        "There is no such ticket, or no more: pictures are kept for ten minutes. Send the"
            + " photograph again.");
  }
}
