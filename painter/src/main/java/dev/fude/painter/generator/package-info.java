/** The generators as graphs: which ops, in which order, with which trained tensors. */
package dev.fude.painter.generator;
