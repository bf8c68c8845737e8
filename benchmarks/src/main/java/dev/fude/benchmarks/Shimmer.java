package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import dev.fude.painter.Painter;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import dev.fude.video.transform.TemporalDenoiser;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a camera's noise makes of a painted film, and what {@link TemporalDenoiser} leaves of it, of
 * each network and each noise, in levels:
 *
 * <ul>
 *   <li><em>in</em>: the mean difference of neighbouring frames of a still scene, as filmed.
 *   <li><em>shimmer</em>: the same of its painting, without and with the denoiser, and the ratio.
 *   <li><em>off</em>: how far the painting is from that of the scene without noise, without and
 *       with the denoiser; and the same for a <em>pan</em>, where a ghost would count.
 * </ul>
 *
 * <p>The first half of each film is not looked at: means begin with one frame.
 */
@Command(
    name = "Shimmer",
    sortOptions = false,
    description = "Measures what a camera's noise makes of a painted film.")
public final class Shimmer implements Callable<Integer> {
  @Option(names = "--size", converter = PhotoSize.Converter.class, description = "Of a frame.")
  private PhotoSize size = new PhotoSize(288, 144);

  @Option(names = "--frames", description = "Of each scene.")
  private int frames = 16;

  @Option(names = "--noise", split = ",", description = "Of the sensor, in levels.")
  private List<Double> noises = List.of(0.0, 1.5, 3.0, 5.0);

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Shimmer()).execute(args));
  }

  @Override
  public Integer call() {
    MarkdownTable table =
        new MarkdownTable(
            "network",
            "noise",
            "in",
            "shimmer",
            "denoised",
            "of it",
            "off",
            "denoised",
            "pan off",
            "denoised");
    FilmPainters.all()
        .forEach(
            (name, painter) -> {
              try (painter) {
                noises.forEach(noise -> measure(name, painter, noise, table));
              }
            });
    System.out.print(table);
    return 0;
  }

  private void measure(String name, Painter painter, double noise, MarkdownTable table) {
    System.out.printf("# %s, noise %s%n", name, noise);
    FlickerScenes scenes = new FlickerScenes(size, frames);
    Painted still = new Painted(painter, scenes.resting(), noise);
    Painted pan = new Painted(painter, scenes.pan(), noise);
    double in = unrest(FlickerScenes.noisy(scenes.resting(), noise));
    double alone = unrest(still.alone);
    double denoised = unrest(still.denoised);
    table.add(
        name,
        noise,
        cell(in, 2),
        cell(alone, 2),
        cell(denoised, 2),
        alone == 0 ? "-" : cell(denoised / alone, 2),
        cell(distance(still.alone, still.clean), 2),
        cell(distance(still.denoised, still.clean), 2),
        cell(distance(pan.alone, pan.clean), 2),
        cell(distance(pan.denoised, pan.clean), 2));
  }

  /** A film's painting in three ways. */
  private static final class Painted {
    private final List<Frame> clean;
    private final List<Frame> alone;
    private final List<Frame> denoised;

    Painted(Painter painter, List<Frame> film, double noise) {
      List<Frame> noisy = FlickerScenes.noisy(film, noise);
      clean = paint(new PaintedFrames(painter), film);
      alone = paint(new PaintedFrames(painter), noisy);
      denoised = paint(new TemporalDenoiser(new PaintedFrames(painter)), noisy);
    }

    private static List<Frame> paint(FramePainter painter, List<Frame> film) {
      return film.stream().map(painter::paint).toList();
    }
  }

  /** The mean difference of neighbouring frames in the second half of a film. */
  private static double unrest(List<Frame> film) {
    return distance(film.subList(1, film.size()), film.subList(0, film.size() - 1));
  }

  /** The mean difference of frames in the second half of two films. */
  private static double distance(List<Frame> film, List<Frame> other) {
    double sum = 0;
    int half = film.size() / 2;
    for (int i = half; i < film.size(); i++) {
      sum += FrameDistance.mean(film.get(i), other.get(i));
    }
    return sum / (film.size() - half);
  }
}
