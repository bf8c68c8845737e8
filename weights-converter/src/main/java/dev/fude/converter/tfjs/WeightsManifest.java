package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.core.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The weights of a model, in groups. Each group names its files, the shards, and its weights; the
 * files one after another hold the weights one after another, without gaps. A weight may begin in
 * one file and end in the next.
 *
 * <p>Source: the interfaces {@code WeightsManifestConfig} and {@code WeightsManifestEntry} in
 * TensorFlow.js' API reference.
 */
final class WeightsManifest {
  /** The generator has 3 shards of 4 MB; so many would hold 4 GB. */
  private static final int MAX_SHARDS = 1_000;

  private final Source manifest;
  private final Predicate<Weight> wanted;
  private final Set<Path> shards = new HashSet<>();
  private final Map<String, NeutralTensor> tensors = new LinkedHashMap<>();

  private WeightsManifest(Source manifest, Predicate<Weight> wanted) {
    this.manifest = manifest;
    this.wanted = wanted;
  }

  /**
   * Reads all groups.
   *
   * @param groups the manifest
   * @param manifest the file that it is in, which the shards lie beside
   * @return the weights that are real numbers, by name
   * @throws MalformedSourceException if the manifest is malformed, a shard is named twice or leads
   *     out of the folder, or the shards have another size than the weights
   */
  static Map<String, NeutralTensor> read(List<Json> groups, Source manifest) {
    return read(groups, new WeightsManifest(manifest, Weight::isReal));
  }

  /**
   * As {@link #read(List, Source)}, with what graphs count and pad by as well.
   *
   * @param groups the manifest
   * @param manifest the file that it is in, which the shards lie beside
   * @return all weights by name
   */
  static Map<String, NeutralTensor> readAll(List<Json> groups, Source manifest) {
    return read(groups, new WeightsManifest(manifest, weight -> true));
  }

  private static Map<String, NeutralTensor> read(List<Json> groups, WeightsManifest all) {
    groups.forEach(all::addGroup);
    return all.tensors;
  }

  private void addGroup(Json group) {
    List<Weight> weights = group.get("weights").elements().stream().map(Weight::read).toList();
    List<Source> files =
        group.get("paths").elements().stream().map(path -> shard(path.text())).toList();
    long wanted = weights.stream().mapToLong(Weight::bytes).sum();
    long there = files.stream().mapToLong(Source::size).sum();
    if (wanted != there) {
      throw new MalformedSourceException(
          String.format(
              "its weights take %d bytes, but the files that it names have %d: one was cut off, is"
                  + " compressed, or belongs to another model; download them all again",
              wanted, there));
    }
    addWeights(weights, joined(files, (int) there));
  }

  private Source shard(String name) {
    Source shard = manifest.beside(name);
    if (!shards.add(shard.path()) || shards.size() > MAX_SHARDS) {
      throw new MalformedSourceException(
          "it names the file "
              + Quoted.name(name)
              + " twice, or too many files; download it again");
    }
    return shard;
  }

  /**
   * The sizes have been compared with the files' own, so that no more is reserved than is there.
   */
  private static ByteBuffer joined(List<Source> files, int bytes) {
    if (files.size() == 1) {
      return files.get(0).bytes();
    }
    ByteBuffer all = ByteBuffer.allocate(bytes);
    files.forEach(file -> all.put(file.bytes()));
    return all.flip();
  }

  private void addWeights(List<Weight> weights, ByteBuffer content) {
    int offset = 0;
    for (Weight weight : weights) {
      int bytes = (int) weight.bytes();
      if (wanted.test(weight)
          && tensors.put(weight.name(), weight.tensor(content.slice(offset, bytes))) != null) {
        throw new MalformedSourceException(
            "two of its weights are called " + Quoted.name(weight.name()) + "; convert it again");
      }
      offset += bytes;
    }
  }
}
