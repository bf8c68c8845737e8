#!/bin/sh
# OpenCV reduces a batch of three pictures and more as if all after the second were the second again.
#
# A mean over a batch's pictures, rows and columns, one number for each channel, is ReduceMean over axes 0, 2 and 3: how
# frames of a film are normalised together, and how statistics are written out in primitive operators (ONNX's definition
# of MeanVarianceNormalization does so). In OpenCV such a reduction, with an axis left between the reduced ones, counts the
# first picture once and the second as often as there are others; the third and those after it do not count. One picture
# and two are right, sizes are right, and pictures that are alike show nothing. Every kind of reduction has it, and axes
# 0, 1, 3 and 0, 1, 2 have it too. Of pairs of axes, 0 and 2 for one, all is right.
#
# Seen with opencv-python-headless 5.0.0.93, in both its engines, and 4.14.0.94, beside onnxruntime 1.30.0: the sum over
# pictures of 1, 10, 100, 1000 .., each of one pixel, and the largest of them:
#   two pictures:      ONNX Runtime 11, 10          OpenCV 11, 10
#   three pictures:    ONNX Runtime 111, 100        OpenCV 21, 10
#   five pictures:     ONNX Runtime 11111, 10000    OpenCV 41, 10
# For us: a network is imported for one picture, of which all is right; a mean over the batch is that picture's. Networks
# that mix the pictures of a batch are compared with ONNX Runtime.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >reduce.py <<'PYTHON'
import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper

PICTURES_AND_PLACES = [0, 2, 3]
REDUCTIONS = {"sum": "ReduceSum", "mean": "ReduceMean", "largest": "ReduceMax"}


def network(operator, pictures):
    """Reduces a batch to one number for each of its two channels."""
    node = helper.make_node(operator, ["x"], ["y"], axes=PICTURES_AND_PLACES, keepdims=1)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [pictures, 2, 1, 1])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2, 1, 1])
    graph = helper.make_graph([node], "reduced", [x], [y])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_opencv(model, batch):
    engines = [getattr(cv2.dnn, name) for name in ("ENGINE_CLASSIC", "ENGINE_NEW") if hasattr(cv2.dnn, name)]
    found = set()
    for engine in engines or [None]:
        more = [] if engine is None else [engine]
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8), *more)
        net.setInput(batch)
        found.add(first_channel(net.forward()))
    return " or ".join(sorted(found))


def by_runtime(model, batch):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return first_channel(session.run(None, {"x": batch})[0])


def first_channel(result):
    return f"{result[0, 0, 0, 0]:.6g}"


for pictures in (1, 2, 3, 5):
    levels = 10.0 ** numpy.arange(pictures)
    batch = numpy.stack([levels, -levels], 1).astype(numpy.float32).reshape(pictures, 2, 1, 1)
    models = {name: network(operator, pictures) for name, operator in REDUCTIONS.items()}
    told = [f"{name} {by_runtime(model, batch)} and {by_opencv(model, batch)}" for name, model in models.items()]
    print(f"{pictures}: {', '.join(told)}")
PYTHON

# reduced VERSION: what ONNX Runtime and this OpenCV make of batches.
reduced() {
  python3 -m venv "packages-$1"
  "packages-$1/bin/pip" install -q "opencv-python-headless==$1" onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
  "packages-$1/bin/python" reduce.py
}

five=$(reduced 5.0.0.93)
four=$(reduced 4.14.0.94)
echo "pictures: ONNX Runtime and OpenCV 5.0.0"
echo "$five"
echo "pictures: ONNX Runtime and OpenCV 4.14.0"
echo "$four"
expected="1: sum 1 and 1, mean 1 and 1, largest 1 and 1
2: sum 11 and 11, mean 5.5 and 5.5, largest 10 and 10
3: sum 111 and 21, mean 37 and 7, largest 100 and 10
5: sum 11111 and 41, mean 2222.2 and 8.2, largest 10000 and 10"
if [ "$five" = "$expected" ] && [ "$four" = "$expected" ]; then
  echo "PASS: the second picture stands for all after it"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
