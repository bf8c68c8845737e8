package dev.fude.converter.checkpoint;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.CheckpointFile.Fields;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.TableFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged checkpoints are converted rightly or refused, soon and in little memory. Also those whose
 * checksums were made right again, which alone reach what lies below.
 */
@Tag("one-jdk")
class HostileCheckpointTest {
  private static final long SEED = 20_272;
  private static final int MUTATIONS_OF_SHARDS = 500;
  private static final String SHARD = "tiny.ckpt.data-00000-of-00002";

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);
  private final CheckpointFile sound =
      CheckpointFile.of(TinyNetwork.TINY, tensors, "FloatStorage").trainedWithAdam().shards(2);
  private final Map<String, byte[]> entries = sound.entries();
  private final byte[] file = table().bytes();
  private final byte[] compressedFile = table().compressed().bytes();

  /** What is damaged; checksums over it are right unless it is the file. */
  private enum Target {
    FILE(6_000),
    COMPRESSED_FILE(6_000),
    BLOCK(6_000),
    ENTRY(6_000),
    BLOCK_THEN_COMPRESSED(1_000),
    COMPRESSED_BLOCK(1_000);

    private final int mutations; // fewer where each one means compressing

    Target(int mutations) {
      this.mutations = mutations;
    }
  }

  private TableFile table() {
    TableFile table = new TableFile().blockBytes(600);
    entries.forEach(table::entry);
    return table;
  }

  private boolean isAccepted(String what, byte[] index) throws IOException {
    if (index.length == 0) {
      return false;
    }
    Path file = Files.write(folder.resolve("tiny.ckpt.index"), index);
    return Hostility.isAccepted(
        what, () -> Passes.apply(new CheckpointReader().read(Source.open(file)), TinyNetwork.TINY));
  }

  private boolean isAccepted(String what, CheckpointFile file) throws IOException {
    file.write(folder, "tiny.ckpt");
    return isAccepted(what, file.table().bytes());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutOffAnywhere(boolean isCompressed) throws IOException {
    sound.write(folder, "tiny.ckpt");
    TableFile table = sound.table().blockBytes(200);
    byte[] whole = (isCompressed ? table.compressed() : table).bytes();
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = "compressed " + isCompressed + ", cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @Test
  void shardCutOffAnywhere() throws IOException {
    byte[] index = sound.table().bytes();
    sound.write(folder, "tiny.ckpt");
    byte[] whole = Files.readAllBytes(folder.resolve(SHARD));
    for (int length = 0; length < whole.length; length += 5) {
      Files.write(folder.resolve(SHARD), Arrays.copyOf(whole, length));
      assertThat(isAccepted("shard cut to " + length, index)).as("%d bytes", length).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutated(Target target) {
    Source index = Source.open(sound.write(folder, "tiny.ckpt"));
    List<Source> shards = CheckpointFiles.shards(index, 2);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < target.mutations; i++) {
      byte[] content = mutated(target, random);
      Runnable reading =
          () -> {
            Map<String, Tensor> converted = converted(content, index, shards);
            if (target == Target.FILE || target == Target.COMPRESSED_FILE) {
              assertRight(converted);
            }
          };
      String what = "%s, mutation %d of seed %d".formatted(target, i, SEED);
      refused += Hostility.isAccepted(what, reading) ? 0 : 1;
    }
    assertThat(refused)
        .as("a fuzzer that breaks nothing tests nothing")
        .isGreaterThan(target.mutations / 10);
  }

  /** As the reader, but without writing and opening files each time. */
  private static Map<String, Tensor> converted(byte[] content, Source index, List<Source> shards) {
    List<TableEntry> entries = SortedTable.read(ByteBuffer.wrap(content));
    long count = BundleHeader.shards(entries);
    List<Source> meant = count == 2 ? shards : CheckpointFiles.shards(index, count);
    return Passes.apply(CheckpointReader.model(entries, meant), TinyNetwork.TINY);
  }

  private void assertRight(Map<String, Tensor> converted) {
    tensors.forEach((name, tensor) -> assertThatTensor(converted.get(name)).hasSameBitsAs(tensor));
  }

  private byte[] mutated(Target target, Random random) {
    UnaryOperator<byte[]> sometimes =
        block -> random.nextInt(4) == 0 ? Mutations.mutated(block, random) : block;
    return switch (target) {
      case FILE -> Mutations.mutated(file, random);
      case COMPRESSED_FILE -> Mutations.mutated(compressedFile, random);
      case BLOCK -> table().changingContent(sometimes).bytes();
      case ENTRY -> withOneEntryMutated(random);
      case BLOCK_THEN_COMPRESSED -> table().compressed().changingContent(sometimes).bytes();
      case COMPRESSED_BLOCK -> table().compressed().changingStored(sometimes).bytes();
    };
  }

  private byte[] withOneEntryMutated(Random random) {
    List<String> names = new ArrayList<>(entries.keySet());
    String chosen = names.get(random.nextInt(names.size()));
    TableFile table = new TableFile();
    entries.forEach(
        (name, value) ->
            table.entry(name, name.equals(chosen) ? Mutations.mutated(value, random) : value));
    return table.bytes();
  }

  @Test
  void mutatedShards() throws IOException {
    Path index = sound.write(folder, "tiny.ckpt");
    byte[] whole = Files.readAllBytes(folder.resolve(SHARD));
    Random random = new Random(SEED);
    Runnable reading =
        () ->
            assertRight(
                Passes.apply(new CheckpointReader().read(Source.open(index)), TinyNetwork.TINY));
    for (int i = 0; i < MUTATIONS_OF_SHARDS; i++) {
      Files.write(folder.resolve(SHARD), Mutations.mutated(whole, random));
      Hostility.isAccepted("shard, mutation %d of seed %d".formatted(i, SEED), reading);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, -1, 0, 3, 1_001})
  void shardsThatAreNotThere(int count) throws IOException {
    sound.entry("", output -> output.writeInt32(1, count));
    assertThat(isAccepted(count + " shards", sound)).isFalse();
  }

  @Test
  void numbersElsewhere() throws IOException {
    long[] extremes = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1 << 20};
    for (long extreme : extremes) {
      assertEntryRefused("offset " + extreme, output -> output.writeInt64(4, extreme));
      assertEntryRefused("size " + extreme, output -> output.writeInt64(5, extreme));
      assertEntryRefused("shard " + extreme, output -> output.writeInt64(3, extreme));
      assertEntryRefused("type " + extreme, output -> output.writeInt64(1, extreme));
      assertEntryRefused("extent " + extreme, shape(CheckpointFile.shape(extreme)));
    }
    assertEntryRefused("product beyond a long", shape(CheckpointFile.shape(extremes)));
    assertEntryRefused("zero by zero", shape(CheckpointFile.shape(0, 0)));
    assertEntryRefused("many axes", shape(CheckpointFile.shape(new long[9])));
    assertEntryRefused("endless axes", shape(CheckpointFile.shape(new long[100_000])));
    assertEntryRefused("no shape", shape(new byte[] {0x12}));
  }

  private static Fields shape(byte[] message) {
    return output -> output.writeByteArray(2, message);
  }

  /** With a sound entry's fields before those that are wrong. */
  private void assertEntryRefused(String what, Fields wrong) throws IOException {
    String name = "net/A/LayerNorm/gamma";
    byte[] entry = sound.entries().get(name);
    CheckpointFile file =
        CheckpointFile.of(TinyNetwork.TINY, tensors, "FloatStorage").trainedWithAdam().shards(2);
    file.entry(
        name,
        output -> {
          output.writeRawBytes(entry);
          wrong.write(output);
        });
    assertThat(isAccepted(what, file)).as(what).isFalse();
  }
}
