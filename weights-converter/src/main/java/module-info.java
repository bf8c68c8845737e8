/** Readers of published weight formats, and the passes that turn them into safetensors files. */
module dev.fude.converter {
  exports dev.fude.converter;

  requires transitive dev.fude.core;
  requires transitive dev.fude.model;
  requires com.fasterxml.jackson.core;
  requires com.google.protobuf;
  requires flatbuffers.java;
}
