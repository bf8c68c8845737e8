package dev.fude.video.ffmpeg;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A program that takes a film through, tells each frame, and is there to be killed. */
final class SlowFilm {
  private SlowFilm() {}

  /** Adds to each frame's levels how many frames came before, which it remembers. */
  private static final class Counting implements FramePainter {
    private int frames;

    @Override
    public FilmFormat format(FilmFormat film) {
      return film;
    }

    @Override
    public Frame paint(Frame frame) {
      byte[] levels = frame.levels().clone();
      for (int i = 0; i < levels.length; i++) {
        levels[i] += (byte) frames;
      }
      frames++;
      System.out.println(frames);
      return frame.withPicture(frame.width(), frame.height(), levels);
    }

    @Override
    public byte[] memory() {
      return ByteBuffer.allocate(Integer.BYTES).putInt(frames).array();
    }

    @Override
    public void recall(byte[] memory) {
      frames = memory.length == 0 ? 0 : ByteBuffer.wrap(memory).getInt();
    }
  }

  /** Takes what comes behind a time from one film to another. */
  public static void main(String[] args) {
    Path film = Path.of(args[0]);
    BigDecimal from = new BigDecimal(args[2]);
    TestFilms.through(
        TestFilms.part(film, from, Optional.empty()), film, Path.of(args[1]), new Counting());
  }
}
