import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Draws the sample picture: a snapshot of a small harbour that exists nowhere.
 *
 * <p>The picture is computed, not painted. {@link Town} sets up houses, trees, boats and a woman on
 * the quay out of simple shapes; {@link Tracer} follows light paths from the {@link Camera} through
 * this scene to the {@link Sky}; {@link Shade} smooths the light in the shade; {@link Film} turns
 * the light of each pixel into a colour. All randomness has fixed seeds, so every run gives the
 * same picture.
 */
public final class Harbour {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 640;
  private static final int LARGEST = 8192;
  private static final int MIRRORS = 2;

  private Harbour() {}

  public static void main(String[] args) {
    try {
      if (args.length != 1 && args.length != 3) {
        throw new IllegalArgumentException(
            "Give the file to write, and if wanted its width and height: OUT.png [WIDTH HEIGHT]");
      }
      int width = args.length == 3 ? side("WIDTH", args[1]) : WIDTH;
      int height = args.length == 3 ? side("HEIGHT", args[2]) : HEIGHT;
      write(new File(args[0]), width, height);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("The picture could not be written: " + e.getMessage());
      System.exit(2);
    }
  }

  private static int side(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > LARGEST) {
      throw new IllegalArgumentException(
          name + " is '" + text + "' but must be a whole number from 1 to " + LARGEST + ".");
    }
    return Integer.parseInt(text);
  }

  private static void write(File file, int width, int height) throws IOException {
    File folder = file.getAbsoluteFile().getParentFile();
    if (!file.getName().endsWith(".png") || !folder.isDirectory()) {
      throw new IllegalArgumentException(
          "The file '" + file + "' must end in .png and lie in a folder that exists.");
    }
    Png.write(draw(width, height), file);
  }

  static BufferedImage draw(int width, int height) {
    Tracer tracer = new Tracer(Town.build(), new Sky());
    Camera camera = new Camera(width, height);
    Light[] pixels = new Light[height * width];
    IntStream.range(0, pixels.length)
        .parallel()
        .forEach(at -> pixels[at] = light(tracer, camera, at % width, at / width));
    Shade shade = new Shade(pixels, width, height);
    Film film = new Film(width, height);
    IntStream.range(0, pixels.length)
        .parallel()
        .forEach(at -> film.expose(at % width, at / width, shade.smoothed(at % width, at / width)));
    return film.developed();
  }

  private static Light light(Tracer tracer, Camera camera, int column, int row) {
    Light sum = Light.NONE;
    for (int path = 0; path < Sampler.COUNT; path++) {
      Sampler sampler = new Sampler(column, row, path);
      sum = sum.plus(tracer.seen(camera.ray(column, row, sampler), sampler, MIRRORS));
    }
    return sum.times(1.0 / Sampler.COUNT);
  }
}
