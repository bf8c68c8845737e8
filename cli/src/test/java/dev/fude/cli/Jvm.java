package dev.fude.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own, as a shell or another program starts it: without the vector module, in a
 * country where 1.5 is written 1,5.
 *
 * @param environment variables beside the inherited ones; an empty one is taken away
 * @param options of the JVM, beside the usual ones
 * @param classPath folders and jars
 * @param input what it reads
 */
record Jvm(
    Map<String, String> environment,
    List<String> options,
    String classPath,
    ProcessBuilder.Redirect input) {
  /** The JVM that runs the tests, with their class path. */
  static final Jvm PLAIN =
      new Jvm(
          Map.of(), List.of(), System.getProperty("java.class.path"), ProcessBuilder.Redirect.PIPE);

  Jvm with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Jvm(environment, all, classPath, input);
  }

  Jvm environment(String name, String value) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(name, value);
    return new Jvm(all, options, classPath, input);
  }

  /** With a folder before all others. */
  Jvm classPathAfter(Path folder) {
    return classPath(folder + File.pathSeparator + classPath);
  }

  Jvm classPath(String path) {
    return new Jvm(environment, options, path, input);
  }

  Jvm reading(Path file) {
    return new Jvm(environment, options, classPath, ProcessBuilder.Redirect.from(file.toFile()));
  }

  /** Runs the command. */
  Run fude(Object... args) throws IOException, InterruptedException {
    return run(Main.class, args);
  }

  /** Runs a program to its end. */
  Run run(Class<?> program, Object... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile("fude", ".out");
    Path err = Files.createTempFile("fude", ".err");
    int exitCode =
        process(program, args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(exitCode, taken(out), taken(err));
  }

  /** A process that is to be started. */
  ProcessBuilder process(Class<?> program, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-Duser.language=de", "-Duser.country=DE"));
    command.add("-Dfude.cuda.device=4096"); // none: the same backend computes on every machine
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input);
    environment.forEach(
        (name, value) -> {
          builder.environment().remove(name);
          if (!value.isEmpty()) {
            builder.environment().put(name, value);
          }
        });
    return builder;
  }

  private static String taken(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
