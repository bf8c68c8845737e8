package dev.fude.converter.neutral;

import dev.fude.model.generator.Framework;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param framework whose conventions the format follows
 * @param layout how the format orders the axes of convolution kernels
 * @param dictionaries the tensors as stored, by their names, in each dictionary of the file; most
 *     formats have one, of no name
 * @param ops the ops in order of computation; empty for a format that holds tensors alone
 * @param metadata what the file says of the weights in words, by the names that converted files
 *     use, such as {@code style}; empty for most formats
 * @param notes what the user should know besides, one sentence each
 * @param isTrainingState whether the file holds all variables of a program that trained, among
 *     which a network's weights are some
 */
public record NeutralModel(
    Framework framework,
    KernelLayout layout,
    Map<String, Map<String, NeutralTensor>> dictionaries,
    List<NeutralOp> ops,
    Map<String, String> metadata,
    List<String> notes,
    boolean isTrainingState) {
  /** Makes the collections unmodifiable. */
  public NeutralModel {
    Map<String, Map<String, NeutralTensor>> copies = new LinkedHashMap<>();
    dictionaries.forEach(
        (name, tensors) ->
            copies.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(tensors))));
    dictionaries = Collections.unmodifiableMap(copies);
    ops = List.copyOf(ops);
    metadata = Map.copyOf(metadata);
    notes = List.copyOf(notes);
  }

  /**
   * A model that holds a network's weights and nothing else.
   *
   * @param framework whose conventions the format follows
   * @param layout how the format orders the axes of convolution kernels
   * @param tensors the tensors as stored, by their names in the file
   * @param ops the ops in order of computation; empty for a format that holds tensors alone
   * @param metadata what the file says of the weights in words
   * @param notes what the user should know besides, one sentence each
   */
  public NeutralModel(
      Framework framework,
      KernelLayout layout,
      Map<String, NeutralTensor> tensors,
      List<NeutralOp> ops,
      Map<String, String> metadata,
      List<String> notes) {
    this(framework, layout, Map.of("", tensors), ops, metadata, notes, false);
  }

  /**
   * A graph.
   *
   * @param framework whose conventions the format follows
   * @param layout how the format orders the axes of convolution kernels
   * @param tensors the constants, by the names that operands have
   * @param ops the ops in order of computation
   * @param notes what the user should know besides, one sentence each
   * @return the model
   */
  public static NeutralModel graph(
      Framework framework,
      KernelLayout layout,
      Map<String, NeutralTensor> tensors,
      List<NeutralOp> ops,
      List<String> notes) {
    return new NeutralModel(framework, layout, tensors, ops, Map.of(), notes);
  }

  /**
   * Tensors and nothing else.
   *
   * @param framework whose conventions the format follows
   * @param layout how the format orders the axes of convolution kernels
   * @param tensors the tensors as stored, by their names in the file
   * @param notes what the user should know besides, one sentence each
   * @return the model
   */
  public static NeutralModel tensors(
      Framework framework,
      KernelLayout layout,
      Map<String, NeutralTensor> tensors,
      List<String> notes) {
    return new NeutralModel(framework, layout, tensors, List.of(), Map.of(), notes);
  }

  /**
   * All variables of a program that trained.
   *
   * @param framework whose conventions the format follows
   * @param layout how the format orders the axes of convolution kernels
   * @param variables the variables as stored, by their names in the file
   * @param notes what the user should know besides, one sentence each
   * @return the model
   */
  public static NeutralModel trainingState(
      Framework framework,
      KernelLayout layout,
      Map<String, NeutralTensor> variables,
      List<String> notes) {
    return new NeutralModel(
        framework, layout, Map.of("", variables), List.of(), Map.of(), notes, true);
  }

  /**
   * Tensors in several dictionaries.
   *
   * @param framework whose conventions the format follows
   * @param layout how the format orders the axes of convolution kernels
   * @param dictionaries the tensors as stored, by their names, in each dictionary; at least one
   * @param notes what the user should know besides, one sentence each
   * @return the model
   */
  public static NeutralModel dictionaries(
      Framework framework,
      KernelLayout layout,
      Map<String, Map<String, NeutralTensor>> dictionaries,
      List<String> notes) {
    return new NeutralModel(framework, layout, dictionaries, List.of(), Map.of(), notes, false);
  }

  /**
   * The same with one dictionary, of no name, instead of all.
   *
   * @param tensors the tensors by name
   * @param moreNotes more of what the user should know, one sentence each
   * @return the model
   */
  public NeutralModel reducedTo(Map<String, NeutralTensor> tensors, List<String> moreNotes) {
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(moreNotes);
    return new NeutralModel(
        framework, layout, Map.of("", tensors), ops, metadata, allNotes, isTrainingState);
  }

  /**
   * The tensors of a model that has one dictionary.
   *
   * @return the tensors as stored, by their names in it
   * @throws IllegalStateException if there are several
   */
  public Map<String, NeutralTensor> tensors() {
    if (dictionaries.size() != 1) {
      throw new IllegalStateException("One of several dictionaries is to be chosen first.");
    }
    return dictionaries.values().iterator().next();
  }
}
