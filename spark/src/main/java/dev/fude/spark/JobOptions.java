package dev.fude.spark;

import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.picture.PictureFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the job is asked for. */
@Command(
    name = "StylizeJob",
    description = "Turns a folder tree of photographs into one of anime pictures, on Spark.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Folders may be on any file system that Hadoop reads. What became of each photograph is in"
          + " the table OUT/_fude/results.",
      "Exit codes: 0 done, 1 failed at run time, 2 wrong use, 3 bad input."
    })
final class JobOptions {
  @Parameters(index = "0", paramLabel = "IN", description = "The folder of the photographs.")
  private String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder of the pictures.")
  private String out;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private ChosenModel chosen = new ChosenModel();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "png",
      description = "How pictures are written, such as jpg. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "95",
      description = "Of JPEG and WebP, from 1 to 100. Default: ${DEFAULT-VALUE}.")
  private int quality;

  @Option(
      names = "--keep-ending",
      description = "Make a.jpg.png of a.jpg, beside the a.png.png of a.png.")
  private boolean keepEnding;

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      description = {
        "A local folder of every executor for scratch files, with which pictures are painted that",
        "its memory cannot hold. Without, those are rows with an error."
      })
  private String scratch;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      description = "End the job when more than N photographs have failed. Default: never.")
  private long maxErrors = Long.MAX_VALUE;

  @Option(
      names = "--resume",
      description = {
        "Go on in an OUT that is there: a picture stays if it is of the same photograph (its",
        "place, length and date) and of the same settings."
      })
  private boolean resume;

  /** At most one way to name a model. */
  static final class ChosenModel {
    @Option(
        names = "--style",
        paramLabel = "NAME",
        description = "A built-in style, or one of the driver's style folder. Default: ink.")
    private String style;

    @Option(
        names = "--model",
        paramLabel = "FILE",
        description = "A model file, as \"fude convert\" writes it, on any file system.")
    private String model;
  }

  String in() {
    return in;
  }

  String out() {
    return out;
  }

  boolean keepEnding() {
    return keepEnding;
  }

  long maxErrors() {
    return maxErrors;
  }

  boolean resume() {
    return resume;
  }

  /**
   * What is done with each picture.
   *
   * @throws RefusedJobException if the format, the quality or the number of errors is none
   * @throws dev.fude.core.weights.InvalidWeightsException if the model is none
   */
  PictureFunction function(Configuration hadoop) throws IOException {
    if (quality < 1 || quality > 100) {
      throw RefusedJobException.wrongUse(
          "--quality " + quality + " is no whole number from 1 to 100.");
    }
    if (maxErrors < 0) {
      throw RefusedJobException.wrongUse(
          "--max-errors " + maxErrors + " is no number of photographs; give 0 or more.");
    }
    return PictureFunction.of(model(hadoop))
        .format(pictureFormat())
        .quality(quality / 100f)
        .scratch(scratch);
  }

  private PictureFormat pictureFormat() {
    PlugIns.register();
    String ending = format.toLowerCase(Locale.ROOT);
    if (!PictureFormat.writableEndings().contains(ending)) {
      throw RefusedJobException.wrongUse(
          String.format(
              "--format \"%s\" is not one of %s.",
              format, String.join(", ", PictureFormat.writableEndings())));
    }
    return PictureFormat.of(Path.of("picture." + ending));
  }

  private PaintedModel model(Configuration hadoop) throws IOException {
    if (chosen.model != null) {
      org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(chosen.model);
      try (InputStream content = OutputTree.fileSystem(file, hadoop).open(file)) {
        return PaintedModel.of(chosen.model, content.readAllBytes());
      } catch (FileNotFoundException e) {
        throw RefusedJobException.badInput(chosen.model + " does not exist; check the name.");
      }
    }
    Style style =
        chosen.style == null
            ? Styles.standard().orElseThrow(JobOptions::noStyle)
            : Styles.find(chosen.style);
    if (style instanceof Style.OfArtifact builtIn) {
      return PaintedModel.builtIn(builtIn.artifact());
    }
    Path file = ((Style.OfFile) style).path();
    return PaintedModel.of(file.toString(), Files.readAllBytes(file));
  }

  private static RefusedJobException noStyle() {
    return RefusedJobException.wrongUse(
        "No style is built in; give the jar of fude-style-ink, or a model by --model.");
  }
}
