/** Films in and out, frame by frame through a painter. */
module dev.fude.video {
  requires transitive dev.fude.core;
  requires transitive dev.fude.painter;

  exports dev.fude.video;
  exports dev.fude.video.ends;
  exports dev.fude.video.transform;

  uses dev.fude.video.FfmpegProgram;
}
