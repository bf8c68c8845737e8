/**
 * PyTorch: storages in a zip archive or behind one another, and a pickle that says which views of
 * them are tensors.
 *
 * <p>A pickle is a program that may name any function to call. The one that is understood here can
 * name a handful, all of which build tensors and containers; anything else ends the reading.
 */
package dev.fude.converter.pytorch;
