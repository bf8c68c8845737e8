package dev.fude.converter.pass;

import dev.fude.model.generator.Role;
import java.util.Map;

/**
 * A convolution found in a graph, with the constants used up to the next one.
 *
 * @param channels how many the convolution gives
 * @param tensorNames the constants' names in the file, by what they are used for; mutable while the
 *     graph is walked
 */
record FoundLayer(int channels, Map<Role, String> tensorNames) {}
