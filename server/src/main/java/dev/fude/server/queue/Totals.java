package dev.fude.server.queue;

import java.util.Map;

/**
 * What has happened since the start, and what is here.
 *
 * @param ended how many tickets have ended so
 * @param refused how often a rule refused
 * @param waiting pictures in the queue
 * @param painting pictures in the making
 * @param kept tickets that are remembered
 * @param heldBytes of photographs and pictures
 * @param waitMillis what somebody new would wait
 */
public record Totals(
    Map<Phase, Long> ended,
    Map<Refusal.Cause, Long> refused,
    int waiting,
    int painting,
    int kept,
    long heldBytes,
    double waitMillis) {}
