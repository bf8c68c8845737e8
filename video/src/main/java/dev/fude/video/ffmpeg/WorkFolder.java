package dev.fude.video.ffmpeg;

import dev.fude.core.file.OutputFileException;
import dev.fude.core.file.Unfinished;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder beside a film under way, in which whole segments are kept: a run that is killed loses
 * the segment that it was at, and the next run goes on behind the last whole one.
 *
 * <p>It holds a manifest (what the film is made of: another one begins anew), a lock (two runs at
 * the same film would mix), {@code 000000.nut} and so on, and for each of them {@code 000000.note}.
 * A segment counts if both are there; each is written under another name and moved, the note first.
 */
final class WorkFolder implements AutoCloseable {
  /** The folder's name is the film's with this behind it. */
  static final String ENDING = ".fude-work";

  private static final String MANIFEST = "manifest.json";
  private static final String LOCK = "lock";
  private static final String UNFINISHED = "unfinished.";

  private static final long NEXT_TO_NO_ROOM = 1 << 20;

  private final Path folder;
  private final List<Segment> segments = new ArrayList<>();
  private final Unfinished atEnd;
  private FileChannel lock; // null until this process has it
  private boolean closed;

  private WorkFolder(Path folder) throws IOException {
    this.folder = folder;
    atEnd = Unfinished.begin(this::close);
  }

  /**
   * Opens the folder of a film: makes it, or goes on in it if its manifest is the same.
   *
   * @param film the film's place
   * @param manifest all that its frames depend on; empty if that cannot be told, as of a pipe
   * @throws OutputFileException if another process paints the same film
   * @throws IOException if it cannot be made
   */
  static WorkFolder open(Path film, Optional<String> manifest) throws IOException {
    WorkFolder opened = new WorkFolder(film.resolveSibling(film.getFileName() + ENDING));
    try {
      opened.begin(film, manifest);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.atEnd.close();
      throw e;
    }
  }

  private synchronized void begin(Path film, Optional<String> manifest) throws IOException {
    if (closed) {
      throw new IOException("the film was given up");
    }
    Files.createDirectories(folder);
    lock = lock(folder, film);
    Path stored = folder.resolve(MANIFEST);
    boolean same = Files.exists(stored) && manifest.equals(Optional.of(Files.readString(stored)));
    deleteFiles(same ? WorkFolder::isUnfinished : WorkFolder::isOurs);
    if (!same) {
      put(MANIFEST, manifest.orElse("").getBytes(StandardCharsets.UTF_8));
    }
    findSegments();
  }

  private static FileChannel lock(Path folder, Path film) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // by this very process
    }
    if (lock == null) {
      channel.close();
      throw new OutputFileException(
          film + " is being painted by another process; wait for it, or choose another name.");
    }
    return channel;
  }

  private void findSegments() throws IOException {
    while (Files.exists(segment(segments.size())) && Files.exists(note(segments.size()))) {
      int number = segments.size();
      segments.add(Segment.of(segment(number), Files.readAllBytes(note(number))));
    }
  }

  private Path segment(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d.nut", number));
  }

  private Path note(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d.note", number));
  }

  /** A place for what is not whole yet. */
  Path unfinished(String name) {
    return folder.resolve(UNFINISHED + name);
  }

  /** The segments that are whole, in the film's order. */
  List<Segment> segments() {
    return List.copyOf(segments);
  }

  /** What the painter remembered after the last whole segment. */
  byte[] memory() throws IOException {
    return segments.isEmpty()
        ? new byte[0]
        : Segment.memory(Files.readAllBytes(note(segments.size() - 1)));
  }

  /**
   * Keeps a segment.
   *
   * @param whole its file is moved to its place
   * @param memory of the painter after it
   */
  synchronized void keep(Segment whole, byte[] memory) throws IOException {
    int number = segments.size();
    put(note(number).getFileName().toString(), whole.note(memory));
    move(whole.file(), segment(number));
    segments.add(new Segment(segment(number), whole.firstTime(), whole.lastDuration()));
  }

  private void put(String name, byte[] content) throws IOException {
    Path unfinished = unfinished(name);
    Files.write(unfinished, content);
    move(unfinished, folder.resolve(name));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether its disk has next to no room. */
  boolean isFull() {
    try {
      return Files.getFileStore(folder).getUsableSpace() < NEXT_TO_NO_ROOM;
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes the folder, when its film stands in its place. */
  synchronized void delete() throws IOException {
    closed = true;
    atEnd.close();
    lock.close();
    deleteFiles(WorkFolder::isOurs);
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  private static boolean isUnfinished(String name) {
    return name.startsWith(UNFINISHED);
  }

  /** Of all files those that are made here, and no other. */
  private static boolean isOurs(String name) {
    return isUnfinished(name) || name.equals(MANIFEST) || name.matches("\\d{6}\\.(nut|note)");
  }

  private void deleteFiles(Predicate<String> which) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (which.test(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  /** Leaves the whole segments to a later run; without any, leaves nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    atEnd.close();
    try {
      if (lock != null) {
        leave();
      }
    } catch (IOException e) {
      System.getLogger(WorkFolder.class.getName())
          .log(System.Logger.Level.WARNING, folder + " cannot be tidied up; delete it.");
    }
  }

  private void leave() throws IOException {
    if (!Files.exists(folder)) {
      lock.close();
    } else if (segments.isEmpty()) {
      delete();
    } else {
      lock.close();
      deleteFiles(WorkFolder::isUnfinished);
    }
  }
}
