package dev.fude.converter.neutral;

import java.util.List;
import java.util.Optional;

/** A node of a {@link ForeignGraph}: one operator, with what it reads, computes, and is set to. */
public interface ForeignNode {
  /**
   * What it does.
   *
   * @return the operator's name, after its domain and a dot if it is none of ONNX's own
   */
  String operator();

  /**
   * What it reads.
   *
   * @return the names of values; empty names for those left out
   */
  List<String> inputs();

  /**
   * What it computes.
   *
   * @return the names of values; empty names for those nobody wants
   */
  List<String> outputs();

  /**
   * Whether a setting is there.
   *
   * @param attribute its name
   * @return false if the operator's default holds
   */
  boolean has(String attribute);

  /**
   * A setting.
   *
   * @param attribute its name
   * @param otherwise what holds if it is not there
   * @return its value
   */
  long integer(String attribute, long otherwise);

  /**
   * A setting.
   *
   * @param attribute its name
   * @param otherwise what holds if it is not there
   * @return its value
   */
  float real(String attribute, float otherwise);

  /**
   * A setting.
   *
   * @param attribute its name
   * @param otherwise what holds if it is not there
   * @return its value
   */
  String text(String attribute, String otherwise);

  /**
   * A setting of several numbers.
   *
   * @param attribute its name
   * @return its value, or empty if it is not there
   */
  Optional<long[]> integers(String attribute);

  /**
   * A setting of several numbers that need not be whole.
   *
   * @param attribute its name
   * @return its value, or empty if it is not there
   */
  Optional<float[]> reals(String attribute);

  /**
   * A setting that is a tensor.
   *
   * @param attribute its name
   * @return its value, or empty if it is not there or its numbers are not read
   */
  Optional<NeutralTensor> stored(String attribute);

  /**
   * Operator and name, for messages.
   *
   * @return both quoted
   */
  String label();
}
