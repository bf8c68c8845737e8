package dev.fude.cli;

import dev.fude.core.file.FileNames;
import dev.fude.core.file.OutputFileException;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureFormat;
import dev.fude.painter.picture.PictureWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where pictures go, in which format, and what becomes of files that are there. */
final class OutputOptions {
  /** It keeps both the colours and the alpha channel. */
  private static final String STANDARD_FORMAT = "png";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      converter = Converters.OutputName.class,
      description = {
        "A .png, .jpg or .tif file for one photograph; else a folder, where pictures get the",
        "photographs' names (stdin for -) and those of an input folder its subfolders."
      })
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Format.class,
      description = "Format of pictures that go into a folder, such as jpg. Default: png.")
  private String format;

  @Option(
      names = "--keep-ending",
      description = {
        "Keep the photographs' endings in the names of pictures that go into a folder:",
        "a.jpg becomes a.jpg.png, beside the a.png.png of a.png."
      })
  private boolean keepEnding;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Existing existing = new Existing();

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "95",
      converter = Converters.Quality.class,
      description = {
        "JPEG quality from 1 to 100; from 90 on every pixel keeps its own colour.",
        "Also of WebP, which is lossless at 100. Default: ${DEFAULT-VALUE}."
      })
  private int quality;

  @Option(
      names = "--keep-position",
      description = {
        "Also carry where the photograph was taken into its picture;",
        "date, camera and exposure always are."
      })
  private boolean keepPosition;

  /** At most one way to go about outputs that exist, beside refusing them. */
  static final class Existing {
    @Option(names = "--overwrite", description = "Replace outputs that exist.")
    private boolean overwrite;

    @Option(
        names = "--skip-existing",
        description = {
          "Leave outputs that exist and do what is missing: a batch that was ended goes on.",
          "Pictures appear whole or not at all, so one that is there is done."
        })
    private boolean skip;
  }

  /**
   * The file or folder, as it was named.
   *
   * @return its path
   * @throws WrongUseException if the name can be none
   */
  Path target() {
    try {
      return Path.of(output);
    } catch (InvalidPathException e) {
      throw new WrongUseException(FileNames.refusal(e));
    }
  }

  /**
   * The folder that takes the pictures.
   *
   * @param many whether several photographs were asked for
   * @return the folder; null if one photograph goes to a {@link #file}
   * @throws WrongUseException if it cannot take them
   */
  OutputFolder folderFor(boolean many) {
    boolean namesFolder = output.endsWith("/") || output.endsWith(File.separator);
    if (!many && !namesFolder && !Files.isDirectory(target())) {
      return null;
    }
    if (!Files.isDirectory(target())) {
      requireFolderCanBeMade();
    } else if (!Files.isWritable(target())) {
      throw new WrongUseException(
          target() + " may not be written to by this user; choose another folder.");
    }
    return new OutputFolder(target(), format == null ? STANDARD_FORMAT : format, keepEnding);
  }

  private void requireFolderCanBeMade() {
    Path target = target().toAbsolutePath();
    if (Files.exists(target)) {
      throw new WrongUseException(
          target() + " is a file, but several pictures need a folder; name one with -o.");
    }
    if (PictureFolder.endsLikePicture(target)) {
      throw new WrongUseException(
          target()
              + " would be a folder for several pictures, but is called like a file; name"
              + " another with -o, or create it first.");
    }
    if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
      throw new WrongUseException(
          String.format(
              "The output folder %s does not exist, nor does the one it would be in; create it"
                  + " first.",
              target()));
    }
  }

  /**
   * The file that takes the picture of the only photograph.
   *
   * @return the file
   * @throws WrongUseException if it names no format that is written, another than was asked for, or
   *     a folder that does not exist
   */
  Path file() {
    try {
      new PictureWriter(target(), true, 1);
    } catch (OutputFileException e) {
      throw new WrongUseException(e.getMessage());
    }
    if (format != null && !output.toLowerCase(Locale.ROOT).endsWith("." + format)) {
      throw new WrongUseException(
          String.format(
              "%s does not end with .%s, as --format asks; leave one of them out.",
              output, format));
    }
    return target();
  }

  boolean overwrite() {
    return existing.overwrite;
  }

  boolean skipExisting() {
    return existing.skip;
  }

  /** What of a photograph's details its picture carries on. */
  PhotoDetails carried(PhotoDetails details) {
    return keepPosition ? details : details.withoutPosition();
  }

  /**
   * A writer of one picture.
   *
   * @param file its place, of which is known that it may be taken
   * @return the writer
   */
  PictureWriter writer(Path file) {
    boolean replace = overwrite() || skipExisting() && Jobs.isEmptyFile(file);
    return new PictureWriter(file, replace, quality / 100f);
  }

  /** A format by its ending. */
  static final class Format implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      String ending = text.toLowerCase(Locale.ROOT);
      if (!PictureFormat.writableEndings().contains(ending)) {
        throw new TypeConversionException(
            "\""
                + text
                + "\" is not one of "
                + String.join(", ", PictureFormat.writableEndings())
                + ".");
      }
      return ending;
    }
  }
}
