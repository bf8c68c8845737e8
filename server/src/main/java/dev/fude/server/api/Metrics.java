package dev.fude.server.api;

import dev.fude.server.queue.Phase;
import dev.fude.server.queue.Refusal;
import dev.fude.server.queue.Totals;
import dev.fude.server.studio.Studio;
import java.util.Locale;

/** What is told to Prometheus, in its text format. */
final class Metrics {
  private static final double MEGAPIXEL = 1e6;

  private final StringBuilder text = new StringBuilder();

  private Metrics() {}

  static String of(Totals totals, long refusedByRate, Studio studio, int streams) {
    Metrics metrics = new Metrics();
    metrics.begin("fude_pictures_total", "counter", "Tickets that have ended, by how.");
    for (Phase phase : Phase.values()) {
      if (phase.isFinal()) {
        long count = totals.ended().getOrDefault(phase, 0L);
        metrics.line("fude_pictures_total", "status", phase.word(), count);
      }
    }
    metrics.begin("fude_refused_total", "counter", "Photographs that were not let in, by why.");
    for (Refusal.Cause cause : Refusal.Cause.values()) {
      String why = cause.name().toLowerCase(Locale.ROOT);
      metrics.line("fude_refused_total", "cause", why, totals.refused().getOrDefault(cause, 0L));
    }
    metrics.line("fude_refused_total", "cause", "rate", refusedByRate);
    metrics.gauge("fude_queue_waiting", "Pictures in the queue.", totals.waiting());
    metrics.gauge("fude_queue_painting", "Pictures in the making.", totals.painting());
    metrics.gauge(
        "fude_queue_wait_seconds",
        "What somebody new would wait, as predicted.",
        totals.waitMillis() / 1000);
    metrics.gauge("fude_tickets", "Tickets that are remembered.", totals.kept());
    metrics.gauge("fude_held_bytes", "Photographs and pictures in memory.", totals.heldBytes());
    metrics.gauge("fude_event_streams", "Streams of events that are open.", streams);
    metrics.begin(
        "fude_megapixel_seconds", "gauge", "What a megapixel takes, as measured, by style.");
    studio
        .styles()
        .forEach(
            style ->
                metrics.line(
                    "fude_megapixel_seconds",
                    "style",
                    style.name(),
                    style.pace().millis((long) MEGAPIXEL) / 1000));
    return metrics.text.toString();
  }

  private void gauge(String name, String help, double value) {
    begin(name, "gauge", help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private void begin(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String label, String value, double number) {
    text.append(name).append('{').append(label).append("=\"");
    text.append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"} ");
    text.append(number).append('\n');
  }
}
