package dev.fude.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The job of {@code fude stylize} as somebody with ONNX Runtime would write it: load the model,
 * decode a PNG, run, write a PNG. It is a rival, so it does nothing that it need not: pixels go
 * straight into the native buffer, and this jar's Image I/O plug-ins stay hidden from it.
 */
final class OnnxRuntimeOneShot {
  private static final int CHANNELS = 3;
  private static final float HALF_RANGE = 127.5f;

  private OnnxRuntimeOneShot() {}

  /**
   * Runs the program.
   *
   * @param args the model, the photograph, the picture to write, and the number of threads
   * @throws IOException if a picture cannot be read or written
   * @throws OrtException if ONNX Runtime fails
   */
  static void main(String[] args) throws IOException, OrtException {
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try (OrtSession session =
        OnnxRuntimeEngine.session(Path.of(args[0]), Integer.parseInt(args[3]))) {
      paint(session, Path.of(args[1]), Path.of(args[2]));
    }
  }

  /**
   * Paints one picture.
   *
   * @param session with the model
   * @param photograph a PNG
   * @param painted the PNG to write
   * @throws IOException if a picture cannot be read or written
   * @throws OrtException if ONNX Runtime fails
   */
  static void paint(OrtSession session, Path photograph, Path painted)
      throws IOException, OrtException {
    BufferedImage photo = ImageIO.read(photograph.toFile());
    int height = photo.getHeight();
    int width = photo.getWidth();
    try (OnnxTensor input = OnnxRuntimeEngine.tensor(numbers(photo), height, width);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      ImageIO.write(picture(output, height, width), "png", painted.toFile());
    }
  }

  /** Levels 0 to 255 as numbers -1 to 1, (3, height, width), in a direct buffer. */
  private static FloatBuffer numbers(BufferedImage photo) {
    int[] rgb = photo.getRGB(0, 0, photo.getWidth(), photo.getHeight(), null, 0, photo.getWidth());
    FloatBuffer numbers =
        ByteBuffer.allocateDirect(CHANNELS * rgb.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int shift = 16 - 8 * channel;
      for (int pixel : rgb) {
        numbers.put((pixel >> shift & 0xFF) / HALF_RANGE - 1);
      }
    }
    return numbers.flip();
  }

  private static BufferedImage picture(FloatBuffer numbers, int height, int width) {
    int[] rgb = new int[height * width];
    for (int channel = 0; channel < CHANNELS; channel++) {
      int shift = 16 - 8 * channel;
      for (int i = 0; i < rgb.length; i++) {
        float exact = (numbers.get(channel * rgb.length + i) + 1) * HALF_RANGE;
        rgb[i] |= (int) (Math.max(0, Math.min(255, exact)) + 0.5f) << shift;
      }
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, rgb, 0, width);
    return picture;
  }
}
