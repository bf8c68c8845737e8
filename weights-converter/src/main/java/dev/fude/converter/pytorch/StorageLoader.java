package dev.fude.converter.pytorch;

import java.nio.ByteBuffer;

/** Fetches the bytes of storages from the file around a pickle. */
interface StorageLoader {
  /**
   * Fetches, each storage once.
   *
   * @param storage a storage as the pickle names it
   * @return all bytes that the file has under its key
   */
  ByteBuffer load(TorchStorage storage);
}
