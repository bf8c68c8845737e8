/**
 * Requests and responses as the handlers see them, and the one class that brings them to and from
 * the JDK's server: a program with a server of its own writes another such class.
 */
package dev.fude.server.http;
