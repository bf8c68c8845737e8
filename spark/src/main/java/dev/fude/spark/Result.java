package dev.fude.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the table of results.
 *
 * @param photo which photograph
 * @param status what became of it
 * @param message one sentence if it failed, else null
 * @param width columns of the picture, or null
 * @param height rows of the picture, or null
 * @param bytes of the picture's file, or null
 * @param millis from opening the photograph until its picture was in place
 * @param backend what painted it, or null
 * @param attempt of the task: 0, or more if one failed or was slow before
 */
record Result(
    Photo photo,
    Status status,
    String message,
    Integer width,
    Integer height,
    Long bytes,
    long millis,
    String backend,
    int attempt) {
  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("output", DataTypes.StringType, false)
          .add("status", DataTypes.StringType, false)
          .add("message", DataTypes.StringType)
          .add("width", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("bytes", DataTypes.LongType)
          .add("millis", DataTypes.LongType, false)
          .add("backend", DataTypes.StringType)
          .add("attempt", DataTypes.IntegerType, false)
          .add("fingerprint", DataTypes.StringType, false);

  static Result failed(Photo photo, Throwable failure, long millis, int attempt) {
    Status status = Status.of(failure);
    String message = Status.sentence(failure);
    return new Result(photo, status, message, null, null, null, millis, null, attempt);
  }

  boolean isFailure() {
    return status != Status.PAINTED && status != Status.KEPT;
  }

  Row row() {
    return RowFactory.create(
        photo.path(),
        photo.output(),
        status.id(),
        message,
        width,
        height,
        bytes,
        millis,
        backend,
        attempt,
        photo.fingerprint());
  }
}
