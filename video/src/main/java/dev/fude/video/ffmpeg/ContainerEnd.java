package dev.fude.video.ffmpeg;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.animation.FilmFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Films in containers, such as MPEG-4 and Matroska, by way of the program ffmpeg. */
public final class ContainerEnd implements FilmEnd {
  private final Map<Optional<Path>, Ffmpeg> found = new ConcurrentHashMap<>();
  private final LastProbed probed = new LastProbed();

  /** Makes the end; the program is looked for when it is needed, and once. */
  public ContainerEnd() {}

  private Ffmpeg ffmpeg(FilmOptions options) {
    return found.computeIfAbsent(options.ffmpeg(), Ffmpeg::find);
  }

  /** Whatever is a file: ffmpeg knows more kinds than a list would hold. */
  @Override
  public boolean reads(String name) {
    return !name.equals("-") && !Files.isDirectory(Path.of(name));
  }

  @Override
  public boolean writes(String name) {
    return Container.of(name).isPresent();
  }

  @Override
  public boolean hasEncoders() {
    return true;
  }

  @Override
  public FrameSource open(String name, FilmOptions options) {
    if (!Files.isReadable(Path.of(name))) {
      throw new InvalidFilmException(
          name + " does not exist, or may not be read by this user; check the name.");
    }
    FilmFile.requireRereadable(Path.of(name));
    Ffmpeg ffmpeg = ffmpeg(options);
    return ContainerSource.open(ffmpeg, name, probed.film(ffmpeg, name), options.from());
  }

  @Override
  public void requirePlace(String name, FilmOptions options) {
    AtomicFile.requirePlace(Path.of(name), options.overwrite());
    VideoEncoder.choose(ffmpeg(options), Container.of(name).orElseThrow(), options.encoder());
  }

  @Override
  public FrameSink create(String name, FilmFormat format, String input, FilmOptions options) {
    Ffmpeg ffmpeg = ffmpeg(options);
    Container container = Container.of(name).orElseThrow();
    VideoEncoder encoder = VideoEncoder.choose(ffmpeg, container, options.encoder());
    Path target = Path.of(name).toAbsolutePath();
    Path source = Path.of(input);
    Muxer muxer = new Muxer(ffmpeg, container, original(ffmpeg, source), format.part());
    try {
      Optional<String> manifest =
          Manifest.of(source, format, encoder, ContainerSink.SEGMENT_FRAMES, options.settings());
      WorkFolder folder = WorkFolder.open(AtomicFile.behindLinks(target), manifest);
      ContainerSink sink = new ContainerSink(ffmpeg, encoder, format, muxer, folder, target);
      rehearse(sink);
      return sink;
    } catch (IOException e) {
      throw new OutputFileException(
          String.format(
              "The folder of %s cannot hold the work for it (%s); choose another.",
              name, e.getMessage()),
          e);
    }
  }

  private static void rehearse(ContainerSink sink) {
    try {
      sink.rehearse();
    } catch (RuntimeException e) {
      sink.close();
      throw e;
    }
  }

  /** What is copied comes from a container; pipes and folders have none. */
  private Optional<Muxer.Original> original(Ffmpeg ffmpeg, Path source) {
    return Files.isRegularFile(source)
        ? Optional.of(new Muxer.Original(source, probed.film(ffmpeg, source.toString())))
        : Optional.empty();
  }
}
