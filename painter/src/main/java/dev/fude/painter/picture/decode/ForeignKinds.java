package dev.fude.painter.picture.decode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files that are not read here, but known: what they are, and what makes a picture of them. */
final class ForeignKinds {
  /** A camera's own file, of whatever maker. */
  static final String CAMERA_RAW =
      "is a camera's raw file, whose pixels are still to be developed; develop it with"
          + " `darktable-cli IN OUT.jpg` or the camera's program, or name the JPEG beside it.";

  private static final String BY_MAGICK =
      "which is not read here; convert it with `magick IN OUT.png` (ImageMagick).";

  /** Where the list of brands begins in a file of ISO boxes. */
  private static final int COMPATIBLE_BRANDS = 16;

  /** Where several fit, the first counts. */
  private static final List<Known> ALL =
      List.of(
          known(
              head -> hasAnyBrand(head, Set.of("avif", "avis")),
              "is an AVIF picture, which is not read here; convert it with `ffmpeg -i IN OUT.png`"
                  + " (8 or newer: older ones, and `avifdec`, may lay it on its side)."),
          known(head -> hasBrand(head, Set.of("crx ")), CAMERA_RAW),
          known(
              head -> hasAnyBrand(head, Set.of("heic", "heix", "heim", "heis")),
              "is a HEIC picture, which is not read here; convert it with `heif-convert IN OUT.jpg`"
                  + " (libheif; look whether it lies on its side), or let the phone share it as"
                  + " JPEG."),
          known(
              head -> hasAnyBrand(head, Set.of("mif1", "mif2", "msf1", "miaf")),
              "is a HEIF picture, which is not read here; convert it with `heif-convert IN OUT.jpg`"
                  + " (libheif; look whether it lies on its side)."),
          known(
              head -> head.has(0, "FF0A") || head.has(0, "0000000C4A584C20"),
              "is a JPEG XL picture, which is not read here; convert it with `djxl IN OUT.png`"
                  + " (libjxl)."),
          known(
              head -> head.has(0, "0000000C6A502020") || head.has(0, "FF4FFF51"),
              "is a JPEG 2000 picture, which is not read here; convert it with `opj_decompress -i"
                  + " IN -o OUT.png` (OpenJPEG) or `ffmpeg -i IN OUT.png`."),
          known(
              head -> head.has(0, "4949BC01"),
              "is a JPEG XR picture, which is not read here; convert it with `JxrDecApp -i IN -o"
                  + " OUT.tif`."),
          known(
              head -> head.has(0, "49492B00") || head.has(0, "4D4D002B"),
              "is a BigTIFF, which is not read here; convert it with `tiffcp -c lzw IN OUT.tif`."),
          known(ForeignKinds::isRaw, CAMERA_RAW),
          known(
              head -> head.says(0, "8BPS"),
              "is a Photoshop document, which is not read here; save it as PNG or JPEG."),
          known(
              head -> head.says(0, "gimp xcf"),
              "is a GIMP document, which is not read here; export it as PNG or JPEG."),
          forMagick(head -> head.says(0, "DDS "), "a DDS texture"),
          forMagick(head -> head.has(0, "AB4B5458"), "a KTX texture"),
          forMagick(head -> head.has(0, "00000100"), "an icon of Windows"),
          forMagick(head -> head.has(0, "00000200") && head.u8(4) > 0, "a cursor of Windows"),
          forMagick(head -> head.says(0, "icns"), "an icon of macOS"),
          forMagick(head -> head.says(0, "qoif"), "a QOI picture"),
          forMagick(head -> head.has(0, "762F3101"), "an OpenEXR picture"),
          forMagick(head -> head.says(0, "#?R"), "a Radiance picture"),
          forMagick(ForeignKinds::isPortableMap, "a picture of Netpbm"),
          forMagick(head -> head.says(0, "FLIF"), "a FLIF picture"),
          forMagick(head -> head.says(0, "SIMPLE  ="), "a FITS picture"),
          forMagick(head -> head.says(128, "DICM"), "a DICOM picture"),
          forMagick(head -> head.says(0, "SDPX") || head.says(0, "XPDS"), "a DPX picture"),
          forMagick(head -> head.has(0, "01DA00") || head.has(0, "01DA01"), "an SGI picture"),
          forMagick(head -> head.has(0, "59A66A95"), "a Sun raster"),
          forMagick(head -> head.has(0, "8A4D4E47"), "an MNG animation"),
          forMagick(head -> head.has(0, "8B4A4E47"), "a JNG picture"),
          forMagick(head -> head.says(0, "/* XPM"), "an XPM picture"),
          forMagick(head -> head.says(0, "FORM") && head.says(8, "ILBM"), "an Amiga picture"),
          forMagick(head -> head.says(0, "BA") && head.says(14, "BM"), "a list of bitmaps of OS/2"),
          forMagick(
              head -> head.has(0, "D7CDC69A") || head.has(0, "010009000003"),
              "a drawing of Windows (WMF)"),
          forMagick(
              head -> head.has(0, "01000000") && head.says(40, " EMF"),
              "a drawing of Windows (EMF)"),
          forMagick(ForeignKinds::isPcx, "a PCX picture"),
          known(
              head -> head.has(0, "425047FB"),
              "is a BPG picture, which is not read here; convert it with `bpgdec -o OUT.png IN`"
                  + " (libbpg)."),
          known(
              head -> head.says(0, "AT&TFORM"),
              "is a DjVu document, not a picture; make a picture of its page with `ddjvu"
                  + " -format=tiff -page=1 IN OUT.tif` (DjVuLibre)."),
          known(
              head -> head.says(0, "%!PS") || head.has(0, "C5D0D3C6"),
              "is a PostScript document, not a picture; make a picture of its page with `gs"
                  + " -sDEVICE=png16m -r150 -o OUT.png IN` (Ghostscript)."),
          known(
              head -> head.says(0, "%PDF"),
              "is a document, not a picture; make a picture of its page with `pdftoppm -png -r 150"
                  + " IN OUT`."),
          known(
              ForeignKinds::isDrawing,
              "is a drawing in SVG, which is not read here; make pixels of it with `rsvg-convert IN"
                  + " -o OUT.png`."),
          known(
              ForeignKinds::isWebPage,
              "is a web page, not a picture: a site gave a page in its place; download the picture"
                  + " itself."),
          known(
              head -> head.text().startsWith("{\"") || head.text().startsWith("<?xml"),
              "is a program's text (JSON or XML), not a picture: perhaps a site's answer that there"
                  + " was none; download the picture again."),
          known(
              head -> head.text().startsWith("version https://git-lfs"),
              "is a pointer of Git LFS, not the picture itself; fetch it with `git lfs pull`."),
          known(
              head -> head.text().startsWith("http/1"),
              "is a site's whole answer, with its head before the picture; download the picture"
                  + " itself."),
          known(
              head -> head.text().startsWith("data:image/"),
              "is a picture as text (a data URL); turn what stands behind its comma into bytes with"
                  + " `base64 -d`."),
          known(
              head -> head.has(0, "00051607"),
              "is a note of macOS about another file, not a picture; name the file without `._`."),
          known(
              ForeignKinds::isFilm,
              "is a film, not a picture; take a picture out of it with `ffmpeg -ss 10 -i IN"
                  + " -frames:v 1 OUT.png`."),
          known(ForeignKinds::isSound, "is a sound file, not a picture; name a picture."),
          known(
              ForeignKinds::isArchive,
              "is an archive or a packed file, not a picture; unpack it and name the pictures in"
                  + " it."),
          known(
              head -> head.has(0, "89504E470A1A0A"),
              "is a PNG whose line ends were changed, as transfers of text do; transfer it again as"
                  + " binary data."),
          known(
              Head::isZero,
              "begins with nothing but zero bytes: it was never wholly copied, or is of a kind that"
                  + " is not known here; copy or download it again."),
          forMagick(ForeignKinds::looksLikeTarga, "a Targa picture, by its looks"));

  private ForeignKinds() {}

  /**
   * A kind of file.
   *
   * @param begins whether a file is one
   * @param sentence what is said of it, behind its name
   */
  private record Known(Predicate<Head> begins, String sentence) {}

  private static Known known(Predicate<Head> begins, String sentence) {
    return new Known(begins, sentence);
  }

  private static Known forMagick(Predicate<Head> begins, String kind) {
    return known(begins, "is " + kind + ", " + BY_MAGICK);
  }

  /** What a file is, behind its name, if it is one of these. */
  static Optional<String> sentence(Head head) {
    return ALL.stream().filter(known -> known.begins.test(head)).map(Known::sentence).findFirst();
  }

  /** Whether it is a file of ISO boxes whose main brand is one of some. */
  private static boolean hasBrand(Head head, Set<String> brands) {
    return head.says(4, "ftyp") && brands.contains(head.ascii(8, 4));
  }

  /** Whether any of its brands is one of some, the main one or those that it is compatible with. */
  private static boolean hasAnyBrand(Head head, Set<String> brands) {
    if (!head.says(4, "ftyp")) {
      return false;
    }
    int stated = head.u8(2) << 8 | head.u8(3);
    int end = stated < COMPATIBLE_BRANDS ? Head.LENGTH : Math.min(stated, Head.LENGTH);
    return hasBrand(head, brands)
        || IntStream.iterate(COMPATIBLE_BRANDS, at -> at < end, at -> at + 4)
            .anyMatch(at -> brands.contains(head.ascii(at, 4)));
  }

  private static boolean isRiff(Head head, String form) {
    return head.says(0, "RIFF") && head.says(8, form);
  }

  private static boolean isRaw(Head head) {
    return head.says(0, "FUJIFILMCCD-RAW")
        || head.says(0, "FOVb")
        || head.has(0, "004D524D")
        || head.says(6, "HEAPCCDR")
        || head.says(0, "ARRI")
        || head.says(0, "IIRO")
        || head.says(0, "IIRS")
        || head.says(0, "MMOR")
        || head.has(0, "49495500");
  }

  private static boolean isPortableMap(Head head) {
    return head.ascii(0, 3).matches("P[1-7FfH]\\s");
  }

  private static boolean isPcx(Head head) {
    return head.has(0, "0A")
        && Set.of(0, 2, 3, 4, 5).contains(head.u8(1))
        && head.u8(2) == 1
        && Set.of(1, 2, 4, 8).contains(head.u8(3));
  }

  /** It begins with nothing of its own: numbers that make sense together must do. */
  private static boolean looksLikeTarga(Head head) {
    boolean palette = head.u8(1) == 1;
    return head.u8(1) <= 1
        && (palette ? Set.of(1, 9) : Set.of(2, 3, 10, 11)).contains(head.u8(2))
        && (palette ? Set.of(15, 16, 24, 32) : Set.of(0)).contains(head.u8(7))
        && (head.u8(12) | head.u8(13)) > 0
        && (head.u8(14) | head.u8(15)) > 0
        && Set.of(8, 15, 16, 24, 32).contains(head.u8(16))
        && (head.u8(17) & 0xC0) == 0;
  }

  private static boolean isDrawing(Head head) {
    return Stream.of("<svg", "<!doctype svg").anyMatch(start -> head.text().startsWith(start))
        || Stream.of("<?xml", "<!--").anyMatch(start -> head.text().startsWith(start))
            && head.text().contains("<svg");
  }

  private static boolean isWebPage(Head head) {
    return Stream.of("<!doctype html", "<html", "<head", "<body", "<script")
            .anyMatch(start -> head.text().startsWith(start))
        || head.text().startsWith("<?xml") && head.text().contains("<html")
        || head.text().startsWith("<!--") && head.text().contains("<html");
  }

  private static boolean isFilm(Head head) {
    return head.says(4, "ftyp")
        || head.says(4, "moov")
        || head.says(4, "mdat")
        || head.says(4, "wide")
        || head.has(0, "1A45DFA3")
        || head.has(0, "000001BA")
        || head.has(0, "000001B3")
        || head.says(0, "FLV")
        || head.has(0, "3026B2758E66CF11")
        || isRiff(head, "AVI ");
  }

  private static boolean isSound(Head head) {
    return isRiff(head, "WAVE")
        || head.says(0, "ID3")
        || head.says(0, "OggS")
        || head.says(0, "fLaC")
        || head.says(0, "FORM") && head.says(8, "AIF")
        || head.says(0, "MThd");
  }

  private static boolean isArchive(Head head) {
    return head.has(0, "504B0304")
        || head.has(0, "1F8B08")
        || head.has(0, "377ABCAF271C")
        || head.says(0, "Rar!")
        || head.has(0, "28B52FFD")
        || head.has(0, "FD377A585A00")
        || head.says(0, "BZh")
        || head.says(257, "ustar");
  }
}
