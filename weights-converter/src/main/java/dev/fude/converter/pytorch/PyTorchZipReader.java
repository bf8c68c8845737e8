package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import java.util.List;

/** Reads what {@code torch.save} writes since PyTorch 1.6: a zip archive. */
public final class PyTorchZipReader implements WeightReader {
  private static final String ZIP_MAGIC = "PK\u0003\u0004";

  /** Creates the reader, which has no state. */
  public PyTorchZipReader() {}

  @Override
  public String format() {
    return "PyTorch (zip)";
  }

  @Override
  public boolean recognises(Source source) {
    return source.hasBytes(0, ZIP_MAGIC);
  }

  @Override
  public NeutralModel read(Source source) {
    TorchArchive archive = TorchArchive.open(source);
    TorchGlobals globals = new TorchGlobals();
    Object pickled = new Unpickler(archive.pickle(), globals).read();
    return StateDictionary.in(pickled, globals.foreign()).model(archive, List.of());
  }
}
