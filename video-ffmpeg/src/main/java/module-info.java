/** The program ffmpeg, out of jars. */
module dev.fude.video.ffmpeg {
  requires dev.fude.video;
  requires org.bytedeco.ffmpeg;

  provides dev.fude.video.FfmpegProgram with
      dev.fude.ffmpeg.BytedecoFfmpeg;
}
