package dev.fude.server.api;

import dev.fude.server.queue.TicketOffice;

/**
 * Memory for a photograph that is being sent: as much as has arrived, and not as much as was said
 * to come, or a few who never send it would keep everybody else out.
 */
final class Reservation implements AutoCloseable {
  private final TicketOffice office;
  private long bytes;

  Reservation(TicketOffice office) {
    this.office = office;
  }

  /** More has arrived; a refusal if there is no memory for it. */
  void grow(long more) {
    office.reserve(more);
    bytes += more;
  }

  /** So much is the office's from now on. */
  void handOver(long kept) {
    bytes -= kept;
  }

  /** Gives the rest back. */
  @Override
  public void close() {
    office.release(bytes);
  }
}
