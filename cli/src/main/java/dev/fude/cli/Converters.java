package dev.fude.cli;

import dev.fude.core.file.FileNames;
import dev.fude.core.op.ResizeRule;
import dev.fude.model.ChannelOrder;
import dev.fude.model.ValueRange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options accept, checked while they are read. */
final class Converters {
  private Converters() {}

  /** A count of at least 1. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return whole(text, 1);
    }
  }

  /** A count that may be 0. */
  static final class CountOrNone implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return whole(text, 0);
    }
  }

  /** A JPEG quality from 1 to 100. */
  static final class Quality implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int quality = Integer.parseInt(text);
        if (quality >= 1 && quality <= 100) {
          return quality;
        }
      } catch (NumberFormatException e) {
        throw notQuality(text);
      }
      throw notQuality(text);
    }

    private static TypeConversionException notQuality(String text) {
      return new TypeConversionException("\"" + text + "\" is no whole number from 1 to 100.");
    }
  }

  /** What a norm adds to the variance. */
  static final class Eps implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double eps = Double.parseDouble(text);
        if (eps > 0 && eps < 1) {
          return eps;
        }
      } catch (NumberFormatException e) {
        throw notEps(text);
      }
      throw notEps(text);
    }

    private static TypeConversionException notEps(String text) {
      return new TypeConversionException(
          "\"" + text + "\" is no number between 0 and 1, such as 1e-5.");
    }
  }

  /** The name of a file that is written whole, or not at all. */
  static final class OutputFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return new FileName().convert(new OutputName().convert(text));
    }
  }

  /** A file's name. */
  static final class FileName implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      try {
        return Path.of(given(text));
      } catch (InvalidPathException e) {
        throw new TypeConversionException(FileNames.refusal(e));
      }
    }
  }

  /** The name of a file or folder that is written whole, or not at all. */
  static final class OutputName implements ITypeConverter<String> {
    private static final String STANDARD_OUTPUT = "-";

    @Override
    public String convert(String text) {
      if (text.equals(STANDARD_OUTPUT)) {
        throw new TypeConversionException(
            "\"-\" stands for standard output, to which this is not written; name a file, or ./- if"
                + " that is its name.");
      }
      return given(text);
    }
  }

  /** A file's name as it is written: it may also be {@code -}, or say by its end what it is. */
  static final class WrittenName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return given(text);
    }
  }

  /** Java takes an empty name for the folder that it runs in. */
  private static String given(String name) {
    if (name.isBlank()) {
      throw new TypeConversionException(
          "an empty name was given; check the variable that should hold it.");
    }
    return name;
  }

  /** A resize rule by its name. */
  static final class Rule implements ITypeConverter<ResizeRule> {
    @Override
    public ResizeRule convert(String text) {
      try {
        return ResizeRule.of(text.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** An order of channels by its name. */
  static final class Channels implements ITypeConverter<ChannelOrder> {
    @Override
    public ChannelOrder convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "rgb" -> ChannelOrder.RGB;
        case "bgr" -> ChannelOrder.BGR;
        default -> throw new TypeConversionException("\"" + text + "\" is not one of rgb and bgr.");
      };
    }
  }

  /** The numbers of the darkest and the brightest level. */
  static final class Range implements ITypeConverter<ValueRange> {
    @Override
    public ValueRange convert(String text) {
      int dots = text.indexOf("..");
      try {
        if (dots > 0) {
          return new ValueRange(
              Float.parseFloat(text.substring(0, dots)),
              Float.parseFloat(text.substring(dots + 2)));
        }
      } catch (IllegalArgumentException e) {
        throw notRange(text);
      }
      throw notRange(text);
    }

    private static TypeConversionException notRange(String text) {
      return new TypeConversionException(
          "\"" + text + "\" is no range of numbers, such as -1..1, 0..1 or 0..255.");
    }
  }

  private static int whole(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notWhole(text, least);
    }
    throw notWhole(text, least);
  }

  private static TypeConversionException notWhole(String text, int least) {
    return new TypeConversionException(
        "\"" + text + "\" is no whole number of at least " + least + ".");
  }
}
