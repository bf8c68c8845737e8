package dev.fude.converter.importer;

/**
 * A picture that the graph has reshaped to (batch, groups, the rest), as exporters do for a norm
 * that takes channels together.
 *
 * @param laid the picture before
 * @param groups how many groups of channels there are
 */
record Regrouped(Laid laid, int groups) implements Value {}
