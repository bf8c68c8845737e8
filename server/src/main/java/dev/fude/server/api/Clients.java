package dev.fude.server.api;

import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who is who in the queue: a browser by the cookie that it was given, which is signed so that
 * nobody makes his own; everybody else by address. The key is this process's: after a restart
 * cookies are worth nothing, as tickets are.
 */
public final class Clients {
  private static final String NAME = "fude";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 12;
  private static final int KEY_BYTES = 32;
  private static final Pattern COOKIE =
      Pattern.compile("(?:^|;\\s*)" + NAME + "=([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)(?:;|$)");
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final byte[] key = new byte[KEY_BYTES];
  private final Addresses addresses;

  Clients(Addresses addresses) {
    this.addresses = addresses;
    random.nextBytes(key);
  }

  /** Whose picture it is. */
  String of(Request request) {
    return cookie(request).map(id -> "cookie " + id).orElseGet(() -> "at " + address(request));
  }

  /** Where it comes from, cookie or not. */
  String address(Request request) {
    return addresses.of(request);
  }

  /**
   * Gives a browser a cookie, unless it has a good one.
   *
   * @param request what it asked
   * @param response what it is answered
   * @return the answer with a cookie if need be
   */
  public Response known(Request request, Response response) {
    if (cookie(request).isPresent()) {
      return response;
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String text = TEXT.encodeToString(id);
    return response.with(
        "Set-Cookie",
        String.format("%s=%s.%s; Path=/; HttpOnly; SameSite=Strict", NAME, text, signature(text)));
  }

  private Optional<String> cookie(Request request) {
    Matcher matcher = COOKIE.matcher(request.header("cookie").orElse(""));
    return matcher.find() && isSigned(matcher.group(1), matcher.group(2))
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  private boolean isSigned(String id, String signature) {
    return MessageDigest.isEqual(
        signature(id).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  private String signature(String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return TEXT.encodeToString(mac.doFinal(id.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java has " + ALGORITHM + ".", e);
    }
  }
}
