package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.ScratchFileException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a picture's memory comes from, with a backend that only says what it would take. */
@Timeout(60)
class PainterMemoryTest {
  private static final long SEED = 15;
  private static final int WIDTH = 40;
  private static final int HEIGHT = 20;
  private static final long PIXELS = 4L * WIDTH * HEIGHT;

  @TempDir Path folder;
  private final ClaimingBackend backend = new ClaimingBackend(10_000, 2_000, 50_000);
  private final BufferedImage photo =
      TestPictures.noise(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, SEED);

  @Test
  void pictureThatFitsIsPaintedOnTheHeap() {
    Painter painter = painter().memory(PIXELS + 10_000).build();

    assertThat(pixels(painter.stylize(photo))).isEqualTo(pixels(photo));
    assertThat(backend.runs().remove().scratch()).isEmpty();
    assertThat(painter.foretell(WIDTH, HEIGHT).usesScratch()).isFalse();
  }

  @Test
  void pictureThatDoesNotFitIsPaintedWithScratchFiles() {
    Painter painter = painter().memory(PIXELS + 9_999).build();

    assertThat(pixels(painter.stylize(photo))).isEqualTo(pixels(photo));
    assertThat(backend.runs().remove().scratch()).contains(folder);
  }

  @Test
  void whatIsForetoldIsWhatAFileTakesThatIsSmallBesideItsPixels() throws IOException {
    Painter painter = painter().memory(9_000).build();
    byte[] file = TestPictures.encode(new BufferedImage(WIDTH, HEIGHT, photo.getType()), "png");

    assertThat(painter.foretell(WIDTH, HEIGHT))
        .isEqualTo(new Forecast(3L * WIDTH * HEIGHT + 2_000, 50_000));
    try (OpenPicture opened = PictureSource.of(file).open();
        Room room = painter.room(opened)) {
      assertThat(room.forecast()).isEqualTo(painter.foretell(WIDTH, HEIGHT));
      assertThat(room.scratch()).contains(folder);
    }
  }

  @Test
  void photographThatIsTurnedIsHeldTwiceBeforeItIsPainted() throws IOException {
    byte[] turned = TestPictures.pngWithExif(TestPictures.encode(photo, "png"), 6);
    ClaimingBackend small = new ClaimingBackend(100, 0, 0);

    try (OpenPicture opened = PictureSource.of(turned).open();
        Room room = painter(small).build().room(opened)) {
      assertThat(room.forecast().heapBytes()).isEqualTo(6L * WIDTH * HEIGHT + turned.length);
    }
  }

  @Test
  void withoutScratchFilesItIsRefusedInWords() {
    Painter painter = painter().memory(9_000).noScratch().build();

    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.stylize(photo))
        .withMessage(
            "The picture is 40 x 20 pixels, which needs about 0.0 MiB of memory, but it is allowed"
                + " 0.0 MiB; use a smaller picture or allow it more memory.");
    assertThat(backend.runs()).isEmpty();
  }

  @Test
  void withScratchFilesSomeMemoryIsNeededStill() {
    Painter painter = painter().memory(PIXELS + 1_999).build();

    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.stylize(photo))
        .withMessageContaining("of memory beside scratch files");
  }

  @Test
  void noHeapHoldsWhatIsLongerThanAnArray() {
    ClaimingBackend endless = new ClaimingBackend(Long.MAX_VALUE, 2_000, 50_000);

    painter(endless).build().stylize(photo);

    assertThat(endless.runs().remove().scratch()).contains(folder);
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter(endless).noScratch().build().stylize(photo))
        .withMessageContaining("more than one picture may have");
  }

  @Test
  void runOfTheNetworkAloneKnowsNoScratchFiles() {
    Painter painter = painter(new ClaimingBackend(Long.MAX_VALUE, 2_000, 50_000)).build();

    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.run(Tensor.zeros(Shape.nhwc(1, 32, 32, 3))))
        .withMessage(
            "A run on an input of shape [1, 32, 32, 3] needs longer arrays than Java has; use a"
                + " smaller picture.");
  }

  @Test
  void diskWithoutSpaceIsRefusedInWords() {
    Painter painter = painter(new ClaimingBackend(Long.MAX_VALUE, 2_000, 1L << 60)).build();

    assertThatExceptionOfType(ScratchFileException.class)
        .isThrownBy(() -> painter.stylize(photo))
        .withMessageStartingWith("The picture is 40 x 20 pixels, which needs scratch files of ")
        .withMessageContaining("TiB, but the disk of " + folder + " has ")
        .withMessageEndingWith(
            "left; choose another scratch folder, use a smaller picture or raise -Xmx.");
  }

  @Test
  void scratchFolderThatIsNoneIsRefusedInWords() {
    Path missing = folder.resolve("missing");
    Painter painter = painter().memory(9_000).scratch(missing).build();

    assertThatExceptionOfType(ScratchFileException.class)
        .isThrownBy(() -> painter.stylize(photo))
        .withMessage(
            "Scratch files cannot be made in %s, which is no folder; choose another scratch"
                + " folder.",
            missing);
  }

  @Test
  void picturesAtOnceWaitForEachOther() throws InterruptedException {
    Painter painter = painter().memory(2 * (PIXELS + 10_000) + 1).build();

    List<Thread> threads = stylizing(painter, 5, new ConcurrentLinkedQueue<>());
    backend.awaitAtOnce(2);
    backend.goOn();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(backend.runs()).hasSize(5).allMatch(options -> options.scratch().isEmpty());
    assertThat(backend.mostAtOnce()).isEqualTo(2);
  }

  @Test
  void picturesAtOnceAreRefusedIfThatIsChosen() throws InterruptedException {
    Painter painter = painter().memory(2 * (PIXELS + 10_000) + 1).whenBusy(WhenBusy.REFUSE).build();
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    List<Thread> threads = stylizing(painter, 5, failures);
    while (failures.size() < 3) {
      Thread.onSpinWait();
    }
    backend.goOn();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(backend.runs()).hasSize(2);
    assertThat(failures)
        .hasSize(3)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(InsufficientMemoryException.class)
                    .hasMessageContaining("2 pictures being painted hold 0.0 MiB of it")
                    .hasMessageContaining("try again later"));
  }

  /** What it could do with beside scratch files was not asked for. */
  @Test
  void aRefusalTellsWhatWasAskedFor() throws InterruptedException {
    ClaimingBackend large = new ClaimingBackend(10 << 20, 2 << 20, 50_000);
    Painter painter = painter(large).memory(15 << 20).whenBusy(WhenBusy.REFUSE).build();
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    large.waitInRuns();

    List<Thread> threads = stylizing(painter, 2, failures);
    while (failures.isEmpty()) {
      Thread.onSpinWait();
    }
    large.goOn();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "The picture is 40 x 20 pixels, which needs about 10.0 MiB of memory, but it is allowed"
                + " 15.0 MiB, and 1 picture being painted holds 10.0 MiB of it; try again later,"
                + " use a smaller picture or allow it more memory.");
  }

  @Test
  void waitingEndsWithAnInterrupt() throws InterruptedException {
    Painter painter = painter().memory(PIXELS + 10_000).build();
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = stylizing(painter, 1, failures);
    backend.awaitAtOnce(1);
    threads.addAll(stylizing(painter, 1, failures));

    threads.get(1).interrupt();
    threads.get(1).join();
    backend.goOn();
    threads.get(0).join();

    assertThat(failures).singleElement().isInstanceOf(RunCancelledException.class);
    assertThat(backend.runs()).hasSize(1);
  }

  @Test
  void roomIsHeldUntilThePictureIsWritten() throws IOException {
    Painter painter = painter().memory(PIXELS + 10_000).build();
    byte[] file = TestPictures.encode(photo, "png");
    try (OpenPicture first = PictureSource.of(file).open();
        OpenPicture second = PictureSource.of(file).open();
        Room room = painter.room(first)) {
      assertThat(painter.roomNow(second)).isEmpty();

      painter.stylize(first, room, RunOptions.DEFAULTS);

      assertThat(painter.roomNow(second)).as("the first picture is still held").isEmpty();
      room.close();
      painter.roomNow(second).orElseThrow().close();
    }
  }

  @Test
  void failureGivesTheRoomBack() {
    Painter painter = painter().memory(PIXELS + 10_000).build();
    backend.failWith(new IllegalStateException("for a test"));

    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> painter.stylize(photo));
    }
    backend.failWith(null);
    painter.stylize(photo);
  }

  @Test
  void fileBecomesAFileWithScratchFiles() throws IOException {
    Path in = Files.write(folder.resolve("photo.png"), TestPictures.encode(photo, "png"));
    Path out = folder.resolve("anime.png");

    painter().memory(9_000).build().stylize(in, out, false);

    assertThat(backend.runs().remove().scratch()).contains(folder);
    assertThat(out).exists();
  }

  @Test
  void noMemoryAtAllIsNoChoice() {
    assertThatIllegalArgumentException().isThrownBy(() -> Painter.builder().memory(0));
  }

  private List<Thread> stylizing(Painter painter, int count, Queue<RuntimeException> failures) {
    backend.waitInRuns();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  painter.stylize(photo);
                } catch (RuntimeException e) {
                  failures.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private PainterBuilder painter() {
    return painter(backend);
  }

  private PainterBuilder painter(ClaimingBackend claiming) {
    return Painter.builder()
        .model(TestModels.zero(ResizeRule.ASYMMETRIC))
        .backend(new Selection(claiming, claiming.availability(), ""))
        .scratch(folder);
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
