#!/bin/sh
# Softmax meant one thing up to opset 12 of ONNX and means another since 13; two of ONNX's own tools do not know.
#
# Up to 12 it flattens its input before `axis` and from there on, and takes all that stands behind for one row: with
# axis 1 of (batch, channels, height, width), every channel of every pixel together. Since 13 it takes the one axis,
# here the channels of each pixel, as a map of classes wants it; and what is taken when nothing is said was 1 and is -1.
#   - onnx.version_converter, downward from 13 to 12 or less, copies the node as it is: the shares of a pixel's classes,
#     which were 1 together, become 1 over the whole picture. (Upward it puts Flatten and Reshape round it: right.)
#   - onnx.reference.ReferenceEvaluator computes Softmax of opset 11 and 12 by the rule of 13, and with its default.
# Both say nothing, and the file is valid. Checked against the evaluator the converter's mistake is not seen, and a
# right reader of an old file looks wrong.
#
# Seen with onnx 1.23.1, beside onnxruntime 1.30.0, two classes of two pixels, 0 1 and 2 3, axis 1:
#   opset 13: ONNX Runtime 0.12 0.12 0.88 0.88    evaluator 0.12 0.12 0.88 0.88
#   opset 12: ONNX Runtime 0.03 0.09 0.24 0.64    evaluator 0.12 0.12 0.88 0.88
#   opset 13 converted to 12, 11 and 9: ONNX Runtime 0.03 0.09 0.24 0.64
#   opset 12 without an axis: ONNX Runtime 0.03 0.09 0.24 0.64    evaluator 0.27 0.73 0.27 0.73
# For us: the file's opset decides which axes a softmax is over. Of a network that was converted downward the file tells
# what the converter made of it and nothing else; give the one that it was made of.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >softmax.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, version_converter
from onnx.reference import ReferenceEvaluator

CLASSES = numpy.array([[[[0, 1]], [[2, 3]]]], numpy.float32)  # (1, classes, 1, pixels)


def network(opset, **attributes):
    node = helper.make_node("Softmax", ["x"], ["y"], **attributes)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, CLASSES.shape) for name in "xy")
    graph = helper.make_graph([node], "shares", [x], [y])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)


def by_runtime(model):
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return row(session.run(None, {"x": CLASSES})[0])


def by_evaluator(model):
    return row(ReferenceEvaluator(model).run(None, {"x": CLASSES})[0])


def row(result):
    return " ".join(f"{value:.2f}" for value in result.ravel())


for opset in (13, 12, 11):
    model = network(opset, axis=1)
    print(f"opset {opset}: ONNX Runtime {by_runtime(model)}, evaluator {by_evaluator(model)}")
print(f"opset 12 without an axis: ONNX Runtime {by_runtime(network(12))}, evaluator {by_evaluator(network(12))}")
for target in (12, 11, 9):
    print(f"13 to {target}: {by_runtime(version_converter.convert_version(network(13, axis=1), target))}")
print(f"12 to 13: {by_runtime(version_converter.convert_version(network(12, axis=1), 13))}")
PYTHON
said=$(packages/bin/python softmax.py)
echo "$said"
if [ "$said" = "opset 13: ONNX Runtime 0.12 0.12 0.88 0.88, evaluator 0.12 0.12 0.88 0.88
opset 12: ONNX Runtime 0.03 0.09 0.24 0.64, evaluator 0.12 0.12 0.88 0.88
opset 11: ONNX Runtime 0.03 0.09 0.24 0.64, evaluator 0.12 0.12 0.88 0.88
opset 12 without an axis: ONNX Runtime 0.03 0.09 0.24 0.64, evaluator 0.27 0.73 0.27 0.73
13 to 12: 0.03 0.09 0.24 0.64
13 to 11: 0.03 0.09 0.24 0.64
13 to 9: 0.03 0.09 0.24 0.64
12 to 13: 0.03 0.09 0.24 0.64" ]; then
  echo "PASS: the older Softmax is taken for the newer one, and written for it"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
