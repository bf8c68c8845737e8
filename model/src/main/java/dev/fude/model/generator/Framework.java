package dev.fude.model.generator;

/** Whose conventions a format follows; they fill in what a file does not say. */
public enum Framework {
  /** TensorFlow and its descendants, such as TensorFlow Lite. */
  TENSORFLOW,

  /** PyTorch. */
  PYTORCH
}
