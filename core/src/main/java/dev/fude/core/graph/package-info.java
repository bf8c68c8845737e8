/**
 * Networks as data: nodes of ops, the values between them, and the tensors they were trained to.
 */
package dev.fude.core.graph;
