#!/bin/sh
# OpenCV 5 passes over `antialias` of ONNX's Resize: what should be a mean of all pixels is made of a few of them.
#
# From opset 18 on a Resize may say `antialias`: where it makes smaller, the linear or cubic filter is stretched by 1 /
# scale, so that every pixel counts (ONNX's Changelog, Resize-18). PyTorch's interpolate(.., antialias=True) is exported as
# such a node. OpenCV takes the two pixels, or the four, next to the place, as if nothing were said, in both its engines.
# At a quarter of the size, half of the columns do not count at all for its linear filter.
#
# Seen with opencv-python-headless 5.0.0.93 beside onnxruntime 1.30.0 and the reference evaluator of onnx 1.23.1; 16
# columns of which each fourth is 1, made four columns:
#   linear:              0 0 0 0 by all
#   linear, antialias:   0.375 0.25 0.25 0.156 by ONNX Runtime and onnx, 0 0 0 0 by OpenCV
#   cubic:               -0.0938 four times by all
#   cubic, antialias:    0.348 0.231 0.266 0.16 by ONNX Runtime and onnx, -0.0938 four times by OpenCV
# For us: a Resize with `antialias` is refused by name. Networks that have one are compared with ONNX Runtime.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >smaller.py <<'PYTHON'
import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

SIDE = 16
FACTOR = 4


def network(mode, antialias):
    """Makes a picture a quarter as wide and as high."""
    node = helper.make_node("Resize", ["x", "", "scales"], ["y"], mode=mode, antialias=antialias)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, SIDE, SIDE])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, SIDE // FACTOR, SIDE // FACTOR])
    scales = helper.make_tensor("scales", TensorProto.FLOAT, [4], [1, 1, 1 / FACTOR, 1 / FACTOR])
    graph = helper.make_graph([node], "smaller", [x], [y], [scales])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def by_onnx(model, picture):
    return row(ReferenceEvaluator(model).run(None, {"x": picture})[0])


def by_runtime(model, picture):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return row(session.run(None, {"x": picture})[0])


def by_opencv(model, picture):
    engines = [getattr(cv2.dnn, name) for name in ("ENGINE_CLASSIC", "ENGINE_NEW") if hasattr(cv2.dnn, name)]
    found = set()
    for engine in engines or [None]:
        more = [] if engine is None else [engine]
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model.SerializeToString(), numpy.uint8), *more)
        net.setInput(picture)
        found.add(row(net.forward()))
    return " or ".join(sorted(found))


def row(result):
    return " ".join(f"{number:.3g}" for number in result[0, 0, 1])


picture = numpy.zeros((1, 1, SIDE, SIDE), numpy.float32)
picture[..., ::FACTOR] = 1
for mode in ("linear", "cubic"):
    for antialias in (0, 1):
        model = network(mode, antialias)
        told = [f"{name} {by(model, picture)}" for name, by in
                {"ONNX Runtime": by_runtime, "onnx": by_onnx, "OpenCV": by_opencv}.items()]
        print(f"{mode}, {antialias}: {', '.join(told)}")
PYTHON

python3 -m venv packages
packages/bin/pip install -q opencv-python-headless==5.0.0.93 onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
seen=$(packages/bin/python smaller.py)
echo "$seen"

cat >expected <<'SEEN'
linear, 0: ONNX Runtime 0 0 0 0, onnx 0 0 0 0, OpenCV 0 0 0 0
linear, 1: ONNX Runtime 0.375 0.25 0.25 0.156, onnx 0.375 0.25 0.25 0.156, OpenCV 0 0 0 0
cubic, 0: ONNX Runtime -0.0938 -0.0938 -0.0938 -0.0938, onnx -0.0938 -0.0938 -0.0938 -0.0938, OpenCV -0.0938 -0.0938 -0.0938 -0.0938
cubic, 1: ONNX Runtime 0.348 0.231 0.266 0.16, onnx 0.348 0.231 0.266 0.16, OpenCV -0.0938 -0.0938 -0.0938 -0.0938
SEEN
if [ "$seen" = "$(cat expected)" ]; then
  echo "PASS: OpenCV 5 makes pictures smaller as if antialias were not said"
else
  echo "CHANGED: OpenCV, ONNX Runtime or onnx makes pictures smaller in another way than before"
  exit 1
fi
