package dev.fude.video.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderFilmTest {
  private static final Optional<Rational> RATE = Optional.of(new Rational(24000, 1001));

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void chooseFolder() {
    folder = parent.resolve("frames");
  }

  private void write(FilmFormat format, List<Frame> frames) {
    try (FolderSink sink = new FolderSink(folder, format)) {
      frames.forEach(sink::write);
      assertThat(folder.resolve("00000001.png")).doesNotExist();
      sink.finish();
    }
  }

  private void picture(String name, int width, int rgb) throws IOException {
    Files.createDirectories(folder);
    BufferedImage image = new BufferedImage(width, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, 0, rgb);
      image.setRGB(x, 1, rgb);
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private void times(String text) throws IOException {
    Files.writeString(folder.resolve("timecodes.txt"), text);
  }

  private List<Frame> read(Optional<Rational> rate) {
    try (FolderSource source = new FolderSource(folder, rate)) {
      return TestFrames.all(source);
    }
  }

  @ParameterizedTest
  @CsvSource({"1001/30000", "1/90000", "1/1000", "1001/24000"})
  void levelsAndTimesComeBackExactly(String tick) {
    List<Frame> frames = new ArrayList<>();
    long time = 11;
    for (int i = 0; i < 12; i++) {
      frames.add(TestFrames.noise(5, 4, i, time, 1 + 7L * i));
      time += 1 + 7L * i;
    }
    Rational timeBase = Rational.parsed(tick);
    write(TestFrames.uneven(frames.get(0), timeBase), frames);
    try (FolderSource source = new FolderSource(folder, Optional.empty())) {
      assertThat(source.format().timeBase()).isEqualTo(timeBase);
      assertThat(source.format().rate()).isEmpty();
      assertThat(source.format().frames()).hasToString("Optional[12]");
      List<Frame> back = TestFrames.all(source);
      for (int i = 0; i < frames.size(); i++) {
        assertThat(back.get(i).levels()).isEqualTo(frames.get(i).levels());
        assertThat(back.get(i).time()).isEqualTo(frames.get(i).time());
        assertThat(back.get(i).duration()).isEqualTo(frames.get(i).duration());
      }
    }
  }

  @Test
  void timesAreOfTheKnownFormat() throws IOException {
    Frame frame = TestFrames.plain(2, 2, 1, 0, 1);
    write(
        TestFrames.format(frame, new Rational(30000, 1001)),
        List.of(frame, TestFrames.plain(2, 2, 2, 1, 1)));
    assertThat(Files.readAllLines(folder.resolve("timecodes.txt")))
        .containsExactly(
            "# timestamp format v2",
            "# time base 1001/30000",
            "0.000000",
            "33.366667",
            "66.733333");
    assertThat(folder.resolve("00000001.png")).exists();
    assertThat(folder.resolve("00000002.png")).exists();
  }

  @Test
  void picturesAreInNaturalOrderAtTheirRate() throws IOException {
    picture("shot10.png", 2, 0x0A0000);
    picture("shot9.png", 2, 0x090000);
    picture("shot1.PNG", 2, 0x010000);
    picture(".hidden.png", 2, 0x020000);
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    try (FolderSource source = new FolderSource(folder, RATE)) {
      assertThat(source.format().rate()).isEqualTo(RATE);
      List<Frame> frames = TestFrames.all(source);
      assertThat(frames).extracting(frame -> (int) frame.levels()[0]).containsExactly(1, 9, 10);
      assertThat(frames).extracting(Frame::time).containsExactly(0L, 1L, 2L);
      assertThat(frames).extracting(Frame::duration).containsOnly(1L);
    }
  }

  @Test
  void evenTimesAreARate() throws IOException {
    picture("1.png", 2, 1);
    picture("2.png", 2, 2);
    times("# timecode format v2\n0\n40\n");
    try (FolderSource source = new FolderSource(folder, Optional.empty())) {
      assertThat(source.format().rate()).contains(new Rational(25, 1));
      assertThat(TestFrames.all(source))
          .extracting(Frame::duration)
          .containsOnly(40_000_000L); // the last one as long as the one before
    }
  }

  @Test
  void transparentPixelsAreLaidOnWhite() throws IOException {
    Files.createDirectories(folder);
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 0, 0x80000000);
    ImageIO.write(image, "png", folder.resolve("1.png").toFile());
    byte[] levels = read(RATE).get(0).levels();
    assertThat(levels).startsWith(255, 255, 255, 127, 127, 127);
  }

  @Test
  void liesAreRefused() throws IOException {
    Files.createDirectories(folder);
    refused("holds no picture", RATE);
    picture("1.png", 2, 1);
    picture("2.png", 2, 2);
    refused("name their rate", Optional.empty());
    times("# timestamp format v1\n0\n40\n");
    refused("its first line must be", Optional.empty());
    times("");
    refused("its first line must be", Optional.empty());
    times("# timestamp format v2\n0\n");
    refused("times of 1 pictures, but there are 2", Optional.empty());
    times("# timestamp format v2\n0\n1\n2\n3\n");
    refused("times of 4 pictures, but there are 2", Optional.empty());
    times("# timestamp format v2\n0\nsoon\n");
    refused("Line 3", Optional.empty());
    times("# timestamp format v2\n10\n\n10.0\n");
    refused("Line 4", Optional.empty());
    times("# timestamp format v2\n0\n999999999999999\n");
    refused("no time of a film", Optional.empty());
    times("# timestamp format v2\n# time base 0/1\n0\n1\n");
    refused("no fraction", Optional.empty());
    picture("3.png", 3, 2);
    refused("a film has one size", RATE);
    Files.writeString(folder.resolve("0.png"), "no picture");
    refused("0.png", RATE);
  }

  private void refused(String message, Optional<Rational> rate) {
    assertThatThrownBy(() -> read(rate))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContainingAll("frames", message)
        .hasMessageEndingWith(".");
  }

  @Test
  void folderAppearsWholeOrNotAtAll() throws IOException {
    Frame frame = TestFrames.plain(2, 2, 1, 0, 1);
    FilmFormat format = TestFrames.format(frame, RATE.orElseThrow());
    try (FolderSink sink = new FolderSink(folder, format)) {
      sink.write(frame);
    }
    assertThat(parent).isEmptyDirectory();
    Files.createDirectory(folder);
    write(format, List.of(frame));
    assertThat(folder.resolve("00000001.png")).exists();
    assertThatThrownBy(() -> new FolderSink(folder, format))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("holds something already");
  }
}
