package dev.fude.cli;

import dev.fude.video.FilmColour;
import dev.fude.video.Rational;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the options of films accept, checked while they are read. */
final class FilmConverters {
  private static final String DECIMAL = "[0-9]{1,7}(\\.[0-9]{1,9})?";
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private static final String BELOW_SIXTY = "[0-5]?[0-9]";

  /** What stands behind hours or minutes is below 60; what stands in front may be any number. */
  private static final Pattern TIME =
      Pattern.compile(
          String.format(
              "((?<hours>\\d{1,3}):(?=%s:))?((?<minutes>\\d{1,4}):(?=%s(\\.|$)))?(?<seconds>%s)",
              BELOW_SIXTY, BELOW_SIXTY, DECIMAL));

  private static final Pattern RATE = Pattern.compile("[0-9]{1,9}(/[0-9]{1,9})?");

  private FilmConverters() {}

  /** A part of one. */
  static final class Steadiness implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      double steadiness = text.matches(DECIMAL) ? Double.parseDouble(text) : -1;
      if (steadiness >= 0 && steadiness <= 1) {
        return steadiness;
      }
      throw new TypeConversionException("\"" + text + "\" is no number from 0 to 1.");
    }
  }

  /** A time of a film, in seconds. */
  static final class Time implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw new TypeConversionException(
            "\"" + text + "\" is no time of a film, such as 12, 1:02.5 or 0:01:02.5.");
      }
      return whole(time.group("hours"))
          .multiply(SIXTY)
          .add(whole(time.group("minutes")))
          .multiply(SIXTY)
          .add(new BigDecimal(time.group("seconds")));
    }

    private static BigDecimal whole(String number) {
      return number == null ? BigDecimal.ZERO : new BigDecimal(number);
    }
  }

  /** Frames a second, exactly. */
  static final class Rate implements ITypeConverter<Rational> {
    @Override
    public Rational convert(String text) {
      Optional<Rational> rate =
          RATE.matcher(text).matches()
              ? Optional.ofNullable(Rational.parsed(text.contains("/") ? text : text + "/1"))
              : Optional.empty();
      return rate.orElseThrow(
          () ->
              new TypeConversionException(
                  "\"" + text + "\" is no rate of frames, such as 25 or 30000/1001."));
    }
  }

  /** A matrix by its number. */
  static final class Matrix implements ITypeConverter<FilmColour.Matrix> {
    @Override
    public FilmColour.Matrix convert(String text) {
      return switch (text) {
        case "601" -> FilmColour.Matrix.BT601;
        case "709" -> FilmColour.Matrix.BT709;
        case "2020" -> FilmColour.Matrix.BT2020;
        default ->
            throw new TypeConversionException("\"" + text + "\" is not one of 601, 709 and 2020.");
      };
    }
  }
}
