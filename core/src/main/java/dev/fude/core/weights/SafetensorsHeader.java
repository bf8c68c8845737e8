package dev.fude.core.weights;

import dev.fude.core.Quoted;
import dev.fude.core.json.JsonReader;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file: what it holds and where.
 *
 * <pre>
 * {"__metadata__": {"key": "value"},
 *  "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
 * </pre>
 *
 * <p>The checks make every later step safe without further thought: the entries' data cover the
 * data part of the file without holes and without overlaps, so that whoever reads them all reads
 * each byte once, and each entry is exactly as long as its dtype and shape need.
 *
 * @param metadata the {@code __metadata__}, in its order
 * @param entries the tensors, in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  /** The name that is no tensor. */
  static final String METADATA = "__metadata__";

  /** The most tensors and metadata entries: far above any real file, and small in memory. */
  static final int MAX_NAMES = 100_000;

  private static final int MAX_RANK = 32;

  /**
   * Where a tensor is.
   *
   * @param begin offset of its first byte in the data part
   * @param end offset behind its last byte
   */
  record Entry(String name, DType dtype, Shape shape, long begin, long end) {
    int length() {
      return (int) (end - begin);
    }
  }

  /**
   * Reads and checks a header.
   *
   * @param json the header's text
   * @param dataLength bytes that the file holds after the header
   * @return the header
   * @throws MalformedHeaderException if anything about it is wrong
   */
  static SafetensorsHeader parse(String json, long dataLength) {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    JsonReader reader = new JsonReader(json, "its header");
    reader.object(
        name -> {
          if (name.equals(METADATA)) {
            readMetadata(reader, metadata);
          } else {
            requireFew(entries.size());
            entries.add(new RawEntry(name).read(reader));
          }
        });
    reader.end();
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireSeamless(entries, dataLength);
    return new SafetensorsHeader(metadata, entries);
  }

  private static void readMetadata(JsonReader reader, Map<String, String> metadata) {
    reader.object(
        key -> {
          requireFew(metadata.size());
          metadata.put(key, reader.string());
        });
  }

  private static void requireFew(int names) {
    if (names >= MAX_NAMES) {
      throw new MalformedHeaderException("its header has more than " + MAX_NAMES + " names");
    }
  }

  private static void requireSeamless(List<Entry> entries, long dataLength) {
    long covered = 0;
    for (Entry entry : entries) {
      if (entry.end() > dataLength) {
        throw new MalformedHeaderException(
            String.format(
                "tensor %s ends at byte %d of %d bytes of data, so the file may be cut short",
                Quoted.name(entry.name()), entry.end(), dataLength));
      }
      if (entry.begin() != covered) {
        throw new MalformedHeaderException(
            String.format(
                "tensor %s begins at byte %d of the data, %s byte %d where the one before it ends",
                Quoted.name(entry.name()),
                entry.begin(),
                entry.begin() < covered ? "overlapping" : "leaving a hole after",
                covered));
      }
      covered = entry.end();
    }
    if (covered != dataLength) {
      throw new MalformedHeaderException(
          String.format("%d bytes follow the last tensor", dataLength - covered));
    }
  }

  /** A tensor's description as far as it has been read. */
  private static final class RawEntry {
    private final String name;
    private String dtype;
    private List<Long> shape;
    private List<Long> offsets;

    private RawEntry(String name) {
      this.name = name;
    }

    private Entry read(JsonReader reader) {
      reader.object(
          field -> {
            switch (field) {
              case "dtype" -> dtype = reader.string();
              case "shape" -> shape = numbers(reader, MAX_RANK);
              case "data_offsets" -> offsets = numbers(reader, 2);
              default -> throw problem("has an unknown field " + Quoted.name(field));
            }
          });
      if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
        throw problem("lacks dtype, shape or two data_offsets");
      }
      return checked();
    }

    private List<Long> numbers(JsonReader reader, int limit) {
      List<Long> numbers = new ArrayList<>();
      reader.array(
          () -> {
            numbers.add(reader.wholeNumber());
            if (numbers.size() > limit) {
              throw problem("lists more than " + limit + " numbers in one array");
            }
          });
      return numbers;
    }

    private Entry checked() {
      DType known =
          DType.find(dtype).orElseThrow(() -> problem("has unknown dtype " + Quoted.name(dtype)));
      Shape extents = extents();
      long begin = offsets.get(0);
      long end = offsets.get(1);
      // Neither side overflows: offsets are at least 0, and a shape has at most 2^40 elements.
      long needed = extents.elements() * known.bytes();
      if (end - begin != needed) {
        throw problem(
            String.format(
                "has data_offsets from %d to %d, but %s numbers of shape %s take %d bytes",
                begin, end, known, extents, needed));
      }
      if (needed > Shape.MAX_ARRAY_LENGTH) {
        throw problem("is larger than 2 GiB");
      }
      return new Entry(name, known, extents, begin, end);
    }

    private Shape extents() {
      int[] extents = new int[shape.size()];
      for (int axis = 0; axis < extents.length; axis++) {
        if (shape.get(axis) > Shape.MAX_ARRAY_LENGTH) {
          throw problem("has shape " + shape + ", which is too large");
        }
        extents[axis] = shape.get(axis).intValue();
      }
      try {
        return Shape.of(extents);
      } catch (InvalidShapeException e) {
        throw problem("has shape " + shape + ", which is too large");
      }
    }

    private MalformedHeaderException problem(String clause) {
      return new MalformedHeaderException("tensor " + Quoted.name(name) + " " + clause);
    }
  }
}
