#!/bin/sh
# OpenCV pads "SAME" by the window alone, so that a network which came from TensorFlow sees its picture a pixel beside.
#
# ONNX's `auto_pad` says where an uneven margin has its odd pixel: SAME_UPPER at the end, SAME_LOWER at the beginning;
# and how large it is: just so that there are ceil(length / stride) results. A window of 3 at stride 2 on an even side
# thus has one pixel of margin in all, behind the picture. That is TensorFlow's SAME, and the most usual layer that
# halves a picture. OpenCV 5.0.0 puts (window - 1) / 2 before the picture, whatever the stride and whichever of the two
# is said: right for SAME_UPPER where nothing is halved, and one pixel beside where a side is. Both its engines do so,
# in convolutions and in pools, and say nothing; sizes are right. OpenCV 4.14.0 has SAME_UPPER right, and pads
# SAME_LOWER as if it were SAME_UPPER.
#
# Seen with opencv-python-headless 5.0.0.93 and 4.14.0.94, beside onnxruntime 1.30.0: the first pixel of every window
# that a convolution reads (a weight of 1, then zeros), of rows 1 2 3 4 5 6 7 8 with zeros round them:
#   SAME_UPPER, window 3, stride 2: ONNX Runtime 1 3 5 7    OpenCV 5.0.0  0 2 4 6    OpenCV 4.14.0  1 3 5 7
#   SAME_UPPER, window 3, stride 3: ONNX Runtime 1 4 7      OpenCV 5.0.0  0 3 6      OpenCV 4.14.0  1 4 7
#   SAME_LOWER, window 3, stride 2: ONNX Runtime 0 2 4 6    OpenCV 5.0.0  0 2 4 6    OpenCV 4.14.0  1 3 5 7
#   SAME_LOWER, window 2, stride 1: ONNX Runtime 0 1 .. 7   OpenCV 5.0.0  1 2 .. 8   OpenCV 4.14.0  1 2 .. 8
# For us: margins are those of the definition. A picture that OpenCV makes with the same file is no reference where the
# graph says `auto_pad`; an exporter that is made to write the four numbers of `pads` is read alike by all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pad.py <<'PYTHON'
import sys

import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SIDE = 8
ROWS = numpy.tile(numpy.arange(1, SIDE + 1, dtype=numpy.float32), (SIDE, 1)).reshape(1, 1, SIDE, SIDE)


def network(operator, pad, window, stride):
    """A convolution that gives the first pixel of its window, or the largest pixel of a window."""
    first = numpy.zeros((1, 1, window, window), numpy.float32)
    first[0, 0, 0, 0] = 1
    weights = [numpy_helper.from_array(first, "w")] if operator == "Conv" else []
    shape, strides = [window, window], [stride, stride]
    inputs = ["x"] + [weight.name for weight in weights]
    node = helper.make_node(operator, inputs, ["y"], auto_pad=pad, kernel_shape=shape, strides=strides)
    result = -(-SIDE // stride)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, SIDE, SIDE])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, result, result])
    graph = helper.make_graph([node], "padded", [x], [y], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_opencv(model):
    engines = [getattr(cv2.dnn, name) for name in ("ENGINE_CLASSIC", "ENGINE_NEW") if hasattr(cv2.dnn, name)]
    found = []
    for engine in engines or [None]:
        more = [] if engine is None else [engine]
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8), *more)
        net.setInput(ROWS)
        found.append(row(net.forward()))
    return found[0] if len(set(found)) == 1 else " or ".join(found)


def by_runtime(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return row(session.run(None, {"x": ROWS})[0])


def row(result):
    return " ".join(f"{value:g}" for value in result[0, 0, 1])


for case in (("Conv", "SAME_UPPER", 3, 2), ("Conv", "SAME_UPPER", 3, 3), ("MaxPool", "SAME_UPPER", 3, 2),
             ("Conv", "SAME_LOWER", 3, 2), ("Conv", "SAME_LOWER", 2, 1)):
    model = network(*case)
    print(f"{' '.join(map(str, case))}: ONNX Runtime {by_runtime(model)}, OpenCV {by_opencv(model)}")
PYTHON

# padded VERSION: what this OpenCV reads, beside ONNX Runtime.
padded() {
  python3 -m venv "packages-$1"
  "packages-$1/bin/pip" install -q "opencv-python-headless==$1" onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
  "packages-$1/bin/python" pad.py
}

five=$(padded 5.0.0.93)
four=$(padded 4.14.0.94)
echo "OpenCV 5.0.0"
echo "$five"
echo "OpenCV 4.14.0"
echo "$four"
if [ "$five" = "Conv SAME_UPPER 3 2: ONNX Runtime 1 3 5 7, OpenCV 0 2 4 6
Conv SAME_UPPER 3 3: ONNX Runtime 1 4 7, OpenCV 0 3 6
MaxPool SAME_UPPER 3 2: ONNX Runtime 3 5 7 8, OpenCV 2 4 6 8
Conv SAME_LOWER 3 2: ONNX Runtime 0 2 4 6, OpenCV 0 2 4 6
Conv SAME_LOWER 2 1: ONNX Runtime 0 1 2 3 4 5 6 7, OpenCV 1 2 3 4 5 6 7 8" ] \
  && [ "$four" = "Conv SAME_UPPER 3 2: ONNX Runtime 1 3 5 7, OpenCV 1 3 5 7
Conv SAME_UPPER 3 3: ONNX Runtime 1 4 7, OpenCV 1 4 7
MaxPool SAME_UPPER 3 2: ONNX Runtime 3 5 7 8, OpenCV 3 5 7 8
Conv SAME_LOWER 3 2: ONNX Runtime 0 2 4 6, OpenCV 1 3 5 7
Conv SAME_LOWER 2 1: ONNX Runtime 0 1 2 3 4 5 6 7, OpenCV 1 2 3 4 5 6 7 8" ]; then
  echo "PASS: OpenCV's SAME is not ONNX's"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
