package dev.fude.cli;

import dev.fude.core.file.OutputFileException;
import dev.fude.model.style.Style;
import dev.fude.painter.Painter;
import dev.fude.painter.Sizing;
import dev.fude.painter.picture.PictureWriter;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FramePainter;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.Pipeline;
import dev.fude.video.SmallerSource;
import dev.fude.video.ends.Ends;
import dev.fude.video.transform.Preview;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fude video}: a film to an anime film. */
@Command(name = "video", description = "Turns a film into an anime film, frame by frame.")
final class VideoCommand implements Callable<Integer> {
  /** The name of standard input and output. */
  private static final String STANDARD = "-";

  private static final float PREVIEW_QUALITY = 0.95f;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      converter = Converters.WrittenName.class,
      description = {
        "A film: any file that ffmpeg reads, a .gif, an animated .png, a folder of pictures, or a"
            + " YUV4MPEG2 stream (.y4m); - reads one from standard input."
      })
  private String input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      converter = Converters.WrittenName.class,
      description = {
        "A file that ends in .mp4, .m4v, .mov, .mkv or .webm, with everything of the film beside"
            + " its pictures; or in .gif, .png or .y4m; or in / for a folder of pictures; - writes"
            + " a YUV4MPEG2 stream to standard output."
      })
  private String output;

  @Option(names = "--overwrite", description = "Replace OUT if it exists.")
  private boolean overwrite;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = PictureSize.Converter.class,
      description = "Paint frames so small that they fit into this size; they keep their shape.")
  private PictureSize size;

  @Mixin private ContainerOptions containerOptions;
  @Mixin private PartOptions partOptions;
  @Mixin private FilmInputOptions inputOptions;
  @Mixin private PainterOptions painterOptions;
  @Mixin private FrameOptions frameOptions;

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell nothing but what fails.")
  private boolean quiet;

  @Option(names = "--json", description = "Print how far it has come, a JSON object each second.")
  private boolean json;

  @Override
  public Integer call() {
    if (json && output.equals(STANDARD)) {
      throw new ParameterException(
          spec.commandLine(), "Standard output cannot take both the film and --json.");
    }
    inputOptions.requireNeeded(input);
    containerOptions.requireNeeded(output);
    partOptions.requireOrder();
    if (partOptions.isPreview()) {
      PictureWriter picture = requirePicturePlace();
      paint((source, frames, settings) -> picture.write(Preview.of(source, frames)));
    } else {
      FilmEnd writing = requirePlace();
      paint((source, frames, settings) -> write(source, frames, writing, settings));
    }
    return ExitCode.DONE;
  }

  /** What is done with a film and who paints it. */
  private interface Work {
    void with(FrameSource source, FramePainter frames, String settings);
  }

  private void paint(Work work) {
    FilmEnd reading = Ends.reading(input);
    painterOptions.selectBackend();
    Style style = painterOptions.styleForFilms();
    try (FrameSource source = smaller(partOptions.of(reading.open(input, options(""))));
        Painter painter = painterOptions.load(style, Sizing.EXACT, this::tell);
        FramePainter frames = frameOptions.painter(painter, this::tell)) {
      source.notices().forEach(this::tell);
      work.with(source, frames, settings(painter, style));
    }
  }

  private void write(FrameSource source, FramePainter frames, FilmEnd writing, String settings) {
    FilmFormat format = frames.format(source.format());
    try (Ending ending = Ending.telling(() -> giveUp(source));
        FrameSink sink = writing.create(output, format, input, options(settings))) {
      sink.notices().forEach(this::tell);
      paint(source, frames, sink);
    }
  }

  private FilmEnd requirePlace() {
    return place(
        () -> {
          FilmEnd writing = Ends.writing(output);
          writing.requirePlace(output, options(""));
          return writing;
        });
  }

  private PictureWriter requirePicturePlace() {
    return place(() -> new PictureWriter(Path.of(output), overwrite, PREVIEW_QUALITY));
  }

  /** An output that is not to be replaced is wrong use, as in all commands. */
  private <T> T place(Supplier<T> required) {
    if (!output.equals(STANDARD) && Outputs.isSameFile(Path.of(input), Path.of(output))) {
      throw new WrongUseException(output + " is the input itself; name another output.");
    }
    try {
      return required.get();
    } catch (OutputFileException e) {
      throw new WrongUseException(
          e.getMessage().replace("ask for it to be overwritten", "add --overwrite"));
    }
  }

  private FilmOptions options(String settings) {
    return new FilmOptions(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        overwrite,
        containerOptions.ffmpeg(),
        settings,
        inputOptions.rate(),
        inputOptions.matrix(),
        partOptions.from(),
        containerOptions.encoder());
  }

  private String settings(Painter painter, Style style) {
    return String.join(
        " ",
        painterOptions.settings(painter, style),
        frameOptions.settings(),
        inputOptions.settings(),
        input);
  }

  private FrameSource smaller(FrameSource source) {
    return size == null ? source : SmallerSource.of(source, size.width(), size.height());
  }

  private void paint(FrameSource source, FramePainter frames, FrameSink sink) {
    FilmProgress progress =
        new FilmProgress(
            source.format().frames(),
            System::nanoTime,
            json ? report -> Json.printLine(out(), report) : report -> {},
            quiet ? line -> {} : Terminal.LINE::show);
    try {
      Pipeline.run(source, frames, sink, progress);
    } finally {
      Terminal.LINE.clear();
    }
    progress.end();
  }

  /** What is half written is undone beside it, as in all commands. */
  private static String giveUp(FrameSource source) {
    source.close();
    return "given up; the same command goes on where whole segments of the film are kept.";
  }

  private void tell(String line) {
    if (!quiet) {
      spec.commandLine().getErr().println("fude: " + line);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
