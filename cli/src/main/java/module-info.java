/** The {@code fude} command. */
module dev.fude.cli {
  requires com.fasterxml.jackson.core;
  requires dev.fude.painter;
  requires dev.fude.video;
  requires dev.fude.converter;
  requires dev.fude.model;
  requires dev.fude.server;
  requires info.picocli;
  requires java.logging;

  opens dev.fude.cli to
      info.picocli;
}
