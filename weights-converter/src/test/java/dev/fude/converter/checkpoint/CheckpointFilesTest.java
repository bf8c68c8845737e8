package dev.fude.converter.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever of a checkpoint the user names, it is the right one, and never one elsewhere. */
class CheckpointFilesTest {
  @TempDir Path folder;

  private Path write(String beginning) {
    CheckpointFile file = new CheckpointFile();
    return file.variable("v", CheckpointFile.FLOAT, new long[] {1}, new byte[4])
        .write(folder, beginning);
  }

  private void latest(String content) throws IOException {
    Files.writeString(folder.resolve("checkpoint"), content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hayao-99.ckpt",
        "Hayao-99.ckpt.data-00000-of-00001",
        "Hayao-99.ckpt.meta",
        "checkpoint"
      })
  void whateverIsNamed(String name) throws IOException {
    Path index = write("Hayao-99.ckpt");
    write("Hayao-98.ckpt");
    Files.writeString(folder.resolve("Hayao-99.ckpt.meta"), "a graph");
    latest("model_checkpoint_path: \"Hayao-99.ckpt\"\n");
    assertThat(CheckpointFiles.index(folder.resolve(name))).hasValue(index.toAbsolutePath());
  }

  @Test
  void ordinaryFilesAndAbsentOnesStandForThemselves() throws IOException {
    Path index = write("Hayao-99.ckpt");
    assertThat(CheckpointFiles.index(index)).isEmpty();
    assertThat(CheckpointFiles.index(folder.resolve("Hayao"))).isEmpty();
    assertThat(CheckpointFiles.index(folder.resolve("missing/Hayao-99.ckpt"))).isEmpty();
    assertThat(CheckpointFiles.index(Path.of("/"))).isEmpty();
    assertThat(CheckpointFiles.index(Path.of(""))).isEmpty();
    Path lonely = Files.writeString(folder.resolve("x.data-00000-of-00001"), "abc");
    assertThat(CheckpointFiles.index(lonely)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_checkpoint_path: \"/home/somebody/train/Hayao-99.ckpt\"",
        "model_checkpoint_path: \"D:\\\\train\\\\Hayao-99.ckpt\"",
        "  model_checkpoint_path:\"../../Hayao-99.ckpt\"  \r\nall_model_checkpoint_paths: \"x\"",
        "# first\nall_model_checkpoint_paths: \"b\"\nmodel_checkpoint_path: \"Hayao-99.ckpt\""
      })
  void latestIsFoundWhereverItWasTrained(String content) throws IOException {
    Path index = write("Hayao-99.ckpt");
    write("Hayao-98.ckpt");
    latest(content);
    assertThat(CheckpointFiles.index(folder)).hasValue(index.toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "model_checkpoint_path: \"gone\"",
        "model_checkpoint_path: \"\"",
        "model_checkpoint_path: \"\u0000\"",
        "model_checkpoint_path: \"..\"",
        "model_checkpoint_path: \"x/\"",
        "\u0000\u0001"
      })
  void onlyIndexIsFoundWhateverTheLatestIsSaidToBe(String content) throws IOException {
    Path index = write("Hayao-99.ckpt");
    latest(content);
    Files.writeString(folder.resolve("notes.index"), "no table");
    Files.createFile(folder.resolve("empty.index"));
    Files.createDirectory(folder.resolve("folder.index"));
    assertThat(CheckpointFiles.index(folder)).hasValue(index.toAbsolutePath());
  }

  @Test
  void severalWithoutALatestAreListed() {
    write("Shinkai-30.ckpt");
    write("Hayao-99.ckpt");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> CheckpointFiles.index(folder))
        .withMessage(
            "it holds 2 checkpoints and does not say which is the latest"
                + " (\"Hayao-99.ckpt\", \"Shinkai-30.ckpt\"); name one");
  }

  @Test
  void folderOfTheSameBeginningDoesNotHideIt() throws IOException {
    Path index = write("Hayao");
    Path named = Files.createDirectory(folder.resolve("Hayao"));
    assertThat(CheckpointFiles.index(named)).hasValue(index.toAbsolutePath());
  }

  @Test
  void hugeFileThatSaysTheLatestIsNotRead() throws IOException {
    Path index = write("Hayao-99.ckpt");
    latest("model_checkpoint_path: \"other\"\n" + " ".repeat(1 << 17));
    assertThat(CheckpointFiles.index(folder)).hasValue(index.toAbsolutePath());
  }

  @Test
  void pathsOutOfTheFolderLeadNowhere() throws IOException {
    Path outside = write("outside");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(inside.resolve("checkpoint"), "model_checkpoint_path: \"../outside\"");
    assertThat(Files.exists(outside)).isTrue();
    assertThat(CheckpointFiles.index(inside)).isEmpty();
  }

  @Test
  void shardsThatAreLinksOutOfTheFolderAreRefused() throws IOException {
    write("outside");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path index = Files.copy(folder.resolve("outside.index"), inside.resolve("a.index"));
    Files.createSymbolicLink(
        inside.resolve("a.data-00000-of-00001"), folder.resolve("outside.data-00000-of-00001"));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> new CheckpointReader().read(Source.open(index)))
        .withMessageContaining("not in its own folder");
  }

  @Test
  void sampleIsFoundByAnyName() {
    Path index = SharedFolder.require("weights/tf_checkpoint/Hayao-99.ckpt.index");
    for (String name : new String[] {"", "Hayao-99.ckpt", "Hayao-99.ckpt.data-00000-of-00001"}) {
      assertThat(CheckpointFiles.index(index.resolveSibling(name)))
          .as(name)
          .hasValueSatisfying(found -> assertThat(found).hasSameBinaryContentAs(index));
    }
  }
}
