package dev.fude.spark;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/**
 * All that every executor is told, once.
 *
 * @param hadoop how file systems are reached
 * @param function what is done with each picture
 * @param tree where pictures go
 * @param resumes whether an earlier run may have finished some
 */
record Work(
    SerializableConfiguration hadoop, PictureFunction function, OutputTree tree, boolean resumes)
    implements Serializable {
  Configuration configuration() {
    return hadoop.value();
  }
}
