package dev.fude.converter.checkpoint;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.CheckpointFile.Fields;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.TableFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.converter.pytorch.PyTorchZipReader;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.LayerTable;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which variables are stored, and what is left out. */
class CheckpointReaderTest {
  private static final long SEED = 20_271;
  private static final LayerTable TINY = TinyNetwork.TINY;
  private static final String GAMMA = "net/A/LayerNorm/gamma";
  private static final String SHARD = "tiny.ckpt.data-00000-of-00001";

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomHalves(TINY, SEED);

  private CheckpointFile checkpoint() {
    return CheckpointFile.of(TINY, tensors, "FloatStorage");
  }

  private static NeutralModel read(Path index) {
    return new CheckpointReader().read(Source.open(index));
  }

  private void assertConverts(Path index) {
    Map<String, Tensor> converted = Passes.apply(read(index), TINY);
    assertThat(converted.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
  }

  private void assertConverts(CheckpointFile file) {
    assertConverts(file.write(folder, "tiny.ckpt"));
  }

  private void assertConverts(TableFile index) {
    assertConverts(checkpoint().write(folder, "tiny.ckpt", index.bytes()));
  }

  private void assertRefused(CheckpointFile file, String... reasons) {
    Path index = file.write(folder, "tiny.ckpt");
    assertRefused(index, reasons);
  }

  private static void assertRefused(Path index, String... reasons) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Passes.apply(read(index), TINY))
        .withMessageContainingAll(reasons);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage"})
  void everyKindOfFloats(String kind) {
    assertConverts(CheckpointFile.of(TINY, tensors, kind));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void severalShards(int shards) {
    assertConverts(checkpoint().shards(shards));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4_000})
  void blocksOfAnySize(int bytes) {
    assertConverts(checkpoint().table().blockBytes(bytes));
    assertConverts(checkpoint().table().blockBytes(bytes).compressed());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1_000})
  void wholeKeysAnyDistanceApart(int interval) {
    assertConverts(checkpoint().table().restartInterval(interval));
    assertConverts(checkpoint().table().restartInterval(interval).compressed());
  }

  @Test
  void indexWithoutTheUsualEnding() throws IOException {
    Path index = checkpoint().write(folder, "tiny.ckpt");
    Path bare = Files.move(index, folder.resolve("tiny.ckpt"));
    assertThat(new CheckpointReader().recognises(Source.open(bare))).isTrue();
    assertConverts(bare);
  }

  @Test
  void otherFilesAreNotRecognised() throws IOException {
    checkpoint().write(folder, "tiny.ckpt");
    assertThat(new CheckpointReader().recognises(Source.open(folder.resolve(SHARD)))).isFalse();
  }

  @Test
  void weightsAloneLeaveNothingToSay() {
    assertThat(Passes.notes(read(checkpoint().write(folder, "tiny.ckpt")), TINY)).isEmpty();
  }

  @Test
  void whatTrainingKeepsBesideIsIgnoredAndListed() {
    CheckpointFile file = checkpoint().trainedWithAdam();
    assertConverts(file);
    assertThat(Passes.notes(read(folder.resolve("tiny.ckpt.index")), TINY))
        .containsExactly(
            "Ignored 19 of 27 variables: \"beta1_power\"; \"global_step\";"
                + " \"zz/discriminator/weights\";"
                + " 16 kept for other variables, such as \"net/A/Conv/weights/Adam\".");
  }

  @Test
  void textsAreIgnoredAndListed() {
    CheckpointFile file =
        checkpoint()
            .variable("_GRAPH", CheckpointFile.STRING, new long[0], new byte[] {1, 'x'})
            .entry("complex", output -> output.writeInt32(1, 8));
    assertConverts(file);
    assertThat(Passes.notes(read(folder.resolve("tiny.ckpt.index")), TINY))
        .containsExactly("Ignored values that are no plain numbers: \"_GRAPH\", \"complex\".");
  }

  @Test
  void whatIsThereInsteadOfAMissingWeightIsSaid() {
    assertRefused(
        checkpoint()
            .without(GAMMA)
            .variable("net/A/Norm/gamma", CheckpointFile.FLOAT, new long[] {3}, new byte[12]),
        "2 problems",
        "missing \"a.norm.weight\" [3]",
        "unexpected \"net/A/Norm/gamma\" [3]");
  }

  @Test
  void weightsOfIntegersAreRefused() {
    assertRefused(
        checkpoint().variable(GAMMA, CheckpointFile.INT64, new long[] {3}, new byte[24]),
        "\"a.norm.weight\" holds I64 numbers without a scale");
  }

  /** Of 400 MB, of which the generator has less than one kB. */
  @Test
  void wholeTrainingCostsNoMoreThanItsGenerator() throws IOException {
    int size = 400 << 20;
    long[] shape = {size / 4};
    CheckpointFile file =
        checkpoint()
            .entry(
                "net/A/Conv/weights/Adam",
                output -> {
                  output.writeInt32(1, CheckpointFile.FLOAT);
                  output.writeByteArray(2, CheckpointFile.shape(shape));
                  output.writeInt64(5, size);
                });
    Path index = file.write(folder, "tiny.ckpt");
    try (RandomAccessFile shard = new RandomAccessFile(folder.resolve(SHARD).toFile(), "rw")) {
      shard.setLength(size);
    }
    assertThat(Hostility.isAccepted("400 MB", () -> assertConverts(index))).isTrue();
  }

  @Test
  void changedNumberIsNoticedInWeightsAlone() throws IOException {
    CheckpointFile file = checkpoint().trainedWithAdam();
    Path index = file.write(folder, "tiny.ckpt");
    byte[] whole = Files.readAllBytes(folder.resolve(SHARD));
    for (int at = 0; at < whole.length; at += 4) {
      whole[at] ^= 1;
      Files.write(folder.resolve(SHARD), whole);
      // "beta1_power" and "global_step" are the first, "zz/discriminator/weights" the last.
      if (at < 12 || at >= whole.length - 12) {
        assertConverts(index);
      }
      whole[at] ^= 1;
    }
    whole[12] ^= 1;
    Files.write(folder.resolve(SHARD), whole);
    assertRefused(
        index,
        "tensor \"a.conv.weight\" does not have the checksum in the index;"
            + " download \""
            + SHARD
            + "\" again");
  }

  @Test
  void missingChecksumIsAWrongOne() {
    assertRefused(
        checkpoint()
            .entry(
                GAMMA,
                output -> {
                  output.writeInt32(1, CheckpointFile.FLOAT);
                  output.writeByteArray(2, CheckpointFile.shape(3));
                  output.writeInt64(5, 12);
                }),
        "does not have the checksum");
  }

  @Test
  void missingShardIsAskedFor() throws IOException {
    Path index = checkpoint().shards(2).write(folder, "tiny.ckpt");
    Files.delete(folder.resolve("tiny.ckpt.data-00001-of-00002"));
    assertRefused(
        index,
        "its numbers are in \"tiny.ckpt.data-00001-of-00002\","
            + " which is not beside it; download that file too");
  }

  @Test
  void slicedVariablesAreRefused() {
    assertRefused(
        checkpoint()
            .entry(
                GAMMA,
                output -> {
                  output.writeInt32(1, CheckpointFile.FLOAT);
                  output.writeByteArray(2, CheckpointFile.shape(3));
                  output.writeByteArray(7, new byte[0]);
                }),
        "variable \"" + GAMMA + "\" is stored in several slices",
        "without a partitioner");
  }

  @Test
  void headersOfOtherThingsAreRefused() {
    assertHeaderRefused(
        output -> {
          output.writeInt32(1, 1);
          output.writeInt32(2, 1);
        },
        "its numbers are big-endian");
    assertHeaderRefused(
        output -> {
          output.writeInt32(1, 1);
          output.writeByteArray(3, CheckpointFile.message(version -> version.writeInt32(2, 2)));
        },
        "it is of version 2, which is not known");
    // In format V1 the field is a message.
    assertHeaderRefused(
        output -> output.writeByteArray(1, new byte[4]), "that 0 files beside it hold its numbers");
  }

  private void assertHeaderRefused(Fields header, String reason) {
    assertRefused(checkpoint().entry("", header), reason);
  }

  @Test
  void tablesOfOtherThingsAreRefused() {
    Path index =
        checkpoint().write(folder, "tiny.ckpt", new TableFile().entry("a", new byte[1]).bytes());
    assertRefused(index, "a table without a checkpoint's header");
    assertRefused(
        checkpoint().write(folder, "tiny.ckpt", new TableFile().bytes()),
        "a table without a checkpoint's header");
  }

  @Test
  void sampleIsTheSameGenerator() {
    Path index = SharedFolder.require("weights/tf_checkpoint/Hayao-99.ckpt.index");
    NeutralModel model = read(index);
    Map<String, Tensor> converted = Passes.apply(model, LayerTable.of(AnimeGanV2.GENERATOR));
    Source pytorch = Source.open(SharedFolder.require("weights/hayao.pt"));
    Map<String, Tensor> expected =
        Passes.apply(new PyTorchZipReader().read(pytorch), LayerTable.of(AnimeGanV2.GENERATOR));
    assertThat(converted.keySet()).containsExactlyElementsOf(expected.keySet()).hasSize(77);
    expected.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
    assertThat(GraphFacts.resizeRule(model)).isEmpty();
    assertThat(GraphFacts.eps(model)).isEmpty();
    assertThat(Passes.notes(model, LayerTable.of(AnimeGanV2.GENERATOR))).isEmpty();
  }

  @Test
  void namesAreUtf8() {
    CheckpointFile file =
        checkpoint().variable("\u5bae\u5d0e", CheckpointFile.FLOAT, new long[] {1}, new byte[4]);
    assertConverts(file);
    Path index = folder.resolve("tiny.ckpt.index");
    assertThat(Passes.notes(read(index), TINY))
        .containsExactly("Ignored 1 of 9 variables: \"\u5bae\u5d0e\".");
  }
}
