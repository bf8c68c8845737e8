package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file made of parts of another and of bytes that stand in for what is left out. */
final class Pieces {
  private final ImageInputStream source;
  private final List<Piece> pieces = new ArrayList<>();
  private long length;
  private boolean openEnded;

  /**
   * Nothing yet.
   *
   * @param file where parts are taken from
   */
  Pieces(FileBytes file) {
    source = file.stream();
  }

  /** Appends a part of the file, which may end before it. */
  Pieces range(long from, long to) {
    return append(new Piece(length, Math.max(0, to - from), from, null));
  }

  /** Appends the file from a place to its end, wherever that is: the last piece. */
  Pieces rest(long from) {
    openEnded = true;
    return range(from, Long.MAX_VALUE / 2);
  }

  /** Appends bytes. */
  Pieces bytes(byte... bytes) {
    return append(new Piece(length, bytes.length, 0, bytes));
  }

  private Pieces append(Piece piece) {
    if (piece.length > 0) {
      pieces.add(piece);
      length += piece.length;
    }
    return this;
  }

  /** The file made of the pieces. It is read from the other as it is read itself. */
  ImageInputStream open() {
    return new Joined(source, pieces.toArray(new Piece[0]), length, openEnded);
  }

  /**
   * One part.
   *
   * @param start where it begins in the new file
   * @param length its bytes
   * @param from where it begins in the old file
   * @param bytes the bytes themselves, or null if they are the old file's
   */
  private record Piece(long start, long length, long from, byte[] bytes) {
    boolean holds(long at) {
      return at >= start && at < start + length;
    }
  }

  private static final class Joined extends ImageInputStreamImpl {
    private final ImageInputStream source;
    private final Piece[] pieces;
    private final long length;
    private final boolean openEnded;
    private int current;

    Joined(ImageInputStream source, Piece[] pieces, long length, boolean openEnded) {
      this.source = source;
      this.pieces = pieces;
      this.length = length;
      this.openEnded = openEnded;
    }

    @Override
    public long length() {
      return openEnded ? -1 : length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** As much as there is, over the ends of pieces: Image I/O takes less for the end. */
    @Override
    public int read(byte[] to, int offset, int wanted) throws IOException {
      bitOffset = 0;
      int count = 0;
      while (count < wanted && streamPos < length) {
        int read = readFrom(pieceAt(streamPos), to, offset + count, wanted - count);
        if (read < 0) {
          break;
        }
        streamPos += read;
        count += read;
      }
      return count == 0 && wanted > 0 ? -1 : count;
    }

    private int readFrom(Piece piece, byte[] to, int offset, int wanted) throws IOException {
      long within = streamPos - piece.start;
      int most = (int) Math.min(wanted, piece.length - within);
      if (piece.bytes == null) {
        source.seek(piece.from + within);
        return source.read(to, offset, most);
      }
      System.arraycopy(piece.bytes, (int) within, to, offset, most);
      return most;
    }

    /** Reading goes on where it was, mostly; else the piece is looked for by halves. */
    private Piece pieceAt(long at) {
      if (!pieces[current].holds(at)) {
        int low = 0;
        int high = pieces.length - 1;
        while (low < high) {
          int middle = (low + high + 1) >>> 1;
          if (pieces[middle].start <= at) {
            low = middle;
          } else {
            high = middle - 1;
          }
        }
        current = low;
      }
      return pieces[current];
    }
  }
}
