/**
 * Networks that are written down by hand: {@link dev.fude.model.generator.Generator} says what one
 * must tell, {@link dev.fude.model.generator.AnimeGanV2} is the one to read first. Graph, tensor
 * names and layer tables of the whole project come from here.
 *
 * <p>To add one: a class that implements {@code Generator}, and a line in {@link
 * dev.fude.model.generator.Generators}. A network whose graph travels in its file needs neither.
 */
package dev.fude.model.generator;
