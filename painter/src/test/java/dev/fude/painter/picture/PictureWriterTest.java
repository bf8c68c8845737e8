package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.file.OutputFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureWriterTest {
  private static final float QUALITY = 0.9f;

  @TempDir Path folder;

  private final BufferedImage image = TestPictures.noise(10, 6, BufferedImage.TYPE_INT_ARGB, 51);

  @Test
  void pngKeepsEveryPixelAndItsAlpha() throws IOException {
    Path file = folder.resolve("out.PNG");

    new PictureWriter(file, false, QUALITY).write(image);

    assertThat(Picture.of(TestPictures.read(file).stored()).argb())
        .isEqualTo(Picture.of(image).argb());
    assertThat(filesInFolder()).containsExactly("out.PNG");
  }

  @Test
  void jpegIsLaidOnWhite() {
    BufferedImage transparent = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
    Path file = folder.resolve("out.jpg");

    new PictureWriter(file, false, QUALITY).write(transparent);

    assertThat(TestPictures.probe(file).format()).isEqualTo("jpeg");
    assertThat(Picture.of(TestPictures.read(file).stored()).argb()).containsOnly(0xFFFFFFFF);
  }

  @Test
  void jpegQualityIsHonoured() throws IOException {
    BufferedImage opaque = TestPictures.noise(64, 64, BufferedImage.TYPE_INT_RGB, 52);
    Path coarse = folder.resolve("coarse.jpeg");
    Path fine = folder.resolve("fine.jpeg");

    new PictureWriter(coarse, false, 0.1f).write(opaque);
    new PictureWriter(fine, false, 1f).write(opaque);

    assertThat(Files.size(coarse)).isLessThan(Files.size(fine) / 2);
  }

  @Test
  void anEncoderGivesTheBytesThatAFileHolds() throws IOException {
    Path png = folder.resolve("out.png");
    Path jpeg = folder.resolve("out.jpg");
    new PictureWriter(png, false, QUALITY).write(image);
    new PictureWriter(jpeg, false, QUALITY).write(image);

    assertThat(PictureEncoder.png().encode(image)).isEqualTo(Files.readAllBytes(png));
    assertThat(PictureEncoder.jpeg(QUALITY).encode(image)).isEqualTo(Files.readAllBytes(jpeg));
  }

  @Test
  void anEncoderLeavesItsStreamOpen() throws IOException {
    ByteArrayOutputStream body =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    PictureEncoder.png().encode(image, body);

    assertThat(body.toByteArray()).isEqualTo(PictureEncoder.png().encode(image));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void jpegQualityIsChecked(float quality) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureEncoder.jpeg(quality))
        .withMessageContaining("from 0 to 1");
  }

  @Test
  void unknownExtensionsAreRefusedAtOnce() {
    refused(folder.resolve("out.xyz"), false, "end it with .png, .jpg");
    refused(folder.resolve("out"), false, "names no format");
  }

  @Test
  void anExistingFileIsOnlyReplacedWhenAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("out.png"), "old");

    refused(file, false, "exists already");
    assertThat(file).hasContent("old");

    new PictureWriter(file, true, QUALITY).write(image);
    assertThat(TestPictures.probe(file).width()).isEqualTo(10);
    assertThat(filesInFolder()).containsExactly("out.png");
  }

  @Test
  void aFileThatAppearsMeanwhileIsNotReplaced() throws IOException {
    Path file = folder.resolve("out.png");
    PictureWriter writer = new PictureWriter(file, false, QUALITY);
    Files.writeString(file, "other");

    assertThatExceptionOfType(OutputFileException.class)
        .isThrownBy(() -> writer.write(image))
        .withMessageContaining("exists already");
    assertThat(file).hasContent("other");
    assertThat(filesInFolder()).containsExactly("out.png");
  }

  @Test
  void aMissingFolderAndAFolderAreRefused() throws IOException {
    refused(folder.resolve("nowhere").resolve("out.png"), false, "does not exist");
    refused(Files.createDirectory(folder.resolve("folder.png")), true, "is a folder");
  }

  @Test
  void aFolderThatVanishesMeanwhileIsOneSentence() throws IOException {
    Path below = Files.createDirectory(folder.resolve("below"));
    PictureWriter writer = new PictureWriter(below.resolve("out.png"), true, QUALITY);
    Files.delete(below);

    assertThatExceptionOfType(OutputFileException.class)
        .isThrownBy(() -> writer.write(image))
        .withMessageContaining("does not exist; create it first");
    assertThat(filesInFolder()).isEmpty();
  }

  @Test
  void othersMayReadWhatIsWritten() throws IOException {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system has no POSIX permissions to compare");
    Path ordinary = Files.createFile(folder.resolve("ordinary"));
    Path file = folder.resolve("out.png");

    new PictureWriter(file, false, QUALITY).write(image);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(ordinary)));
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void refused(Path file, boolean overwrite, String words) {
    assertThatExceptionOfType(OutputFileException.class)
        .isThrownBy(() -> new PictureWriter(file, overwrite, QUALITY))
        .withMessageContaining(words)
        .withMessageContaining(file.getFileName().toString());
  }
}
