package dev.fude.converter.pytorch;

import dev.fude.core.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Zip archives that PyTorch did not write, told by what is in them. One more kind is one line. */
final class OtherArchives {
  private static final int MAX_LISTED = 5;

  private static final Map<String, Predicate<List<String>>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(
        "it is a Keras model (.keras), which is not read; load it in Keras and export it with"
            + " tf2onnx (python -m tf2onnx.convert --keras FILE --output model.onnx), and convert"
            + " that",
        names -> names.contains("model.weights.h5"));
    KINDS.put(
        "it is a Core ML package (.mlpackage), which is not read; convert the PyTorch or TensorFlow"
            + " weights that it was made of",
        names -> names.stream().anyMatch(name -> name.contains("com.apple.CoreML")));
    KINDS.put(
        "it holds arrays of NumPy (.npz), which are not read; save the generator's state_dict by"
            + " torch.save",
        names -> !names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy")));
    KINDS.put(
        "it is a program that torch.export wrote (.pt2), which is not run; save the generator's"
            + " state_dict by torch.save",
        names -> names.stream().anyMatch(name -> name.endsWith("archive_format")));
    KINDS.put(
        "it is a TorchServe archive (.mar); unpack it and name the weight file in it",
        names -> names.contains("MAR-INF/MANIFEST.json"));
  }

  private OtherArchives() {}

  /**
   * What an archive is.
   *
   * @param names of its entries
   * @return a clause with what to do
   */
  static String what(List<String> names) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().test(names))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () ->
                "it is a zip archive of other files ("
                    + Quoted.names(names, MAX_LISTED)
                    + "); unpack it and name the weight file in it");
  }
}
