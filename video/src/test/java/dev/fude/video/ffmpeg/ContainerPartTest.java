package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static dev.fude.video.ffmpeg.TestFilms.probe;
import static dev.fude.video.ffmpeg.TestFilms.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fude.video.Frame;
import dev.fude.video.FrameSource;
import dev.fude.video.TestFrames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part of a film in a container, with the sound, subtitles and chapters of that part. */
@Tag("one-jdk")
class ContainerPartTest {
  private static final BigDecimal FROM = new BigDecimal("3.03");
  private static final BigDecimal TO = new BigDecimal("5");

  @TempDir private Path folder;
  private Path film;

  /** Six seconds, with a whole picture every 20 frames and pictures that are decoded early. */
  @BeforeEach
  void makeFilm() throws IOException, InterruptedException {
    needFfmpeg();
    Path subtitles = folder.resolve("s.srt");
    Files.writeString(
        subtitles,
        "1\n00:00:00,100 --> 00:00:00,500\nbefore\n\n2\n00:00:03,500 --> 00:00:04,250\nwithin\n\n"
            + "3\n00:00:05,300 --> 00:00:05,500\nbehind\n");
    Path words = folder.resolve("words.txt");
    Files.writeString(
        words,
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=3000\ntitle=One\n"
            + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=3000\nEND=5000\ntitle=Two\n"
            + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=5000\nEND=6000\ntitle=Three\n");
    film =
        make(
            folder.resolve("in.mkv"),
            "-f lavfi -i testsrc2=s=64x48:r=25 -f lavfi -i sine=r=48000 -i "
                + subtitles
                + " -i "
                + words
                + " -t 6 -map 0 -map 1 -map 2 -pix_fmt yuv420p -c:v libx264 -g 20 -bf 3 -c:a alac");
  }

  private FrameSource part() {
    return TestFilms.part(film, FROM, Optional.of(TO));
  }

  @Test
  void everythingIsCutToMatch() throws Exception {
    Path output = folder.resolve("part.mp4");
    TestFilms.through(part(), film, output, new TestFilms.Unpainted());
    assertThat(times(output)).hasSize(50).startsWith(0.0, 0.04).endsWith(1.96);
    double begin = times(film).get(75);
    List<double[]> heard = sound(output);
    List<double[]> expected =
        sound(film).stream().filter(packet -> packet[0] >= begin && packet[0] < begin + 2).toList();
    // Of the last packet, ffmpeg asks for some codecs when it ends.
    assertThat(heard).hasSizeBetween(expected.size() - 1, expected.size()).hasSizeGreaterThan(15);
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)[0]).isCloseTo(expected.get(i)[0] - begin, offset(0.001)); // Matroska
      assertThat(heard.get(i)[1]).isEqualTo(expected.get(i)[1]);
    }
    assertThat(probe(output, "-show_entries", "chapter=start_time,end_time:chapter_tags=title"))
        .containsExactly("0.000000,2.000000,Two");
    assertThat(probe(output, "-select_streams", "s", "-show_entries", "packet=pts_time,size"))
        .contains("0.500000,8")
        .noneMatch(packet -> packet.endsWith(",16"));
  }

  /** Times and checksums of packets. */
  private static List<double[]> sound(Path film) throws IOException, InterruptedException {
    List<double[]> packets = new ArrayList<>();
    for (String line :
        probe(
            film,
            "-select_streams",
            "a",
            "-show_data_hash",
            "crc32",
            "-show_entries",
            "packet=pts_time,data_hash")) {
      String[] parts = line.split(",CRC32:");
      packets.add(new double[] {Double.parseDouble(parts[0]), Long.parseLong(parts[1], 16)});
    }
    return packets;
  }

  /** What is passed over is not decoded, and the frames are those of the whole film. */
  @Test
  void framesAreThoseOfTheFilm() {
    List<Frame> late;
    try (FrameSource part = part()) {
      late = TestFrames.all(part);
    }
    try (FrameSource whole =
        TestFilms.END.open(film.toString(), TestFilms.options(BigDecimal.ZERO))) {
      List<Frame> all = TestFrames.all(whole);
      for (int i = 0; i < 50; i++) {
        assertThat(late.get(i).levels()).as("frame %d", i).isEqualTo(all.get(75 + i).levels());
      }
    }
    try (FrameSource open = TestFilms.END.open(film.toString(), TestFilms.options(FROM))) {
      assertThat(open.next().orElseThrow().time()).isBetween(1L, 1030L);
    }
  }
}
