package dev.fude.painter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.FudeException;
import dev.fude.core.file.OutputFileException;
import dev.fude.core.op.ResizeRule;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in, files out, and files that must be refused: nothing is ever left half-written. */
class PainterFilesTest {
  private static final long SEED = 71;

  private final Painter painter =
      Painter.builder().model(TestModels.zero(ResizeRule.ASYMMETRIC)).backend("echo").build();

  private final BufferedImage photo = TestPictures.noise(13, 10, 1, SEED);

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void writePhoto() throws IOException {
    in = Files.write(folder.resolve("photo.png"), TestPictures.encode(photo, "png"));
    out = folder.resolve("anime.png");
  }

  @Test
  void aFileBecomesAFile() throws IOException {
    painter.stylize(in, out, false);

    assertThat(pixels(ImageIO.read(out.toFile()))).isEqualTo(pixels(photo));
    assertThat(names()).containsExactly("anime.png", "photo.png");
  }

  @Test
  void photographsAreTurnedUpright() throws IOException {
    byte[] png = TestPictures.encode(photo, "png");
    Path turned = Files.write(folder.resolve("turned.png"), TestPictures.pngWithExif(png, 6));

    painter.stylize(turned, out, false);

    BufferedImage anime = ImageIO.read(out.toFile());
    assertThat(anime.getWidth()).isEqualTo(photo.getHeight());
    assertThat(anime.getHeight()).isEqualTo(photo.getWidth());
    // A quarter turn clockwise brings the stored lower left corner to the upper left.
    assertThat(anime.getRGB(0, 0)).isEqualTo(photo.getRGB(0, photo.getHeight() - 1));
  }

  @Test
  void anExistingPictureIsReplacedOnlyWhenAsked() throws IOException {
    Files.writeString(out, "old");

    refused(OutputFileException.class, in, out, "exists already");
    assertThat(out).hasContent("old");

    painter.stylize(in, out, true);
    assertThat(pixels(ImageIO.read(out.toFile()))).isEqualTo(pixels(photo));
  }

  @Test
  void aFailureKeepsTheOldPicture() throws IOException {
    Files.writeString(out, "old");
    Path notes = Files.writeString(folder.resolve("notes.jpg"), "notes");

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylize(notes, out, true));

    assertThat(out).hasContent("old");
    assertThat(names()).containsExactly("anime.png", "notes.jpg", "photo.png");
  }

  @Test
  void aPictureMayReplaceItsPhotograph() throws IOException {
    painter.stylize(in, in, true);

    assertThat(pixels(ImageIO.read(in.toFile()))).isEqualTo(pixels(photo));
  }

  @Test
  void badOutputsAreRefused() {
    refused(OutputFileException.class, in, folder.resolve("anime.gif"), "names no format");
    refused(OutputFileException.class, in, folder.resolve("no").resolve("a.png"), "does not exist");
  }

  @Test
  void badPhotographsAreRefused() throws IOException {
    byte[] png = TestPictures.encode(photo, "png");
    refused(InvalidImageException.class, folder.resolve("none.jpg"), out, "does not exist");
    refused(InvalidImageException.class, folder, out, "is a folder");
    refused(InvalidImageException.class, file("cut.png", TestPictures.cut(png, 60)), out, "cut");
    refused(
        InvalidImageException.class, file("text.jpg", "text".getBytes(UTF_8)), out, "not a pic");
    refused(
        InvalidImageException.class,
        file("dot.png", TestPictures.encode(new BufferedImage(1, 1, 1), "png")),
        out,
        "dot.png is 1 x 1 pixels");
  }

  @Test
  void aHugePhotographIsRefusedBeforeItIsDecoded() throws IOException {
    Path huge = file("huge.png", TestPictures.pngClaiming(60_000, 60_000));

    refused(
        InvalidImageException.class,
        huge,
        out,
        "huge.png is 60000 x 60000 pixels, more than one picture may have");
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** One sentence in one line, and nothing written. */
  private void refused(Class<? extends FudeException> type, Path from, Path to, String words) {
    List<String> before = names();
    assertThatExceptionOfType(type)
        .isThrownBy(() -> painter.stylize(from, to, false))
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
    assertThat(names()).isEqualTo(before);
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
