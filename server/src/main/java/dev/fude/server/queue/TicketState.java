package dev.fude.server.queue;

import java.util.Optional;

/**
 * What can be told of a ticket at one moment.
 *
 * @param id 128 random bits in hexadecimal digits: whoever knows them owns the ticket
 * @param style what it is painted in
 * @param phase what has become of it
 * @param place where it stands, while it waits
 * @param fraction how much of it is painted, from 0 to 1
 * @param reason why it failed or was cancelled: a sentence
 */
public record TicketState(
    String id,
    String style,
    Phase phase,
    Optional<Place> place,
    double fraction,
    Optional<String> reason) {}
