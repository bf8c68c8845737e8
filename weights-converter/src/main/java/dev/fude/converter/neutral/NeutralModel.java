package dev.fude.converter.neutral;

import dev.fude.model.generator.Framework;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param framework whose conventions the format follows
 * @param layout how the format orders the axes of convolution kernels
 * @param tensors the tensors as stored, by their names in the file
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
    Map<String, NeutralTensor> tensors,
    List<NeutralOp> ops,
    Map<String, String> metadata,
    List<String> notes,
    boolean isTrainingState) {
  /** Makes the collections unmodifiable. */
  public NeutralModel {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
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
    this(framework, layout, tensors, ops, metadata, notes, false);
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
    return new NeutralModel(framework, layout, variables, List.of(), Map.of(), notes, true);
  }
}
