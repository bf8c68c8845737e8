/**
 * A server that paints: {@link dev.fude.server.PictureServer} puts a queue, an API and a web page
 * round painters.
 */
package dev.fude.server;
