/**
 * The specification: every op as its formula and the plainest loops that compute it. Other backends
 * are judged against these numbers, so nothing here is ever made faster at the price of a second
 * look.
 */
package dev.fude.ops.scalar;
