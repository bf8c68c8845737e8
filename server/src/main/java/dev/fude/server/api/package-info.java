/**
 * The HTTP API under {@code /v1}: pictures, tickets, their events, and what is told of the server.
 */
package dev.fude.server.api;
