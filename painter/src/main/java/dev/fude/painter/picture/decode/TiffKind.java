package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.ColourProfile;
import java.io.IOException;

/**
 * TIFF. Of its directories the first is the picture, or the largest if that is a preview or a mask.
 * Source: TIFF 6.0; TIFF/EP and DNG 1.4 for what tells camera raw.
 */
final class TiffKind implements FileKind {
  private static final int FIRST_DIRECTORY = 4;
  private static final int HEADER = 8;
  private static final int ORIENTATION = 274;

  @Override
  public boolean begins(Head head) {
    return head.has(0, "49492A00") || head.has(0, "4D4D002A");
  }

  @Override
  public EncodedPicture open(FileBytes file) throws IOException {
    TiffDirectories directories = TiffDirectories.of(file);
    TiffDirectory chosen = directories.picture();
    TiffSamples samples = new TiffSamples(chosen);
    new TiffLimits(samples).requireReadable();
    Pieces pixels =
        new Pieces(file).range(0, FIRST_DIRECTORY).bytes(directories.offset(chosen.at()));
    chosen.appendAlone(pixels, HEADER, samples.told());
    byte[] icc = chosen.profile();
    boolean stated = icc.length > 0 && !samples.areLab(); // which needs none
    EncodedPicture picture =
        new TiffPicture(Decoders.named("tiff"), pixels.open(), samples)
            .withExif(file.stream())
            .withOrientation(chosen.shorts(ORIENTATION, 1))
            .withProfile(stated ? ColourProfile.ofIcc(icc) : ColourProfile.NONE);
    if (chosen.isPreview()) {
      picture.notice("it is a preview of a larger picture, which is not in it.");
    }
    return picture;
  }
}
