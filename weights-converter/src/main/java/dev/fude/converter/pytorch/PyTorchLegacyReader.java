package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@code torch.save} wrote from PyTorch 0.1.10 to 1.5, and still does when asked: a
 * stream of pickles. What still older versions wrote is recognised and refused.
 */
public final class PyTorchLegacyReader implements WeightReader {
  private static final int TAR_MAGIC_OFFSET = 257;
  private static final String TAR_MAGIC = "ustar";
  private static final String FIRST_TAR_ENTRY = "sys_info\0";

  /** Creates the reader, which has no state. */
  public PyTorchLegacyReader() {}

  @Override
  public String format() {
    return "PyTorch (legacy)";
  }

  @Override
  public boolean recognises(Source source) {
    return TorchStream.isOne(source) || isTar(source);
  }

  private static boolean isTar(Source source) {
    int end = TAR_MAGIC_OFFSET + TAR_MAGIC.length();
    return source.size() >= end
        && source
            .bytes(TAR_MAGIC_OFFSET, TAR_MAGIC.length())
            .equals(StandardCharsets.US_ASCII.encode(TAR_MAGIC));
  }

  @Override
  public NeutralModel read(Source source) {
    if (!TorchStream.isOne(source)) {
      throw new MalformedSourceException(
          source.hasBytes(0, FIRST_TAR_ENTRY)
              ? "it was saved by PyTorch before 0.1.10; load and save it again with a newer one"
              : "it is a tar archive; unpack it and name the weight file in it");
    }
    TorchStream stream = TorchStream.open(source);
    return StateDictionary.in(stream.pickled(), stream.foreign()).model(stream, stream.notes());
  }
}
