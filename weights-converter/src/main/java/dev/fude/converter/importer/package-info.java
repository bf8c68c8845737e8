/**
 * Makes a graph of Fude's ops of a graph that another program wrote and whose inside nobody knows.
 *
 * <p>One walk through the nodes gives every name a {@link dev.fude.converter.importer.Value}: a
 * picture, a constant, numbers that depend on the picture's size. A {@link
 * dev.fude.converter.importer.Pattern} knows what a few operators make of the values that they
 * read. What several nodes spell out together is put off until it is whole: a picture that is
 * padded, convolved, scaled or normalised becomes a node of ours only when something else reads it,
 * so that the pad is in the convolution's window then, and the eight nodes of a norm are one.
 *
 * <p>Sizes stay free: whatever a graph computes of them is computed at many sizes at once ({@link
 * dev.fude.converter.importer.Trials}).
 */
package dev.fude.converter.importer;
