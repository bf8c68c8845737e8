package dev.fude.server.queue;

/**
 * Where somebody stands in the queue.
 *
 * @param ahead how many pictures are painted before, those that are being painted left out
 * @param waitMillis predicted time until this one is begun; 0 if it is being painted
 * @param first whether its client had no other picture here when it joined: then neither number
 *     ever grows
 */
public record Place(int ahead, double waitMillis, boolean first) {}
