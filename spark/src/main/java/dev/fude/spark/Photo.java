package dev.fude.spark;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A photograph as the listing knows it: all of it that travels.
 *
 * @param path where it is
 * @param output where its picture goes
 * @param length bytes of its file
 * @param fingerprint of everything that changes its picture
 * @param begin what those before it in the listing cost, by {@link Cost}
 */
record Photo(String path, String output, long length, String fingerprint, double begin) {
  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("output", DataTypes.StringType, false)
          .add("length", DataTypes.LongType, false)
          .add("fingerprint", DataTypes.StringType, false)
          .add("begin", DataTypes.DoubleType, false);

  private static final int FINGERPRINT_DIGITS = 32;

  /**
   * Tells whether a picture is still the one that its photograph would give: from the photograph's
   * place, length and date, which a listing knows, and from the settings.
   *
   * @param place as seen from the folder of the photographs
   * @param settings all that changes the picture
   */
  static String fingerprint(String place, long length, long modified, String settings) {
    String all = String.join("\0", place, "" + length, "" + modified, settings);
    return PaintedModel.digest(all.getBytes(StandardCharsets.UTF_8))
        .substring(0, FINGERPRINT_DIGITS);
  }

  static Photo of(Row row) {
    return new Photo(
        row.getString(0), row.getString(1), row.getLong(2), row.getString(3), row.getDouble(4));
  }

  Row row() {
    return RowFactory.create(path, output, length, fingerprint, begin);
  }
}
