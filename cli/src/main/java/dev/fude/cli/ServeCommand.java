package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.core.backend.Backend;
import dev.fude.painter.Painter;
import dev.fude.server.PictureServer;
import dev.fude.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fude serve}: a web page and an HTTP API that paint, until the process is ended. */
@Command(
    name = "serve",
    description = {
      "Serves a web page and an HTTP API that paint pictures, with a fair queue.",
      "Prints its address and opens nothing. Ends at Ctrl-C, when what is being painted is painted."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "Where to listen: 0.0.0.0 for all of this machine's addresses. Public use belongs behind a",
        "proxy. Default: ${DEFAULT-VALUE}, which this machine alone reaches."
      })
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8017",
      converter = Converters.CountOrNone.class,
      description = "Port to listen on, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.Count.class,
      description = {
        "Pictures painted at once, each more slowly. One keeps all processors busy and waits are",
        "shortest; more are for many small pictures. Default: ${DEFAULT-VALUE}."
      })
  private int parallel;

  @Option(
      names = "--max-wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      converter = Converters.Count.class,
      description = {
        "Whoever would wait longer is told so and refused before joining. Default:"
            + " ${DEFAULT-VALUE}."
      })
  private int maxWait;

  @Option(
      names = "--trust-proxy",
      paramLabel = "ADDRESS",
      description = {
        "A proxy whose Forwarded and X-Forwarded-For headers are believed; may be given several",
        "times. Default: none."
      })
  private List<String> proxies = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description = {
        "A style to paint in, as in \"fude stylize\"; may be given several times, and the first is",
        "chosen unless users choose. Default: the built-in style and those of the style folder."
      })
  private List<String> models = List.of();

  @Mixin private BackendOptions backendOptions;
  @Mixin private WeightOptions weightOptions;

  @Override
  public Integer call() throws InterruptedException {
    InetSocketAddress address = new InetSocketAddress(address("--host", host), requirePort());
    requireFree(address);
    ServerOptions options = options();
    Backend backend = backendOptions.select().backend();
    backend.warmUp();
    Map<String, Painter> painters = new LinkedHashMap<>();
    try {
      new ServedStyles(backendOptions, weightOptions, err()).load(models, painters);
      serve(painters, options, address);
    } finally {
      painters.values().forEach(Painter::close);
    }
    return ExitCode.DONE;
  }

  private int requirePort() {
    if (port > HIGHEST_PORT) {
      throw new WrongUseException(
          String.format("--port %d is no port; give one up to %d.", port, HIGHEST_PORT));
    }
    return port;
  }

  private ServerOptions options() {
    Set<InetAddress> trusted = new LinkedHashSet<>();
    proxies.forEach(proxy -> trusted.add(address("--trust-proxy", proxy)));
    return ServerOptions.DEFAULTS
        .withQueue(parallel, Duration.ofSeconds(maxWait))
        .withProxies(trusted);
  }

  private static InetAddress address(String option, String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new WrongUseException(
          String.format("%s %s is no address of a machine; check its name.", option, text));
    }
  }

  private void serve(
      Map<String, Painter> painters, ServerOptions options, InetSocketAddress address)
      throws InterruptedException {
    PictureServer server = new PictureServer(painters, options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "fude-serve-end"));
    InetSocketAddress bound = listen(server, address);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("http://%s:%d/%n", shown(bound.getAddress()), bound.getPort());
    out.flush();
    new CountDownLatch(1).await(); // until the process is ended
  }

  /** Ctrl-C: what is being painted is painted, and its owner may fetch it. */
  private void end(PictureServer server) {
    err().println("fude: finishing what is being painted ...");
    server.close();
  }

  /** That an address cannot be had is to be known before models are loaded and measured. */
  private static void requireFree(InetSocketAddress address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (IOException e) {
      throw notFree(address, e);
    }
  }

  private static InetSocketAddress listen(PictureServer server, InetSocketAddress address) {
    try {
      return server.listen(address);
    } catch (IOException e) {
      server.close();
      throw notFree(address, e);
    }
  }

  private static FudeException notFree(InetSocketAddress address, IOException e) {
    return new FudeException(
        String.format(
            "%s:%d cannot be listened on (%s); choose another by --port or --host.",
            address.getAddress().getHostAddress(), address.getPort(), Failures.reason(e)),
        e);
  }

  /** An address that a browser can open. */
  private static String shown(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return "localhost";
    }
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
