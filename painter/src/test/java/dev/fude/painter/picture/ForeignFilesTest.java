package dev.fude.painter.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no pictures, or of kinds that are not read, are named with what converts them. */
class ForeignFilesTest {
  private static void refused(byte[] file, String kind, String cure) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.read(PictureSource.of("photo.jpg", file)))
        .withMessageStartingWith("photo.jpg ")
        .withMessageContaining(kind)
        .withMessageContaining(cure)
        .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("damaged"));
  }

  /** Such as {@code ....ftypheic}, where a dot is a zero byte, ~ is 0xFF and ^ is a line's end. */
  private static byte[] file(String begin) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        begin.replace('.', '\0').replace('~', '\u00FF').replace('^', '\n').getBytes(ISO_8859_1));
    file.writeBytes(new byte[600]);
    return file.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "....ftypheic....mif1, HEIC picture, lies on its side",
        "....ftypmif1....heic, HEIC picture, heif-convert",
        "....ftypavif....mif1, AVIF picture, ffmpeg -i IN OUT.png` (8 or newer",
        "....ftypmif1....mif1avif, AVIF picture, ffmpeg -i IN OUT.png` (8 or newer",
        "....ftypmiaf....mif1heic, HEIC picture, heif-convert",
        "....ftypmif1....mif1jpeg, HEIF picture, lies on its side",
        "....ftypmif2....vvic, HEIF picture, heif-convert",
        "....ftypcrx ........, raw file, darktable-cli",
        "....ftypisom....mp41, film, ffmpeg",
        "....ftypqt  ........, film, ffmpeg",
        "RIFF....AVI LIST, film, ffmpeg",
        "~^, JPEG XL picture, djxl",
        "~O~Q, JPEG 2000 picture, opj_decompress",
        "FUJIFILMCCD-RAW 0201, raw file, darktable-cli",
        "IIRO.., raw file, darktable-cli",
        "8BPS.., Photoshop document, save it as PNG",
        "%PDF-1, document, pdftoppm",
        "%!PS-Adobe-3.0 EPSF-3.0, PostScript, gs -sDEVICE",
        "AT&TFORM....DJVM, DjVu, ddjvu",
        "`\u0001\u00DA..`, SGI, magick",
        "BA............BM, list of bitmaps, magick",
        "`^\u0005\u0001\u0008`, PCX, magick",
        "..\u0002.........@.@.\u0018., Targa picture, magick",
        "HTTP/1.1 200 OK, site's whole answer, download",
        "ARRI.., raw file, darktable-cli",
        "qoif.., QOI picture, magick",
        "P6^8 8^255^, Netpbm, magick",
        "<!DOCTYPE html><title>403</title>, web page, download",
        "`^  <html lang=\"en\">`, web page, download",
        "`<?xml version=\"1\"?><svg>`, drawing in SVG, rsvg-convert",
        "<!-- by a program --><svg>, drawing in SVG, rsvg-convert",
        "<!DOCTYPE svg><svg>, drawing in SVG, rsvg-convert",
        "`{\"error\":\"gone\"}`, JSON, download",
        "version https://git-lfs.github.com/spec/v1, Git LFS, git lfs pull",
        "`data:image/png;base64,iVBOR`, data URL, base64 -d",
        "ID3.., sound file, name a picture",
        "RIFF....WAVEfmt, sound file, name a picture",
        "PK\u0003\u0004.., archive, unpack",
        "..., zero bytes, download",
      })
  void areNamedByWhatTheyAre(String begin, String kind, String cure) {
    refused(file(begin), kind, cure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void aWebPageIsOneInWhateverLetters(String letters) {
    byte[] page = "\uFEFF<!DOCTYPE html><title>403</title>".getBytes(Charset.forName(letters));
    refused(page, "web page", "download");
  }

  @Test
  void bmpsOfUnusualPixelsAreNamed() throws IOException {
    byte[] bmp =
        TestPictures.encode(TestPictures.noise(4, 4, BufferedImage.TYPE_INT_RGB, 3), "bmp");
    bmp[28] = 64;
    refused(bmp, "BMP of 64 bits", "magick");
    bmp[28] = 0;
    bmp[30] = 4;
    refused(bmp, "said to hold a JPEG", "sound copy");
  }

  @Test
  void aPngWhoseLineEndsWereChangedIsNamed() {
    refused(file("\u0089PNG\n\u001A\n"), "line ends were changed", "binary");
  }

  @Test
  void camerasRawFilesAreNamedWhereverTheySayIt() {
    refused(tiff(Map.of(50706, 0x00000401)), "raw file", "darktable-cli");
    refused(tiff(Map.of(262, 32803)), "raw file", "darktable-cli");
    refused(tiff(Map.of(254, 1), Map.of(262, 34892)), "raw file", "darktable-cli");
    refused(file("II*.^...IIIITwaR"), "raw file", "darktable-cli");
    refused(file("MM.*...^MMMMRaw1"), "raw file", "darktable-cli");
    refused(file("II*.\u0010...CR\u0002."), "raw file", "darktable-cli");
  }

  @Test
  void tiffsThatTheDecoderDoesNotKnowAreNamed() {
    refused(tiff(Map.of(259, 50000)), "packed by Zstandard", "LZW or Deflate");
    refused(tiff(Map.of(259, 32773, 266, 2)), "the lowest bit of each byte first", "tiffcp -f");
    refused(tiff(Map.of(262, 10)), "Lab of faxes", "magick");
    refused(tiff(Map.of(262, 32845)), "LogLuv", "magick");
    refused(tiff(Map.of(339, 3, 258, 64)), "floating-point numbers of 64 bits", "magick");
    refused(tiff(Map.of(339, 6, 258, 64)), "complex numbers of 64 bits", "magick");
    refused(tiff(Map.of(258, 24)), "whole numbers of 24 bits", "magick");
    refused(tiff(Map.of(262, 3, 258, 32)), "colours are stored in an unusual way", "magick");
    refused(tiff(Map.of(258, 16, 259, 5, 317, 3)), "differences", "tiffcp -c lzw:1");
    refused(file("II+\0"), "BigTIFF", "tiffcp");
  }

  /** A TIFF of 4 x 4 pixels whose directories each say something else than usual. */
  @SafeVarargs
  private static byte[] tiff(Map<Integer, Integer>... directories) {
    ByteBuffer file = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(100);
    file.position(100);
    for (int i = 0; i < directories.length; i++) {
      Map<Integer, Integer> entries =
          new TreeMap<>(
              Map.of(256, 4, 257, 4, 258, 8, 259, 1, 262, 1, 273, 8, 277, 1, 278, 4, 279, 16));
      entries.putAll(directories[i]);
      file.putShort((short) entries.size());
      entries.forEach(
          (tag, value) -> {
            file.putShort(tag.shortValue()).putShort((short) 4).putInt(1).putInt(value);
          });
      file.putInt(i + 1 < directories.length ? file.position() + 4 : 0);
    }
    return file.array();
  }
}
