package dev.fude.server.api;

import dev.fude.server.queue.TicketOffice;
import dev.fude.server.studio.Studio;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The parts of the API, put together. */
public final class Service implements AutoCloseable {
  private final Clients clients;
  private final Intake intake;
  private final Watchers watchers;
  private final Api api;

  /**
   * Puts the API together; nobody is watched yet.
   *
   * @param studio what there is to be painted in
   * @param office where pictures wait
   * @param limits what is taken of anybody
   * @param proxies whose word on addresses is believed
   * @param base what stands before the paths of links; empty, or a path without a slash at its end
   * @param clock milliseconds that only grow
   */
  public Service(
      Studio studio,
      TicketOffice office,
      Limits limits,
      Set<InetAddress> proxies,
      String base,
      LongSupplier clock) {
    TicketJson json = new TicketJson(base);
    clients = new Clients(new Addresses(proxies));
    TokenBuckets buckets = new TokenBuckets(limits.joinsAtOnce(), limits.millisOfJoin(), clock);
    intake = new Intake(studio, office, clients, buckets, limits);
    watchers = new Watchers(office, json, clock);
    api = new Api(studio, office, clients, intake, watchers, json, limits);
  }

  /** Begins to tell of tickets. */
  public void start() {
    watchers.start();
  }

  /**
   * What is answered where.
   *
   * @return all of it
   */
  public List<Route> routes() {
    return api.routes();
  }

  /**
   * Who is who.
   *
   * @return gives out cookies
   */
  public Clients clients() {
    return clients;
  }

  /**
   * A photograph's way in.
   *
   * @return shared by API and page
   */
  public Intake intake() {
    return intake;
  }

  @Override
  public void close() {
    watchers.close();
  }
}
