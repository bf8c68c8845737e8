#!/bin/sh
# An attribute that an ONNX file leaves out is 0 or 1 in SameDiff's import, not its default: a Gemm gives nothing but zeros.
#
# Every optional attribute of ONNX has a default, and files may leave out what is equal to it (ONNX, Operators). Gemm's
# `alpha` and `beta` are 1, LeakyRelu's `alpha` 0.01, ReduceMean's `keepdims` 1, Softmax's `axis` -1 from opset 13 on.
# SameDiff, the networks of Deeplearning4j, takes 0 for the first four, and 1 for the axis: a dense layer gives zeros, a
# slope is none, a mean loses its dimensions, and is broadcast along others by what comes behind it, and a Softmax over
# columns is one over channels. Written out they are right, but for Gemm's bias, which is passed over even then. Nothing is
# said.
#
# Seen with org.nd4j:samediff-import-onnx 1.0.0-M2.1 (the last release) beside com.microsoft.onnxruntime:onnxruntime 1.23.2
# on x86-64 Linux, for the numbers -2 -1 1 and 2 3 4 as 1 x 1 x 2 x 3, for Gemm as 2 x 3:
#   Gemm by 1 0 0, 0 1 0 and bias 10 20:  ONNX Runtime 8 19 12 23        SameDiff 0 0 0 0
#   the same with alpha and beta of 1:    ONNX Runtime 8 19 12 23        SameDiff -2 -1 2 3
#   LeakyRelu:                            ONNX Runtime -0.02 -0.01 1 ..  SameDiff 0 0 1 ..
#   ReduceMean over the picture:          ONNX Runtime 1 x 1 x 1 x 1     SameDiff 1 x 1
#   Softmax:                              ONNX Runtime 0.042 0.114 ..    SameDiff 1 1 1 1 1 1
# For us: defaults are ONNX's, by opset. Whoever compares with SameDiff first writes out the attributes of the file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>left-out</artifactId>
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

cat >LeftOut.java <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import onnx.Onnx;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.samediff.frameworkimport.onnx.importer.OnnxFrameworkImporter;

class LeftOut {
  private static final int FLOAT = Onnx.TensorProto.DataType.FLOAT_VALUE;
  private static final float[] NUMBERS = {-2, -1, 1, 2, 3, 4};
  private static final long[] PICTURE = {1, 1, 2, 3};

  public static void main(String[] args) throws IOException, OrtException {
    Onnx.NodeProto gemm = node("Gemm").addInput("weights").addInput("bias").build();
    tell(gemm, new long[] {2, 3}, real("alpha", 1), real("beta", 1));
    tell(node("LeakyRelu").build(), PICTURE, real("alpha", 0.01f));
    tell(node("ReduceMean").addAttribute(whole("axes", 2, 3)).build(), PICTURE, whole("keepdims", 1));
    tell(node("Softmax").build(), PICTURE, whole("axis", -1));
  }

  /** Prints what a node makes of the numbers, without the attributes and with them. */
  private static void tell(Onnx.NodeProto plain, long[] shape, Onnx.AttributeProto... defaults)
      throws IOException, OrtException {
    Onnx.NodeProto written = plain.toBuilder().addAllAttribute(Arrays.asList(defaults)).build();
    for (Onnx.NodeProto node : new Onnx.NodeProto[] {plain, written}) {
      String name = node.getOpType() + (node == plain ? ", left out" : ", written");
      Path file = Path.of(name + ".onnx");
      Files.write(file, network(node, shape).toByteArray());
      System.out.println(name + ", by ONNX Runtime: " + byRuntime(file, shape));
      System.out.println(name + ", by SameDiff: " + bySameDiff(file, shape));
    }
  }

  private static Onnx.NodeProto.Builder node(String type) {
    return Onnx.NodeProto.newBuilder().setName("node").setOpType(type).addInput("x").addOutput("y");
  }

  private static Onnx.AttributeProto real(String name, float value) {
    return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.FLOAT).setF(value)
        .build();
  }

  private static Onnx.AttributeProto whole(String name, long value) {
    return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.INT).setI(value)
        .build();
  }

  private static Onnx.AttributeProto whole(String name, long first, long second) {
    return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.INTS)
        .addInts(first).addInts(second).build();
  }

  private static Onnx.ModelProto network(Onnx.NodeProto node, long... shape) {
    Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("one").addNode(node)
        .addInput(tensor("x", shape)).addOutput(tensor("y"));
    if (node.getInputCount() > 1) {
      graph.addInitializer(weights("weights", new long[] {3, 2}, 1, 0, 0, 1, 0, 0));
      graph.addInitializer(weights("bias", new long[] {2}, 10, 20));
    }
    return Onnx.ModelProto.newBuilder().setIrVersion(7)
        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(13)).setGraph(graph).build();
  }

  private static Onnx.TensorProto weights(String name, long[] shape, float... numbers) {
    Onnx.TensorProto.Builder weights = Onnx.TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long side : shape) {
      weights.addDims(side);
    }
    for (float number : numbers) {
      weights.addFloatData(number);
    }
    return weights.build();
  }

  /** A tensor of these sides, or of any. */
  private static Onnx.ValueInfoProto tensor(String name, long... shape) {
    Onnx.TypeProto.Tensor.Builder type = Onnx.TypeProto.Tensor.newBuilder().setElemType(FLOAT);
    for (long side : shape) {
      type.getShapeBuilder().addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    return Onnx.ValueInfoProto.newBuilder().setName(name)
        .setType(Onnx.TypeProto.newBuilder().setTensorType(type)).build();
  }

  private static String byRuntime(Path file, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(NUMBERS), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      OnnxTensor y = (OnnxTensor) result.get(0);
      float[] numbers = new float[y.getFloatBuffer().remaining()];
      y.getFloatBuffer().get(numbers);
      return told(y.getInfo().getShape(), numbers);
    }
  }

  private static String bySameDiff(Path file, long... shape) {
    INDArray x = Nd4j.create(NUMBERS, shape, 'c');
    INDArray y = new OnnxFrameworkImporter().runImport(file.toString(), Map.of("x", x), true)
        .output(Map.of("x", x), "y").get("y");
    return told(y.shape(), y.dup('c').data().asFloat());
  }

  /** The result's sides, and its numbers to thousandths. */
  private static String told(long[] shape, float... numbers) {
    String sides = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
    StringJoiner told = new StringJoiner(" ", sides + ": ", "");
    for (float number : numbers) {
      double rounded = Math.round(number * 1000) / 1000.0;
      told.add(rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded));
    }
    return told.toString();
  }
}
JAVA
# SameDiff prints what it imports.
said=$(java -cp 'lib/*' LeftOut.java 2>errors | grep ', by ') || { cat errors >&2; exit 2; }
echo "$said"
cat >expected <<'SEEN'
Gemm, left out, by ONNX Runtime: 2 x 2: 8 19 12 23
Gemm, left out, by SameDiff: 2 x 2: 0 0 0 0
Gemm, written, by ONNX Runtime: 2 x 2: 8 19 12 23
Gemm, written, by SameDiff: 2 x 2: -2 -1 2 3
LeakyRelu, left out, by ONNX Runtime: 1 x 1 x 2 x 3: -0.02 -0.01 1 2 3 4
LeakyRelu, left out, by SameDiff: 1 x 1 x 2 x 3: 0 0 1 2 3 4
LeakyRelu, written, by ONNX Runtime: 1 x 1 x 2 x 3: -0.02 -0.01 1 2 3 4
LeakyRelu, written, by SameDiff: 1 x 1 x 2 x 3: -0.02 -0.01 1 2 3 4
ReduceMean, left out, by ONNX Runtime: 1 x 1 x 1 x 1: 1.167
ReduceMean, left out, by SameDiff: 1 x 1: 1.167
ReduceMean, written, by ONNX Runtime: 1 x 1 x 1 x 1: 1.167
ReduceMean, written, by SameDiff: 1 x 1 x 1 x 1: 1.167
Softmax, left out, by ONNX Runtime: 1 x 1 x 2 x 3: 0.042 0.114 0.844 0.09 0.245 0.665
Softmax, left out, by SameDiff: 1 x 1 x 2 x 3: 1 1 1 1 1 1
Softmax, written, by ONNX Runtime: 1 x 1 x 2 x 3: 0.042 0.114 0.844 0.09 0.245 0.665
Softmax, written, by SameDiff: 1 x 1 x 2 x 3: 0.042 0.114 0.844 0.09 0.245 0.665
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: attributes that are left out are 0, or 1, and not ONNX's defaults"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
