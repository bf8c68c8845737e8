/**
 * The ops, as attributes and shapes: each record is the data sheet of one op. How they are computed
 * is a backend's business; the scalar backend is the specification of the numbers.
 */
package dev.fude.core.op;
