/**
 * The passes that turn the neutral form into a network's tensors, in this order: choose, leave out,
 * rename, transpose, check, dequantise, merge. No number is decoded before the shapes are known to
 * be the network's, so a file cannot make the converter allocate more than the network needs.
 */
package dev.fude.converter.pass;
