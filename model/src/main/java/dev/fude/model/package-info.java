/**
 * A model as a thing: {@link dev.fude.model.Model} is a graph, its trained tensors, what a picture
 * must be for it, and what is known of it. {@link dev.fude.model.ModelFile} reads and writes it as
 * one safetensors file.
 *
 * <p>Nothing here knows a backend or a pixel format of the JDK.
 */
package dev.fude.model;
