/** What things are: tensors, ops, graphs, plans, the backend contract and weight files. */
module dev.fude.core {
  exports dev.fude.core;
  exports dev.fude.core.backend;
  exports dev.fude.core.file;
  exports dev.fude.core.graph;
  exports dev.fude.core.json;
  exports dev.fude.core.op;
  exports dev.fude.core.plan;
  exports dev.fude.core.tensor;
  exports dev.fude.core.weights;

  uses dev.fude.core.backend.Backend;
}
