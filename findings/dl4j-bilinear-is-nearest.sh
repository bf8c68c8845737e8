#!/bin/sh
# Deeplearning4j makes every bilinear enlargement of a Keras network one of nearest pixels: slopes become steps.
#
# Keras's UpSampling2D has `size` and `interpolation`, "nearest" or "bilinear"; the latter weighs the pixels between
# whose centres a new one lies. Decoders and networks for super-resolution enlarge so, followed by a convolution that
# learnt to expect it. Deeplearning4j's import reads `size` alone. Sides, weights and all layers after it fit, and the
# result is a picture with edges in steps. "bicubic", "lanczos3" and a word that no Keras knows are nearest too; an
# unknown word of other settings, such as `padding`, is an error.
#
# Seen with org.deeplearning4j:deeplearning4j-modelimport 1.0.0-M2.1 (the last release) on x86-64 Linux: a row 0 4 8,
# through a convolution that keeps it and UpSampling2D twice as large, as height x width x channels:
#   nearest:   Deeplearning4j 2 x 6 x 1: 0 0 4 4 8 8    Keras 0 0 4 4 8 8
#   bilinear:  Deeplearning4j 2 x 6 x 1: 0 0 4 4 8 8    Keras 0 1 3 5 7 8 (its rule, written out in the script)
# and, with no convolution before it, so that the layer stands right behind the input:
#   either:    Deeplearning4j 1 x 6 x 2: 0 0 0 0 4 4 4 4 8 8 8 8 (columns and channels are enlarged, and rows are not)
# For us: of Keras's layers models a bilinear UpSampling2D is refused, and the network is asked for as a graph (ONNX or
# TFLite), which says where a new pixel lies. A picture made by Deeplearning4j is nothing to compare it with.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>enlarged</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.deeplearning4j</groupId>
      <artifactId>deeplearning4j-modelimport</artifactId>
      <version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>nd4j-native</artifactId>
      <version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>nd4j-native</artifactId>
      <version>1.0.0-M2.1</version>
      <classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId>
      <artifactId>openblas</artifactId>
      <version>0.3.19-1.5.7</version>
      <classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Enlarged.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Enlarged {
  private static final float[] ROW = {0, 4, 8};
  private static final int SCALE = 2;

  /** A 1 x 1 convolution whose one weight is 1. */
  private static final String KEEPS =
      """
      {"class_name": "Conv2D", "name": "keeps", "inbound_nodes": [[["input", 0, 0, {}]]], "config": {
        "name": "keeps", "trainable": true, "dtype": "float32", "filters": 1, "kernel_size": [1, 1],
        "strides": [1, 1], "padding": "valid", "data_format": "channels_last", "dilation_rate": [1, 1],
        "groups": 1, "activation": "linear", "use_bias": false,
        "kernel_initializer": {"class_name": "Ones", "config": {}}, "kernel_regularizer": null,
        "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null,
        "bias_constraint": null}},
      """;

  private static final String NETWORK =
      """
      {"class_name": "Functional", "keras_version": "2.9.0", "backend": "tensorflow", "config": {
        "name": "network", "trainable": true, "layers": [
          {"class_name": "InputLayer", "name": "input", "inbound_nodes": [], "config": {
            "batch_input_shape": [null, 1, %d, 1], "dtype": "float32", "sparse": false, "ragged": false,
            "name": "input"}},
          %s
          {"class_name": "UpSampling2D", "name": "enlarged", "inbound_nodes": [[["%s", 0, 0, {}]]], "config": {
            "name": "enlarged", "trainable": true, "dtype": "float32", "size": [%d, %d],
            "data_format": "channels_last", "interpolation": "%s"}}],
        "input_layers": [["input", 0, 0]], "output_layers": [["enlarged", 0, 0]]}}
      """;

  public static void main(String[] args) throws Exception {
    for (String interpolation : new String[] {"nearest", "bilinear"}) {
      System.out.println(interpolation + " by Keras's rule: " + byTheRule(interpolation));
      String behindLayer = NETWORK.formatted(ROW.length, KEEPS, "keeps", SCALE, SCALE, interpolation);
      System.out.println(interpolation + " by Deeplearning4j: " + enlarged(behindLayer));
      String behindInput = NETWORK.formatted(ROW.length, "", "input", SCALE, SCALE, interpolation);
      System.out.println(interpolation + " by Deeplearning4j behind the input: " + enlarged(behindInput));
    }
  }

  /** A row of the result: a new pixel's centre is divided by the scale, and lies in a pixel or between two. */
  private static String byTheRule(String interpolation) {
    StringJoiner told = new StringJoiner(" ");
    for (int x = 0; x < SCALE * ROW.length; x++) {
      double place = Math.max(0, (x + 0.5) / SCALE - 0.5);
      int left = (int) place;
      int right = Math.min(left + 1, ROW.length - 1);
      double between = ROW[left] + (place - left) * (ROW[right] - ROW[left]);
      told.add(number(interpolation.equals("nearest") ? ROW[x / SCALE] : between));
    }
    return told.toString();
  }

  /** The sides of the result, and the numbers of its first row. */
  private static String enlarged(String network) throws Exception {
    Path file = Files.writeString(Path.of("network.json"), network);
    ComputationGraph graph =
        new ComputationGraph(KerasModelImport.importKerasModelConfiguration(file.toString(), false));
    graph.init();
    INDArray result = graph.outputSingle(Nd4j.create(ROW).reshape(1, 1, ROW.length, 1)); // (1, height, width, channels)
    StringJoiner row = new StringJoiner(" ");
    for (int x = 0; x < result.size(2); x++) {
      for (int channel = 0; channel < result.size(3); channel++) {
        row.add(number(result.getDouble(0, 0, x, channel)));
      }
    }
    return result.size(1) + " x " + result.size(2) + " x " + result.size(3) + ": " + row;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
JAVA
# The libraries say much of themselves when they begin.
said=$(java -cp 'lib/*' Enlarged.java 2>errors | grep ' by ') || { cat errors >&2; exit 2; }
echo "$said"
if [ "$said" = "nearest by Keras's rule: 0 0 4 4 8 8
nearest by Deeplearning4j: 2 x 6 x 1: 0 0 4 4 8 8
nearest by Deeplearning4j behind the input: 1 x 6 x 2: 0 0 0 0 4 4 4 4 8 8 8 8
bilinear by Keras's rule: 0 1 3 5 7 8
bilinear by Deeplearning4j: 2 x 6 x 1: 0 0 4 4 8 8
bilinear by Deeplearning4j behind the input: 1 x 6 x 2: 0 0 0 0 4 4 4 4 8 8 8 8" ]; then
  echo "PASS: interpolation is passed over, and the channels are enlarged behind an input"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
