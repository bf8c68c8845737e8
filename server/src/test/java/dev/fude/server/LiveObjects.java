package dev.fude.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is on the heap and is reached from somewhere. */
public final class LiveObjects {
  private static final Object[] NO_ARGUMENTS = {new String[0]};
  private static final String[] SIGNATURE = {String[].class.getName()};

  private LiveObjects() {}

  /** How many objects there are of a class, after a collection. */
  public static long count(String className) throws JMException {
    return histogram()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  /** Lines of number, objects, bytes and class. */
  private static String histogram() throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                NO_ARGUMENTS,
                SIGNATURE);
  }
}
