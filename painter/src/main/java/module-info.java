/** Picture input and output, and the facade that programs call. */
module dev.fude.painter {
  requires com.drew.metadata;
  requires transitive dev.fude.core;
  requires transitive dev.fude.model;
  requires transitive java.desktop;
  requires java.management;
  requires transitive org.joml;

  exports dev.fude.painter;
  exports dev.fude.painter.picture;
}
