package dev.fude.painter.picture.encode;

import dev.fude.painter.picture.colour.SrgbProfile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/**
 * JPEG by the JDK's writer.
 *
 * <p>That writer keeps one colour for two by two pixels at every quality, which turns a red line of
 * one pixel into a dull one of two. Painted outlines are such lines: from quality 0.9 on, where
 * file size is not what is asked for, each pixel keeps its own.
 */
final class JpegEncoding implements PictureEncoding {
  private static final String TREE = "javax_imageio_jpeg_image_1.0";
  private static final float FULL_COLOUR_FROM = 0.9f;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** The profile's name, and that it is the first segment of one. */
  private static final byte[] ICC = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII);

  private final float quality;

  JpegEncoding(float quality) {
    this.quality = quality;
  }

  @Override
  public void encode(BufferedImage image, ExifData exif, OutputStream bytes) throws IOException {
    BufferedImage opaque = OpaqueImage.of(image);
    JdkWriters.write(
        "jpeg",
        bytes,
        writer -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionQuality(quality);
          IIOMetadata metadata = metadata(writer, opaque, param, exif);
          writer.write(null, new IIOImage(opaque, null, metadata), param);
        });
  }

  private IIOMetadata metadata(
      ImageWriter writer, BufferedImage image, ImageWriteParam param, ExifData exif)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
    if (quality >= FULL_COLOUR_FROM) {
      keepEveryColour(tree.getElementsByTagName("componentSpec"));
    }
    IIOMetadataNode segments =
        (IIOMetadataNode) tree.getElementsByTagName("markerSequence").item(0);
    segments.insertBefore(segment(APP2, ICC, SrgbProfile.bytes()), segments.getFirstChild());
    if (!exif.isEmpty()) {
      segments.insertBefore(segment(APP1, EXIF, exif.bytes()), segments.getFirstChild());
    }
    metadata.setFromTree(TREE, tree);
    return metadata;
  }

  /** Luma has twice as many samples each way unless it is told to have as many as the colours. */
  private static void keepEveryColour(NodeList components) {
    for (int i = 0; i < components.getLength(); i++) {
      IIOMetadataNode component = (IIOMetadataNode) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
  }

  private static IIOMetadataNode segment(int marker, byte[] name, byte[] content) {
    IIOMetadataNode segment = new IIOMetadataNode("unknown");
    segment.setAttribute("MarkerTag", Integer.toString(marker));
    segment.setUserObject(
        ByteBuffer.allocate(name.length + content.length).put(name).put(content).array());
    return segment;
  }
}
