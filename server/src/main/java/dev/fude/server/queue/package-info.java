/** Who is painted when: the fair queue, and the tickets that stand in it. */
package dev.fude.server.queue;
