package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.core.backend.RunCancelledException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Pictures in notebooks: columns of bytes, and datasets of them. Each task paints with as many
 * threads as it has processors, and all tasks of an executor share one model.
 */
public final class StylizeFunctions {
  private StylizeFunctions() {}

  /**
   * Lets Spark SQL paint: {@code SELECT stylize(content) FROM photographs}.
   *
   * @param spark the session that learns it
   * @param name such as {@code stylize}
   * @param function what is done with each picture
   */
  public static void register(SparkSession spark, String name, PictureFunction function) {
    spark.udf().register(name, new StylizeUdf(function), DataTypes.BinaryType);
  }

  /**
   * A function of a column, as {@link StylizeUdf} has it.
   *
   * @param function what is done with each picture
   * @return bytes to bytes, or to null
   */
  public static UserDefinedFunction column(PictureFunction function) {
    return functions.udf(new StylizeUdf(function), DataTypes.BinaryType);
  }

  /**
   * For typed {@code mapPartitions}: photographs to what became of each, in order.
   *
   * @param function what is done with each picture
   * @return to be given with {@code Encoders.bean(Painted.class)}
   */
  public static MapPartitionsFunction<byte[], Painted> partitions(PictureFunction function) {
    return photos -> {
      int threads = StylizeUdf.threads();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return photos.hasNext();
        }

        @Override
        public Painted next() {
          return painted(function, photos.next(), threads);
        }
      };
    };
  }

  private static Painted painted(PictureFunction function, byte[] photo, int threads) {
    Painted painted = new Painted();
    try {
      painted.setPicture(function.paint(photo, threads));
    } catch (RunCancelledException e) {
      throw e;
    } catch (FudeException e) {
      painted.setMessage(Status.sentence(e));
    }
    return painted;
  }

  /** What became of a photograph: one of the two is null. A bean, as Spark's encoders want it. */
  public static final class Painted implements Serializable {
    private static final long serialVersionUID = 1;

    private byte[] picture;
    private String message;

    /** Nothing yet. */
    public Painted() {}

    /**
     * The picture.
     *
     * @return a whole file, or null if it could not be painted
     */
    public byte[] getPicture() {
      return picture;
    }

    /**
     * Sets the picture.
     *
     * @param bytes a whole file, or null
     */
    public void setPicture(byte[] bytes) {
      picture = bytes;
    }

    /**
     * Why it could not be painted.
     *
     * @return one sentence, or null
     */
    public String getMessage() {
      return message;
    }

    /**
     * Sets why it could not be painted.
     *
     * @param sentence one sentence, or null
     */
    public void setMessage(String sentence) {
      message = sentence;
    }
  }
}
