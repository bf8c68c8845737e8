package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static dev.fude.video.ffmpeg.TestFilms.packets;
import static dev.fude.video.ffmpeg.TestFilms.probe;
import static dev.fude.video.ffmpeg.TestFilms.stream;
import static dev.fude.video.ffmpeg.TestFilms.through;
import static dev.fude.video.ffmpeg.TestFilms.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.fude.video.Frame;
import dev.fude.video.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film keeps on its way through: each rule with a film that would break it. */
@Tag("one-jdk")
class ContainerFilmTest {
  private static final String PICTURES = "-f lavfi -i testsrc2=s=64x48:r=25 ";
  private static final String H264 = "-pix_fmt yuv420p -c:v libx264 ";

  @TempDir private Path folder;
  private Path output;

  @BeforeEach
  void prepare() {
    needFfmpeg();
    output = folder.resolve("out.mp4");
  }

  private Path film(String name, String arguments) throws IOException, InterruptedException {
    return make(folder.resolve(name), arguments);
  }

  @Test
  void constantRateIsKeptAsAFraction() throws Exception {
    Path film = film("in.mp4", "-f lavfi -i testsrc2=s=64x48:r=30000/1001 -frames:v 12 " + H264);
    through(film, output);
    String facts = "time_base,r_frame_rate,avg_frame_rate,duration_ts,nb_frames";
    assertThat(stream(output, "v", facts))
        .isEqualTo(stream(film, "v", facts))
        .contains("30000/1001");
    assertThat(times(output)).isEqualTo(times(film)).hasSize(12);
  }

  @Test
  void everyFrameOfAVariableRateHasItsTimeAndTheLastItsDuration() throws Exception {
    Path film =
        film(
            "in.mp4",
            PICTURES
                + "-vf select='not(mod(n,7))+gt(n,20)*mod(n,2)' -frames:v 20 -fps_mode passthrough"
                + " -enc_time_base 1/90000 -video_track_timescale 90000 "
                + H264);
    through(film, output);
    assertThat(times(output)).isEqualTo(times(film)).hasSize(20);
    assertThat(stream(output, "v", "duration_ts")).isEqualTo(stream(film, "v", "duration_ts"));
  }

  @Test
  void aFilmThatBeginsAfterItsSoundStillDoes() throws Exception {
    Path film =
        film(
            "in.mp4",
            PICTURES
                + "-f lavfi -i sine=r=48000 -vf setpts=PTS+0.8/TB -fps_mode passthrough -t 1.2 "
                + H264
                + "-c:a aac");
    assertThat(times(film).get(0)).isGreaterThan(0.7);
    through(film, output);
    assertThat(times(output)).isEqualTo(times(film));
    assertThat(packets(output, "a")).isEqualTo(packets(film, "a")).isNotEmpty();
  }

  @Test
  void aTransportStreamThatBeginsLateIsCountedFromItsStart() throws Exception {
    Path film =
        film(
            "in.ts",
            PICTURES + "-f lavfi -i sine=r=48000 -t 0.8 -output_ts_offset 5 " + H264 + "-c:a aac");
    through(film, output);
    double start = Double.parseDouble(probe(film, "-show_entries", "format=start_time").get(0));
    assertThat(start).isGreaterThan(0.5);
    List<Double> before = times(film).stream().map(time -> time - start).toList();
    List<Double> after = times(output);
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i)).isCloseTo(before.get(i), offset(2e-5));
    }
  }

  @Test
  void aTurnedFilmIsUprightAndNotTurnedAgain() throws Exception {
    Path lying = film("lying.mp4", PICTURES + "-frames:v 10 " + H264);
    Path film = film("in.mp4", "-i " + lying + " -metadata:s:v rotate=90 -c copy");
    through(film, output);
    assertThat(stream(output, "v", "width,height")).isEqualTo("48,64");
    assertThat(stream(output, "v", "index:stream_side_data=rotation")).isEqualTo("0");
  }

  @Test
  void pixelsThatAreNotSquareStayLikeThat() throws Exception {
    Path film = film("in.mp4", PICTURES + "-frames:v 5 -vf setsar=16/15 " + H264);
    through(film, output);
    assertThat(stream(output, "v", "sample_aspect_ratio")).isEqualTo("16:15");
  }

  @Test
  void oddSidesGetOneMoreAndItIsSaid() throws Exception {
    Path film =
        film("in.mkv", "-f lavfi -i testsrc=s=65x49:r=25 -frames:v 5 -pix_fmt yuv444p -c:v ffv1");
    List<String> notices = through(film, output);
    assertThat(stream(output, "v", "width,height,pix_fmt")).isEqualTo("66,50,yuv420p");
    assertThat(notices).anyMatch(notice -> notice.contains("65x49 become 66x50"));
  }

  @Test
  void webmHasVp9WithOddSides() throws Exception {
    Path film =
        film("in.mkv", "-f lavfi -i testsrc=s=65x49:r=25 -frames:v 5 -pix_fmt yuv444p -c:v ffv1");
    Path webm = folder.resolve("out.webm");
    through(film, webm);
    assertThat(stream(webm, "v", "codec_name,width,height")).isEqualTo("vp9,65,49");
    assertThat(times(webm)).isEqualTo(times(film));
  }

  @Test
  void soundSubtitlesChaptersAndWordsGoAlong() throws Exception {
    Path film = richFilm();
    through(film, output);
    assertThat(packets(output, "a")).isEqualTo(packets(film, "a")).isNotEmpty();
    assertThat(stream(output, "a", "codec_name,channels")).isEqualTo("ac3,6");
    assertThat(stream(output, "s", "codec_name")).isEqualTo("mov_text");
    assertThat(probe(output, "-show_entries", "stream_tags=language")).contains("fra");
    assertThat(probe(output, "-show_entries", "chapter=start_time,end_time:chapter_tags=title"))
        .containsExactly("0.000000,0.300000,One", "0.300000,0.800000,Two");
  }

  @Test
  void whatAContainerDoesNotTakeIsSaidOrRefusedBeforeAnythingIsPainted() throws Exception {
    Path film = richFilm();
    assertThat(through(film, output)).anyMatch(notice -> notice.contains("left out: mp4"));
    Path webm = folder.resolve("out.webm");
    assertThatThrownBy(() -> through(film, webm))
        .hasMessageContaining("WebM")
        .hasMessageContaining(".mkv");
    assertThat(folder.resolve("out.webm" + WorkFolder.ENDING)).doesNotExist();
  }

  @Test
  void matroskaTakesAttachmentsToo() throws Exception {
    Path film = richFilm();
    Path matroska = folder.resolve("out.mkv");
    through(film, matroska);
    assertThat(stream(matroska, "t", "index")).isNotEmpty();
    assertThat(stream(matroska, "s", "codec_name")).isEqualTo("subrip");
    assertThat(times(matroska)).isEqualTo(times(film));
  }

  private Path richFilm() throws IOException, InterruptedException {
    Path subtitles = folder.resolve("s.srt");
    Files.writeString(subtitles, "1\n00:00:00,100 --> 00:00:00,500\nHello\n");
    Path words = folder.resolve("words.txt");
    Files.writeString(
        words,
        ";FFMETADATA1\ntitle=Tiny\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=300\ntitle=One\n"
            + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=300\nEND=800\ntitle=Two\n");
    Path heard =
        film("heard.mkv", PICTURES + "-f lavfi -i sine=r=48000 -t 0.8 " + H264 + "-c:a ac3 -ac 6");
    return film(
        "in.mkv",
        "-i "
            + heard
            + " -i "
            + subtitles
            + " -i "
            + words
            + " -map 0 -map 1 -map_metadata 2 -c copy -metadata:s:a language=fra -attach "
            + subtitles
            + " -metadata:s:t mimetype=text/plain");
  }

  @Test
  void coverArtIsNotTheFilm() throws Exception {
    Path cover = film("cover.png", "-f lavfi -i color=red:s=32x32 -frames:v 1");
    Path plain = film("plain.mp4", PICTURES + "-frames:v 8 " + H264);
    Path film =
        film(
            "in.mp4",
            "-i " + plain + " -i " + cover + " -map 1 -map 0 -c copy -disposition:0 attached_pic");
    through(film, output);
    assertThat(stream(output, "V", "width,height,nb_frames")).isEqualTo("64,48,8");
    assertThat(packets(output, "v:1")).hasSize(1);
  }

  @Test
  void ofTwoFilmsTheFirstIsPaintedAndTheOtherCopied() throws Exception {
    Path film =
        film("in.mkv", PICTURES + "-f lavfi -i color=red:s=32x32 -t 0.4 -map 0 -map 1 " + H264);
    Path matroska = folder.resolve("out.mkv");
    List<String> notices = through(film, matroska);
    assertThat(notices).anyMatch(notice -> notice.contains("2 streams of pictures"));
    assertThat(packets(matroska, "v:1")).isEqualTo(packets(film, "v:1"));
  }

  @Test
  void oneFrameIsAFilm() throws Exception {
    Path film = film("in.mp4", PICTURES + "-frames:v 1 " + H264);
    through(film, output);
    assertThat(times(output)).isEqualTo(times(film)).hasSize(1);
    assertThat(stream(output, "v", "duration_ts")).isEqualTo(stream(film, "v", "duration_ts"));
  }

  /** Red, green, blue and grey come back within what rounding twice takes. */
  @Test
  void coloursAreConvertedAndSaid() throws Exception {
    for (String colours : List.of("bt709", "smpte170m")) {
      String matrix = colours.equals("bt709") ? "bt709" : "bt601";
      Path film =
          film(
              colours + ".mp4",
              "-f lavfi -i color=c=0x4ACBDD:s=64x48:r=25 -frames:v 3 -vf scale=out_color_matrix="
                  + matrix
                  + ":out_range=tv,format=yuv420p -c:v libx264 -qp 0 -colorspace "
                  + colours
                  + " -color_range tv");
      Path painted = folder.resolve(colours + "-out.mp4");
      assertThat(through(film, painted)).noneMatch(notice -> notice.contains("taken for"));
      assertThat(stream(painted, "v", "color_range,color_space,color_transfer,color_primaries"))
          .isEqualTo("tv,bt709,bt709,bt709");
      assertThat(firstPixel(painted)).as(colours).satisfies(rgb -> isNear(rgb, 74, 203, 221));
    }
  }

  @Test
  void aFilmThatSaysNothingOfItsColoursIsGuessedAloud() throws Exception {
    Path film = film("in.mp4", PICTURES + "-frames:v 2 " + H264);
    assertThat(through(film, output)).anyMatch(notice -> notice.contains("BT.601"));
  }

  @Test
  void anInterlacedFilmIsTold() throws Exception {
    String interlaced = PICTURES + "-frames:v 2 -vf setfield=tff -flags +ilme+ildct " + H264;
    assertThat(through(film("in.mp4", interlaced), output))
        .anyMatch(notice -> notice.contains("interlaced"));
    Path whole = film("whole.mp4", PICTURES + "-frames:v 2 " + H264);
    assertThat(through(whole, folder.resolve("whole.mkv")))
        .noneMatch(notice -> notice.contains("interlaced"));
  }

  @Test
  void highDynamicRangeIsBroughtDownToAScreens() throws Exception {
    Path film =
        film(
            "in.mkv",
            PICTURES
                + "-frames:v 3 -pix_fmt yuv420p10le -c:v libx265 -x265-params log-level=none"
                + " -color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc"
                + " -color_range tv");
    List<String> notices = through(film, output);
    assertThat(notices).anyMatch(notice -> notice.contains("HLG"));
    assertThat(stream(output, "v", "color_transfer,pix_fmt")).isEqualTo("yuv420p,bt709");
  }

  private static int[] firstPixel(Path film) {
    try (FrameSource source =
        TestFilms.END.open(film.toString(), TestFilms.options(Optional.empty()))) {
      Frame frame = source.next().orElseThrow();
      return new int[] {
        frame.levels()[0] & 0xFF, frame.levels()[1] & 0xFF, frame.levels()[2] & 0xFF
      };
    }
  }

  private static void isNear(int[] rgb, int... expected) {
    for (int i = 0; i < rgb.length; i++) {
      assertThat(rgb[i]).isBetween(expected[i] - 3, expected[i] + 3);
    }
  }
}
