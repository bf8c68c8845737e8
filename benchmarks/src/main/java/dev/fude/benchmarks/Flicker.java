package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import dev.fude.painter.Painter;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import dev.fude.video.transform.SteadyPainter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What steady norms gain and what they cost, of each network and each steadiness, in levels:
 *
 * <ul>
 *   <li><em>still</em>: the mean difference of neighbouring frames where nothing moves, beside
 *       something that flickers; as a part of what it is without steady norms. The goal is a half.
 *   <li><em>fade</em> and <em>pan</em>: how far the mean colour of a frame is from the one that it
 *       has when it is painted alone, at most: the price, a ghost of the frames before.
 *   <li><em>cut</em>: the same for the first frame behind a cut, pixel by pixel. It must be 0.
 * </ul>
 */
@Command(
    name = "Flicker",
    sortOptions = false,
    description = "Measures what steady norms gain in a still scene, and cost in a moving one.")
public final class Flicker implements Callable<Integer> {
  @Option(names = "--size", converter = PhotoSize.Converter.class, description = "Of a frame.")
  private PhotoSize size = new PhotoSize(288, 144);

  @Option(names = "--frames", description = "Of each scene.")
  private int frames = 16;

  @Option(names = "--steady", split = ",", description = "Steadinesses, such as 0.5,0.8.")
  private List<Double> steadinesses = List.of(0.5, 0.8, 0.9, 0.93, 0.95);

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Flicker()).execute(args));
  }

  @Override
  public Integer call() {
    MarkdownTable table =
        new MarkdownTable("network", "steady", "still", "of alone", "fade", "pan", "cut");
    FilmPainters.withFrameNorms()
        .forEach(
            (name, painter) -> {
              try (painter) {
                measure(name, painter, table);
              }
            });
    System.out.print(table);
    return 0;
  }

  private void measure(String name, Painter painter, MarkdownTable table) {
    FlickerScenes scenes = new FlickerScenes(size, frames);
    List<List<Frame>> films = List.of(scenes.still(), scenes.fade(), scenes.pan());
    List<List<Frame>> alone = new ArrayList<>();
    films.forEach(film -> alone.add(paint(new PaintedFrames(painter), film)));
    double flicker = difference(alone.get(0), scenes.quiet());
    table.add(name, 0, cell(flicker, 3), "1.00", "-", "-", "-");
    for (double steadiness : steadinesses) {
      System.out.printf("# %s, steady %s%n", name, steadiness);
      List<Frame> still = paint(new SteadyPainter(painter, steadiness), scenes.still());
      FramePainter steady = new SteadyPainter(painter, steadiness);
      List<Frame> fade = paint(steady, scenes.fade());
      List<Frame> pan = paint(steady, scenes.pan()); // in full light again: behind a cut
      double left = difference(still, scenes.quiet());
      table.add(
          name,
          steadiness,
          cell(left, 3),
          cell(left / flicker, 2),
          cell(mostToneShift(fade, alone.get(1)), 2),
          cell(mostToneShift(pan, alone.get(2)), 2),
          cell(FrameDistance.mean(pan.get(0), alone.get(2).get(0)), 2));
    }
  }

  private static List<Frame> paint(FramePainter painter, List<Frame> film) {
    return film.stream().map(painter::paint).toList();
  }

  /** The mean difference of neighbouring frames in the first columns, in levels. */
  private static double difference(List<Frame> film, int columns) {
    double sum = 0;
    for (int i = 1; i < film.size(); i++) {
      sum += FrameDistance.mean(film.get(i - 1), film.get(i), columns);
    }
    return sum / (film.size() - 1);
  }

  /** How far the mean of a channel is from what it should be, in the worst frame and channel. */
  private static double mostToneShift(List<Frame> painted, List<Frame> alone) {
    double most = 0;
    for (int i = 0; i < painted.size(); i++) {
      for (int channel = 0; channel < Frame.CHANNELS; channel++) {
        double shift = mean(painted.get(i), channel) - mean(alone.get(i), channel);
        most = Math.max(most, Math.abs(shift));
      }
    }
    return most;
  }

  private static double mean(Frame frame, int channel) {
    long sum = 0;
    for (int i = channel; i < frame.levels().length; i += Frame.CHANNELS) {
      sum += frame.levels()[i] & 0xFF;
    }
    return (double) sum / (frame.width() * frame.height());
  }
}
