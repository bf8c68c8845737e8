/**
 * Models: graph, trained tensors, what a picture must be for them; their files, and their names.
 */
module dev.fude.model {
  requires transitive dev.fude.core;

  exports dev.fude.model;
  exports dev.fude.model.generator;
  exports dev.fude.model.style;

  uses dev.fude.model.style.BuiltInStyle;
}
