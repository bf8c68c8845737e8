package dev.fude.server.api;

import dev.fude.server.http.Handler;
import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Problems;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings each request to its route. */
public final class Router implements Handler {
  private final List<Route> routes;

  /**
   * A router.
   *
   * @param routes of several that match a path and a method the first counts
   */
  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public Response handle(Request request) throws IOException {
    for (Route route : routes) {
      Optional<String> id = route.match(request.path());
      if (id.isPresent() && route.takes(request.method())) {
        return route.answer().to(request, id.get());
      }
    }
    String others =
        routes.stream()
            .filter(route -> route.match(request.path()).isPresent())
            .map(Route::methods)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? notFound() : wrongMethod(others);
  }

  private static Response notFound() {
    throw new ProblemException(
        404, "Nothing here", "There is nothing at this address; see /openapi.json.");
  }

  private static Response wrongMethod(String others) {
    return Problems.response(
            new ProblemException(405, "Wrong method", "Here one can only " + others + "."))
        .with("Allow", others);
  }
}
