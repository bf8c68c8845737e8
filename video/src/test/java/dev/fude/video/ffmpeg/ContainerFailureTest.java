package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static dev.fude.video.ffmpeg.TestFilms.through;
import static dev.fude.video.ffmpeg.TestFilms.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.FudeException;
import dev.fude.core.file.DiskFullException;
import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameCount;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one sentence, and leaves neither a film nor a process. */
@Tag("one-jdk")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ContainerFailureTest {
  private static final String FILM =
      "-f lavfi -i testsrc2=s=64x48:r=25 -frames:v 40 -pix_fmt yuv420p -c:v libx264 -g 10 ";

  @TempDir private Path folder;
  private Path output;

  @BeforeEach
  void prepare() {
    needFfmpeg();
    output = folder.resolve("out.mp4");
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("out."));
    }
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** An ffmpeg of this machine that does something else where its arguments have a word. */
  private Path ffmpegThat(String word, String commands) throws IOException {
    script("ffprobe", "exec ffprobe \"$@\"");
    return script(
        "ffmpeg", "case \"$*\" in *" + word + "*) " + commands + ";; esac\nexec ffmpeg \"$@\"");
  }

  private Path script(String name, String commands) throws IOException {
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void fails(Path film, Path ffmpeg, Class<? extends FudeException> kind, String... words) {
    assertThatThrownBy(
            () -> through(film, output, new TestFilms.Unpainted(), Optional.ofNullable(ffmpeg)))
        .isInstanceOf(kind)
        .hasMessageContainingAll(words)
        .hasMessageMatching("(?s)[^\\n]*\\.");
  }

  @Test
  void whatIsNoFilmIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("in.mp4"), "no film at all");
    fails(text, null, InvalidFilmException.class, "in.mp4", "cannot be read as a film");
  }

  @Test
  void aPlaylistIsNotFollowed() throws Exception {
    make(folder.resolve("secret.ts"), FILM);
    Path list =
        Files.writeString(
            folder.resolve("in.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.6,\nsecret.ts\n#EXT-X-ENDLIST\n");
    fails(
        list, null, InvalidFilmException.class, "it names other files, as playlists do", "a film");
  }

  @Test
  void coloursOfAnotherMatrixAreNotGuessed() throws Exception {
    Path film = make(folder.resolve("in.mkv"), FILM + "-pix_fmt yuv444p -colorspace ycgco");
    fails(film, null, InvalidFilmException.class, "the matrix ycgco", "zscale=m=709");
  }

  @Test
  void soundAloneIsNoFilm() throws Exception {
    Path sound = make(folder.resolve("in.m4a"), "-f lavfi -i sine -t 0.2 -c:a aac");
    fails(sound, null, InvalidFilmException.class, "no moving pictures");
  }

  @Test
  void aFilmWithoutFramesIsRefused() throws Exception {
    Path film = make(folder.resolve("in.mkv"), FILM + "-t 0");
    fails(film, null, InvalidFilmException.class, "in.mkv");
  }

  @Test
  void aFilmThatIsCutOffIsRefused() throws Exception {
    Path film = make(folder.resolve("whole.mp4"), FILM + "-movflags +faststart");
    byte[] bytes = Files.readAllBytes(film);
    Path cut = Files.write(folder.resolve("in.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
    fails(cut, null, InvalidFilmException.class, "in.mp4");
  }

  @Test
  void aHeaderThatClaimsThreeHoursIsNotBelieved() throws Exception {
    Path film = make(folder.resolve("in.mkv"), FILM);
    byte[] bytes = Files.readAllBytes(film);
    ByteBuffer.wrap(bytes).putDouble(placeOfDuration(bytes), 3 * 3600 * 1000.0);
    Files.write(film, bytes);
    try (FrameSource source =
        TestFilms.END.open(film.toString(), TestFilms.options(Optional.empty()))) {
      assertThat(source.format().frames()).contains(new FrameCount(270_000, false));
    }
    Path painted = folder.resolve("painted.mp4");
    through(film, painted);
    assertThat(times(painted)).isEqualTo(times(film));
    assertThat(TestFilms.probe(painted, "-show_entries", "format=duration"))
        .isEqualTo(List.of("1.600000"));
  }

  /** Behind the element's name, 44 89, and its length, 88. */
  private static int placeOfDuration(byte[] matroska) {
    for (int i = 0; ; i++) {
      if (matroska[i] == 0x44 && matroska[i + 1] == (byte) 0x89 && matroska[i + 2] == (byte) 0x88) {
        return i + 3;
      }
    }
  }

  @Test
  void aDecoderThatDiesIsTold() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    Path ffmpeg =
        ffmpegThat(
            "rawvideo", "ffmpeg \"$@\" 2>/dev/null | head -c 60000; echo broken wheel >&2; exit 1");
    fails(film, ffmpeg, InvalidFilmException.class, "broken wheel");
  }

  @Test
  void anEncoderThatDiesIsTold() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    Path ffmpeg =
        ffmpegThat("unfinished.segment", "head -c 60000 >/dev/null; echo broken axle >&2; exit 1");
    fails(film, ffmpeg, FudeException.class, "out.mp4", "broken axle");
  }

  @Test
  void anEncoderThatIsNotThereIsRefused() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    Path ffmpeg = ffmpegThat("h264_qsv", "echo no such chip >&2; exit 1");
    refuses(film, ffmpeg, "x264", OutputFileException.class, "\"x264\" is no", "libx264, ");
    refuses(film, ffmpeg, "h264_amf", FfmpegException.class, "no encoder h264_amf");
    refuses(film, ffmpeg, "h264_qsv", OutputFileException.class, "no such chip", "--encoder");
  }

  private void refuses(
      Path film,
      Path ffmpeg,
      String encoder,
      Class<? extends FudeException> kind,
      String... words) {
    FilmOptions options =
        TestFilms.options(Optional.of(ffmpeg), BigDecimal.ZERO, Optional.of(encoder));
    assertThatThrownBy(() -> through(film, output, new TestFilms.Unpainted(), options))
        .isInstanceOf(kind)
        .hasMessageContainingAll(words);
  }

  @Test
  void aFullDiskIsTold() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    Path ffmpeg =
        ffmpegThat("unfinished.whole", "cat >/dev/null; echo No space left on device >&2; exit 1");
    fails(film, ffmpeg, DiskFullException.class, "out.mp4", "disk is full");
  }

  @Test
  void anOldFfmpegIsRefusedWithTheCure() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    Path ffmpeg = ffmpegThat("-version", "echo ffmpeg version 4.4.2-0ubuntu; exit 0");
    fails(film, ffmpeg, FfmpegException.class, "4.4", "5.1 or newer", ".y4m");
  }

  @Test
  void aMissingFfmpegIsToldWithTheCure() throws Exception {
    Path film = make(folder.resolve("in.mp4"), FILM);
    fails(film, folder.resolve("nowhere"), FfmpegException.class, "nowhere", "install", ".y4m");
  }

  @Test
  void anFfmpegWithoutToneMappingRefusesHighDynamicRange() throws Exception {
    Path film =
        make(
            folder.resolve("in.mkv"),
            "-f lavfi -i testsrc2=s=64x48:r=25 -frames:v 2 -pix_fmt yuv420p10le -c:v ffv1"
                + " -color_trc smpte2084 -colorspace bt2020nc -color_primaries bt2020");
    Path ffmpeg = ffmpegThat("-filters", "echo ' ... scale V->V'; exit 0");
    fails(film, ffmpeg, InvalidFilmException.class, "PQ", "filter");
  }
}
