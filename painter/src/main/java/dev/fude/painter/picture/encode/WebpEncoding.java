package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * WebP by the writer that is registered with Image I/O. The JDK has none: this is for programs that
 * have one on their class path. A WebP without a profile is in sRGB by its specification.
 */
final class WebpEncoding implements PictureEncoding {
  private final float quality;

  WebpEncoding(float quality) {
    this.quality = quality;
  }

  @Override
  public void encode(BufferedImage image, ExifData exif, OutputStream bytes) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    JdkWriters.write(
        ImageIO.getImageWritersByFormatName("webp").next(),
        file,
        writer -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionType(compressionType(param));
          param.setCompressionQuality(quality);
          writer.write(null, new IIOImage(image, null, null), param);
        });
    WebpContainer.write(file.toByteArray(), image, exif, bytes);
  }

  /** The name that the writer has for what is wanted; the first if it has none. */
  private String compressionType(ImageWriteParam param) {
    String wanted = quality == 1 ? "lossless" : "lossy";
    String[] types = param.getCompressionTypes();
    return Stream.of(types).filter(wanted::equalsIgnoreCase).findFirst().orElse(types[0]);
  }
}
