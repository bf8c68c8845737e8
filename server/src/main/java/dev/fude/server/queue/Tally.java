package dev.fude.server.queue;

import java.util.EnumMap;
import java.util.Map;

/** How many tickets have ended, and how many were never sold. Its office's lock guards it. */
final class Tally {
  private final Map<Phase, Long> ended = new EnumMap<>(Phase.class);
  private final Map<Refusal.Cause, Long> refused = new EnumMap<>(Refusal.Cause.class);

  void count(Phase end) {
    ended.merge(end, 1L, Long::sum);
  }

  void count(Refusal refusal) {
    refused.merge(refusal.why(), 1L, Long::sum);
  }

  Map<Phase, Long> ended() {
    return Map.copyOf(ended);
  }

  Map<Refusal.Cause, Long> refused() {
    return Map.copyOf(refused);
  }
}
