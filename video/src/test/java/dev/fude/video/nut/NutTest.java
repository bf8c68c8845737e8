package dev.fude.video.nut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.video.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NutTest {
  private static final int MOST = 10_000;
  private static final NutStream STREAM =
      new NutStream(
          "H264",
          65,
          49,
          new Rational(1, 90000),
          new Rational(16, 15),
          2,
          new byte[] {1, 2, 3},
          Optional.of(new Rational(30000, 1001)));

  private static byte[] nut(NutPacket... pictures) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NutWriter writer = new NutWriter(out, STREAM);
    for (NutPacket picture : pictures) {
      writer.write(picture);
    }
    return out.toByteArray();
  }

  private static NutPacket picture(int size, long time, boolean isKey) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return new NutPacket(data, time, isKey);
  }

  private static List<NutPacket> read(byte[] nut) throws IOException {
    NutReader reader = new NutReader(new ByteArrayInputStream(nut), MOST);
    List<NutPacket> pictures = new ArrayList<>();
    Optional<NutPacket> next = reader.next();
    while (next.isPresent()) {
      pictures.add(next.get());
      next = reader.next();
    }
    return pictures;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    long later = 1L << 40;
    NutPacket[] pictures = {
      picture(5000, 0, true),
      picture(1, 9000, false),
      picture(127, 3000, false),
      picture(128, later, true),
      picture(MOST, later + 1, false)
    };
    byte[] nut = nut(pictures);
    NutStream stream = new NutReader(new ByteArrayInputStream(nut), MOST).stream();
    assertThat(stream)
        .usingRecursiveComparison()
        .isEqualTo(
            new NutStream(
                "H264",
                65,
                49,
                STREAM.timeBase(),
                STREAM.sampleAspect(),
                2,
                new byte[] {1, 2, 3},
                Optional.empty()));
    assertThat(read(nut)).usingRecursiveComparison().isEqualTo(Arrays.asList(pictures));
  }

  @Test
  void aLargerPictureThanCanBeIsRefusedBeforeItIsRead() throws IOException {
    byte[] nut = nut(picture(MOST + 1, 0, true));
    assertThatThrownBy(() -> read(Arrays.copyOf(nut, nut.length - MOST)))
        .isInstanceOf(MalformedNutException.class)
        .hasMessageContaining("more than 10000 bytes");
  }

  @Test
  void everyCutIsRefusedButThoseBetweenPictures() throws IOException {
    byte[] head = nut();
    byte[] nut = nut(picture(30, 0, true));
    for (int length = 0; length < nut.length; length++) {
      byte[] cut = Arrays.copyOf(nut, length);
      if (length == head.length) {
        assertThat(read(cut)).isEmpty();
      } else {
        boolean onlyPictureMissing = false;
        try {
          onlyPictureMissing = read(cut).isEmpty();
        } catch (MalformedNutException e) {
          continue;
        }
        // Between the sync point and its picture nothing is seen to be missing.
        assertThat(onlyPictureMissing).as("cut after " + length).isTrue();
      }
    }
  }

  @Test
  void noHostileStreamDoesMoreThanBeRefused() throws IOException {
    byte[] nut = nut(picture(30, 0, true), picture(20, 500, false));
    Random random = new Random(18);
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile = nut.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
      }
      try {
        read(hostile);
      } catch (MalformedNutException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}
