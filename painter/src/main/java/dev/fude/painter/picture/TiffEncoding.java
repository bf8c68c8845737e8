package dev.fude.painter.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;

/** TIFF by the JDK's writer: Deflate, on the distances between neighbours. */
final class TiffEncoding implements PictureEncoding {
  private static final BaselineTIFFTagSet TAGS = BaselineTIFFTagSet.getInstance();

  @Override
  public void encode(BufferedImage image, PhotoDetails details, OutputStream bytes)
      throws IOException {
    JdkWriters.write(
        "tiff",
        bytes,
        writer -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionType("Deflate");
          ImageTypeSpecifier type = ImageTypeSpecifier.createFromRenderedImage(image);
          IIOMetadata metadata = writer.getDefaultImageMetadata(type, param);
          TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
          directory.addTIFFField(
              new TIFFField(
                  TAGS.getTag(BaselineTIFFTagSet.TAG_PREDICTOR),
                  BaselineTIFFTagSet.PREDICTOR_HORIZONTAL_DIFFERENCING));
          byte[] profile = SrgbProfile.bytes();
          directory.addTIFFField(
              new TIFFField(
                  TAGS.getTag(BaselineTIFFTagSet.TAG_ICC_PROFILE),
                  TIFFTag.TIFF_UNDEFINED,
                  profile.length,
                  profile));
          writer.write(null, new IIOImage(image, null, directory.getAsMetadata()), param);
        });
  }
}
