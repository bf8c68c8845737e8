package dev.fude.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a client is answered.
 *
 * @param status such as 200
 * @param headers beside the body's length
 * @param body what is sent
 */
public record Response(int status, Map<String, String> headers, Body body) {
  /** Makes the headers unmodifiable. */
  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** What is sent behind the headers. */
  public sealed interface Body {}

  /**
   * Bytes that are there already.
   *
   * @param content all of them
   */
  public record Bytes(byte[] content) implements Body {}

  /**
   * Events over time. The handler's thread does not wait for them.
   *
   * @param start is given the stream when the headers have been sent
   */
  public record Events(Consumer<EventStream> start) implements Body {}

  /**
   * An answer that is not known yet; its status and headers take the place of this one's. The
   * handler's thread does not wait for it.
   *
   * @param start is told where to give the answer, once
   */
  public record Later(Consumer<Consumer<Response>> start) implements Body {}

  /**
   * An answer in bytes.
   *
   * @param status such as 200
   * @param mediaType of the bytes
   * @param content the bytes
   * @return the answer
   */
  public static Response bytes(int status, String mediaType, byte[] content) {
    return new Response(status, Map.of("Content-Type", mediaType), new Bytes(content));
  }

  /**
   * An answer in words.
   *
   * @param status such as 200
   * @param mediaType of the text, which is sent in UTF-8
   * @param text the words
   * @return the answer
   */
  public static Response text(int status, String mediaType, String text) {
    return bytes(status, mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An answer without a body.
   *
   * @param status such as 204
   * @return the answer
   */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new Bytes(new byte[0]));
  }

  /**
   * The same with a header.
   *
   * @param name as it is sent
   * @param value without line ends
   * @return the answer
   */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /**
   * The same with another body.
   *
   * @param other what is sent
   * @return the answer
   */
  public Response withBody(Body other) {
    return new Response(status, headers, other);
  }
}
