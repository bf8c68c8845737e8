/** A web page and an HTTP API that paint pictures, with a fair queue. */
module dev.fude.server {
  requires transitive dev.fude.painter;
  requires jdk.httpserver;

  exports dev.fude.server;
  exports dev.fude.server.http;
}
