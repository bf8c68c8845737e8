package dev.fude.server.api;

import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.painter.Room;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureSource;
import dev.fude.server.http.BodyReader;
import dev.fude.server.http.ProblemException;
import dev.fude.server.http.Request;
import dev.fude.server.queue.Order;
import dev.fude.server.queue.Refusal;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.studio.Studio;
import dev.fude.server.studio.StudioStyle;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A photograph's way into the queue. What can be refused without reading it is refused first, then
 * what can be refused without decoding it; nothing of it ever touches a disk.
 */
public final class Intake {
  private static final String STYLE = "style";
  private static final String PICTURE = "picture";
  private static final int FORM_BYTES = 1 << 14; // of a form, beside the photograph

  private final Studio studio;
  private final TicketOffice office;
  private final Clients clients;
  private final TokenBuckets buckets;
  private final Limits limits;

  Intake(Studio studio, TicketOffice office, Clients clients, TokenBuckets buckets, Limits limits) {
    this.studio = studio;
    this.office = office;
    this.clients = clients;
    this.buckets = buckets;
    this.limits = limits;
  }

  /** A photograph as it was sent. */
  private record Upload(byte[] photo, Optional<String> style) {}

  /**
   * Takes a photograph.
   *
   * @param request with the photograph as its body, or as part {@code picture} of a form
   * @return its ticket's id
   * @throws ProblemException if it is not let in
   * @throws IOException if the client is gone, or too slow
   */
  public String join(Request request) throws IOException {
    requireSameSite(request);
    requireToken(request);
    try {
      String client = clients.of(request);
      office.requirePlace(client);
      return join(request, client);
    } catch (Refusal e) {
      throw Refusals.problem(e);
    }
  }

  private String join(Request request, String client) throws IOException {
    office.requireMemory(Math.min(request.length().orElse(0L), mostBytes()));
    try (Reservation memory = new Reservation(office)) {
      Upload upload = read(request, memory);
      StudioStyle style = style(upload.style());
      long pixels = inspect(upload.photo(), style);
      Order order = new Order(upload.photo(), style.name(), pixels);
      String id = office.join(client, style.pace().millis(pixels), order);
      memory.handOver(upload.photo().length);
      return id;
    }
  }

  private long mostBytes() {
    return limits.mostBytes() + FORM_BYTES;
  }

  /** Another site's page must not send its visitors' browsers here. */
  static void requireSameSite(Request request) {
    if (request.header("sec-fetch-site").filter("cross-site"::equals).isPresent()) {
      throw new ProblemException(
          403, "Sent by another site", "Another site's page sent this; open this site's own page.");
    }
  }

  private void requireToken(Request request) {
    double millis = buckets.take(clients.address(request));
    if (millis > 0) {
      throw new ProblemException(
              429, "Too many at once", "So many pictures at once are not taken; wait a moment.")
          .retryAfter(Refusals.seconds(millis));
    }
  }

  /** How many photographs came too soon after one another. */
  long refusedByRate() {
    return buckets.refused();
  }

  private Upload read(Request request, Reservation memory) throws IOException {
    String type = request.header("content-type").orElse("application/octet-stream");
    if (Multipart.isMultipart(type)) {
      Multipart form = Multipart.parse(type, BodyReader.read(request, mostBytes(), memory::grow));
      Multipart.Part photo = form.part(PICTURE).orElseThrow(Intake::noPhoto);
      return new Upload(
          photo.content(), form.part(STYLE).map(Multipart.Part::text).or(() -> asked(request)));
    }
    String kind = type.toLowerCase(Locale.ROOT);
    if (!kind.startsWith("image/") && !kind.startsWith("application/octet-stream")) {
      throw new ProblemException(
          415,
          "Not a photograph",
          String.format(
              "A body of type %s is not taken; send the photograph as image/jpeg, or as part"
                  + " \"picture\" of a form (curl -F picture=@photo.jpg).",
              shortened(type)));
    }
    byte[] photo = BodyReader.read(request, limits.mostBytes(), memory::grow);
    if (photo.length == 0) {
      throw noPhoto();
    }
    return new Upload(photo, asked(request));
  }

  private static Optional<String> asked(Request request) {
    return request.parameter(STYLE);
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static ProblemException noPhoto() {
    return new ProblemException(
        422, "No photograph", "There is no photograph in it; choose one and send it again.");
  }

  StudioStyle style(Optional<String> asked) {
    Optional<String> name = asked.filter(text -> !text.isBlank());
    if (name.isEmpty()) {
      return studio.styles().iterator().next();
    }
    return name.flatMap(studio::style)
        .orElseThrow(
            () ->
                new ProblemException(
                    422,
                    "Unknown style",
                    "There is no style \"" + shortened(name.get()) + "\"; see /v1/styles."));
  }

  /** How many pixels it has, if it is a picture that can be painted here. */
  private long inspect(byte[] photo, StudioStyle style) {
    try (OpenPicture opened = PictureSource.of(Studio.PHOTO, photo).open()) {
      PictureInfo info = opened.info();
      long pixels = (long) info.width() * info.height();
      requirePixels(pixels, style);
      style.painter().roomNow(opened).ifPresent(Room::close);
      return pixels;
    } catch (InsufficientMemoryException e) {
      throw new ProblemException(
          413,
          "Photograph too large",
          "The photograph needs more memory than the server has; make it smaller.",
          e);
    } catch (InvalidImageException e) {
      throw new ProblemException(415, "Not a photograph", e.getMessage(), e);
    }
  }

  void requirePixels(long pixels, StudioStyle style) {
    if (pixels > limits.mostPixels()) {
      throw tooManyPixels(
          pixels,
          String.format(
              "more than the %s that are painted here",
              megapixels(Math.floor(limits.mostPixels() / 1e5))));
    }
    double millis = style.pace().millis(pixels);
    if (millis > limits.longestPaintMillis()) {
      throw tooManyPixels(
          pixels,
          String.format(
              "and would take %d seconds, longer than the %d that one picture may take",
              Math.round(millis / 1000), Math.round(limits.longestPaintMillis() / 1000)));
    }
  }

  private static ProblemException tooManyPixels(long pixels, String why) {
    return new ProblemException(
        413,
        "Photograph too large",
        String.format(
            "The photograph has %s, %s; make it smaller.",
            megapixels(Math.ceil(pixels / 1e5)), why));
  }

  /** What is too many is rounded up and the limit down, so that one is never called the other. */
  private static String megapixels(double tenths) {
    return String.format(Locale.ROOT, "%.1f megapixels", tenths / 10);
  }
}
