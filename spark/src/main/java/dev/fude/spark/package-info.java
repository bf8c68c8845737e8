/**
 * Pictures on Apache Spark, with nothing to install on the executors: a {@linkplain
 * dev.fude.spark.StylizeJob job} from a folder tree to a folder tree, and {@linkplain
 * dev.fude.spark.StylizeFunctions functions} for columns and datasets. {@link
 * dev.fude.spark.PictureFunction} knows nothing of Spark and serves other engines as well.
 *
 * <p>No module descriptor: Spark runs on the class path alone. Its jars are named after Scala's
 * version, which makes no module's name, and share packages among them. Whoever has modules
 * nevertheless finds this one under its automatic name, {@code dev.fude.spark}.
 */
package dev.fude.spark;
