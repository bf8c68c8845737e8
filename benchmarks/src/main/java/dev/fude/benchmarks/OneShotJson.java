package dev.fude.benchmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes every sample with the machine it was taken on, for other programs to read. */
final class OneShotJson {
  private OneShotJson() {}

  /**
   * Writes a file.
   *
   * @param file where to; an existing file is replaced
   * @param benchmark which program measured
   * @param results of all jobs
   * @throws IOException if it cannot be written
   */
  static void write(Path file, String benchmark, List<OneShotResult> results) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", benchmark);
      json.writeStringField("command", System.getProperty("sun.java.command", ""));
      json.writeStringField("java", System.getProperty("java.runtime.version"));
      json.writeStringField("vm", System.getProperty("java.vm.name"));
      json.writeStringField("os", System.getProperty("os.name"));
      json.writeStringField("arch", System.getProperty("os.arch"));
      json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
      json.writeArrayFieldStart("results");
      for (OneShotResult result : results) {
        write(json, result);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, OneShotResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("engine", result.job().engine());
    json.writeStringField("jvm_flags", String.join(" ", result.job().jvmFlags()));
    json.writeStringField("size", result.job().size().toString());
    json.writeNumberField("threads", result.job().threads());
    write(json, "seconds", result.seconds());
    write(json, "peak_mib", result.peakMib());
    write(json, "heap_mib", result.heapMib());
    write(json, "scratch_mib", result.scratchMib());
    if (result.foretold().isPresent()) {
      json.writeNumberField("foretold_heap_bytes", result.foretold().get().heapBytes());
      json.writeNumberField("foretold_scratch_bytes", result.foretold().get().scratchBytes());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Samples samples) throws IOException {
    double[] values = samples.values().stream().mapToDouble(Double::doubleValue).toArray();
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
    if (values.length > 0) {
      json.writeNumberField("median_" + name, samples.median());
    }
  }
}
