/** The AnimeGANv2 generators, picture input and output, and the facade that programs call. */
module dev.fude.animegan {
  requires com.drew.metadata;
  requires transitive dev.fude.core;
  requires transitive java.desktop;
  requires transitive org.joml;

  exports dev.fude.animegan;
  exports dev.fude.animegan.generator;
  exports dev.fude.animegan.image;

  uses dev.fude.animegan.BuiltInStyle;
}
