package dev.fude.core.backend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moving moments of one norm of a film.
 *
 * <p>As bytes, those of all norms are their number, and of each, in the order of the names, its
 * name, the number of its channels, the means and the variances.
 *
 * @param mean (batch, channels)
 * @param variance (batch, channels)
 */
record RunningMoments(double[] mean, double[] variance) {
  /** All norms of a film as bytes; the same norms give the same bytes. */
  static byte[] write(Map<String, RunningMoments> norms) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      to.writeInt(norms.size());
      for (Map.Entry<String, RunningMoments> norm : new TreeMap<>(norms).entrySet()) {
        to.writeUTF(norm.getKey());
        to.writeInt(norm.getValue().mean.length);
        write(norm.getValue().mean, to);
        write(norm.getValue().variance, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes what it is given
    }
    return bytes.toByteArray();
  }

  private static void write(double[] values, DataOutputStream to) throws IOException {
    for (double value : values) {
      to.writeDouble(value);
    }
  }

  /** The inverse of {@link #write}. */
  static Map<String, RunningMoments> read(byte[] memory) {
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(memory))) {
      Map<String, RunningMoments> norms = new HashMap<>();
      for (int left = from.readInt(); left > 0; left--) {
        String name = from.readUTF();
        int channels = from.readInt();
        norms.put(name, new RunningMoments(read(channels, from), read(channels, from)));
      }
      if (from.available() > 0) {
        throw new IOException(from.available() + " bytes too many");
      }
      return norms;
    } catch (IOException e) {
      throw new IllegalArgumentException("The memory of a film is damaged: " + e + ".", e);
    }
  }

  private static double[] read(int count, DataInputStream from) throws IOException {
    if (count < 0 || count > from.available() / Double.BYTES) {
      throw new IOException(count + " channels");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.readDouble();
    }
    return values;
  }
}
