/** The catalogue of op cases, tensor assertions and the backend contract test. */
module dev.fude.testkit {
  requires transitive dev.fude.core;
  requires transitive dev.fude.model;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires jdk.management;

  exports dev.fude.testkit;
}
