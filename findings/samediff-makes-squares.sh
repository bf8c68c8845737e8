#!/bin/sh
# SameDiff's import of ONNX makes every picture that a network resizes a square: the width is asked of the height.
#
# Resize says how many times as high and as wide the result is, or its sides (ONNX, Operators, Resize: `scales` and `sizes`,
# one number for each dimension). SameDiff, the networks of Deeplearning4j, takes both new sides from the height: 2 x 5
# becomes 4 x 4 where 4 x 10 is right, and 5 x 2 becomes 10 x 10. The picture is squeezed, or drawn out, and nothing is
# said. A square picture, as in most examples, does not show it. It is so for `linear`, `cubic` and `nearest` of
# `half_pixel`, and for `scales` and `sizes`.
#
# Seen with org.nd4j:samediff-import-onnx 1.0.0-M2.1 (the last release) beside com.microsoft.onnxruntime:onnxruntime 1.23.2
# on x86-64 Linux; pictures made twice as large (`linear`, `half_pixel`), sides as height x width, and the first row:
#   4 x 4:  both 8 x 8
#   2 x 5:  ONNX Runtime 4 x 10: 0 0.25 0.75 1.25 1.75 2.25 2.75 3.25 3.75 4    SameDiff 4 x 4: 0.125 1.375 2.625 3.875
#   5 x 2:  ONNX Runtime 10 x 4: 0 0.25 0.75 1    SameDiff 10 x 10: 0 0 0 0.2 0.4 0.6 0.8 1 1 1
# For us: SameDiff is no rival to compare with where a network resizes; whoever moves from it to us gets the picture's own
# sides.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>sides</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>samediff-import-onnx</artifactId>
      <version>1.0.0-M2.1</version>
      <exclusions>
        <exclusion>
          <groupId>org.nd4j</groupId>
          <artifactId>nd4j-tensorflow</artifactId>
        </exclusion>
        <exclusion>
          <groupId>org.nd4j</groupId>
          <artifactId>nd4j-onnxruntime</artifactId>
        </exclusion>
      </exclusions>
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
      <groupId>com.microsoft.onnxruntime</groupId>
      <artifactId>onnxruntime</artifactId>
      <version>1.23.2</version>
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

cat >Sides.java <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import onnx.Onnx;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.samediff.frameworkimport.onnx.importer.OnnxFrameworkImporter;
import org.nd4j.shade.protobuf.ByteString;

class Sides {
  private static final int FLOAT = Onnx.TensorProto.DataType.FLOAT_VALUE;

  public static void main(String[] args) throws IOException, OrtException {
    for (String mode : new String[] {"linear", "nearest"}) {
      for (int[] sides : new int[][] {{4, 4}, {2, 5}, {5, 2}}) {
        int height = sides[0];
        int width = sides[1];
        String name = mode + " " + height + " x " + width;
        Path file = Path.of(name + ".onnx");
        Files.write(file, twice(mode, height, width).toByteArray());
        float[] picture = new float[height * width];
        for (int i = 0; i < picture.length; i++) {
          picture[i] = i;
        }
        System.out.println(name + " by ONNX Runtime: " + byRuntime(file, picture, 1, 1, height, width));
        System.out.println(name + " by SameDiff: " + bySameDiff(file, picture, 1, 1, height, width));
      }
    }
  }

  /** A network that makes a picture twice as high and twice as wide. */
  private static Onnx.ModelProto twice(String mode, int height, int width) {
    Onnx.TensorProto scales = Onnx.TensorProto.newBuilder().setName("scales").setDataType(FLOAT).addDims(4)
        .addAllFloatData(List.of(1f, 1f, 2f, 2f)).build();
    Onnx.NodeProto resize = Onnx.NodeProto.newBuilder().setName("resize").setOpType("Resize")
        .addInput("x").addInput("").addInput("scales").addOutput("y")
        .addAttribute(text("mode", mode)).addAttribute(text("coordinate_transformation_mode", "half_pixel")).build();
    return Onnx.ModelProto.newBuilder().setIrVersion(7)
        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(Onnx.GraphProto.newBuilder().setName("twice").addNode(resize).addInitializer(scales)
            .addInput(tensor("x", height, width)).addOutput(tensor("y", 2 * height, 2 * width)))
        .build();
  }

  private static Onnx.AttributeProto text(String name, String value) {
    return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value)).build();
  }

  private static Onnx.ValueInfoProto tensor(String name, int height, int width) {
    Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
    for (int side : new int[] {1, 1, height, width}) {
      shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    return Onnx.ValueInfoProto.newBuilder().setName(name).setType(Onnx.TypeProto.newBuilder()
        .setTensorType(Onnx.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape))).build();
  }

  private static String byRuntime(Path file, float[] picture, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      OnnxTensor y = (OnnxTensor) result.get(0);
      FloatBuffer numbers = y.getFloatBuffer();
      float[] first = new float[(int) y.getInfo().getShape()[3]];
      numbers.get(first);
      return told(y.getInfo().getShape(), first);
    }
  }

  private static String bySameDiff(Path file, float[] picture, long... shape) {
    SameDiff network = new OnnxFrameworkImporter().runImport(file.toString(), Map.of(), false);
    INDArray y = network.output(Map.of("x", Nd4j.create(picture, shape, 'c')), "y").get("y");
    float[] first = new float[(int) y.size(3)];
    for (int x = 0; x < first.length; x++) {
      first[x] = y.getFloat(0, 0, 0, x);
    }
    return told(y.shape(), first);
  }

  /** The result's sides, and its first row to thousandths. */
  private static String told(long[] shape, float... row) {
    StringJoiner told = new StringJoiner(" ", shape[2] + " x " + shape[3] + ": ", "");
    for (float number : row) {
      double rounded = Math.round(number * 1000) / 1000.0;
      told.add(rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded));
    }
    return told.toString();
  }
}
JAVA
# SameDiff prints what it imports.
said=$(java -cp 'lib/*' Sides.java 2>errors | grep ' by ') || { cat errors >&2; exit 2; }
echo "$said"
cat >expected <<'SEEN'
linear 4 x 4 by ONNX Runtime: 8 x 8: 0 0.25 0.75 1.25 1.75 2.25 2.75 3
linear 4 x 4 by SameDiff: 8 x 8: 0 0.25 0.75 1.25 1.75 2.25 2.75 3
linear 2 x 5 by ONNX Runtime: 4 x 10: 0 0.25 0.75 1.25 1.75 2.25 2.75 3.25 3.75 4
linear 2 x 5 by SameDiff: 4 x 4: 0.125 1.375 2.625 3.875
linear 5 x 2 by ONNX Runtime: 10 x 4: 0 0.25 0.75 1
linear 5 x 2 by SameDiff: 10 x 10: 0 0 0 0.2 0.4 0.6 0.8 1 1 1
nearest 4 x 4 by ONNX Runtime: 8 x 8: 0 0 1 1 2 2 3 3
nearest 4 x 4 by SameDiff: 8 x 8: 0 0 1 1 2 2 3 3
nearest 2 x 5 by ONNX Runtime: 4 x 10: 0 0 1 1 2 2 3 3 4 4
nearest 2 x 5 by SameDiff: 4 x 4: 0 1 3 4
nearest 5 x 2 by ONNX Runtime: 10 x 4: 0 0 1 1
nearest 5 x 2 by SameDiff: 10 x 10: 0 0 0 0 0 1 1 1 1 1
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: the new width is a multiple of the height"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
