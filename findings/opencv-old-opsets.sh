#!/bin/sh
# OpenCV 5 enlarges an opset 10 network by the rules of opset 11, and knows one Softmax: old files become other pictures.
#
# An operator of ONNX means what it meant at the opset that the file names. Resize of opset 10 has no word for where pixels
# lie: a result's index over the scale is the index in the picture ("asymmetric"), as with Upsample before it. From opset
# 11 on there is a word, and where it is not said, centres of pixels are compared ("half_pixel"). OpenCV 5.0.0 finds no
# word in an opset 10 file and takes the new default: every bilinear enlargement by 2 lies a quarter of a pixel beside.
# OpenCV 4.14.0 refuses such a file. Softmax before opset 13 is over all dimensions from `axis` on, 1 where nothing is
# said; both take it over the one dimension: a softmax over channels and picture becomes one over channels.
# (Old operators misread by ONNX's own tools are onnx-upgrade-moves-pixels and onnx-softmax-of-two-ages.)
#
# Seen with opencv-python-headless 5.0.0.93 and 4.14.0.94, onnxruntime 1.30.0; rows 0 10 20 30 made twice as large, and
# what a softmax of axis 1 gives of 3 channels of 2 x 2 zeros:
#   Resize, opset 10:      ONNX Runtime 0 5 10 15 20 25 30 30    OpenCV 5.0.0 0 2.5 7.5 12.5 17.5 22.5 27.5 30
#   the same at opset 11 ("asymmetric"):                 both 0 5 10 15 20 25 30 30
#   Softmax, opset 11:     ONNX Runtime 0.0833    OpenCV 5.0.0 and 4.14.0 0.3333
#   Softmax, opset 13:     all 0.3333
# For us: the file's opset decides. Of old files a picture by OpenCV 5 is no reference.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >ages.py <<'PYTHON'
import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

ROWS = numpy.tile(numpy.array([0, 10, 20, 30], numpy.float32), (4, 1)).reshape(1, 1, 4, 4)
ZEROS = numpy.zeros((1, 3, 2, 2), numpy.float32)
TWICE = numpy_helper.from_array(numpy.array([1, 1, 2, 2], numpy.float32), "scales")
WHOLE = numpy_helper.from_array(numpy.array([], numpy.float32), "region")


def enlargement(opset):
    if opset == 10:
        return helper.make_node("Resize", ["x", "scales"], ["y"], mode="linear"), [TWICE]
    where = {"mode": "linear", "coordinate_transformation_mode": "asymmetric"}
    return helper.make_node("Resize", ["x", "region", "scales"], ["y"], **where), [WHOLE, TWICE]


def softmax(opset):
    return helper.make_node("Softmax", ["x"], ["y"], axis=1), []


def network(operator, opset, shape, result):
    node, constants = operator(opset)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, result)
    graph = helper.make_graph([node], "old", [x], [y], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_runtime(model, picture):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": picture})[0]


def by_opencv(model, picture):
    try:
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8))
    except cv2.error:
        return None
    net.setInput(picture)
    return net.forward()


def row(result):
    return "refused" if result is None else " ".join(f"{value:.4g}" for value in result[0, 0, 0])


for operator, opset, picture, result in ((enlargement, 10, ROWS, (1, 1, 8, 8)), (enlargement, 11, ROWS, (1, 1, 8, 8)),
                                         (softmax, 11, ZEROS, ZEROS.shape), (softmax, 13, ZEROS, ZEROS.shape)):
    model = network(operator, opset, picture.shape, result)
    print(f"{operator.__name__}, opset {opset}: ONNX Runtime {row(by_runtime(model, picture))},"
          f" OpenCV {row(by_opencv(model, picture))}")
PYTHON

# aged VERSION: what this OpenCV makes of old files, beside ONNX Runtime.
aged() {
  python3 -m venv "packages-$1"
  "packages-$1/bin/pip" install -q "opencv-python-headless==$1" onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
  "packages-$1/bin/python" ages.py 2>errors.log || { cat errors.log >&2; exit 2; }
}

five=$(aged 5.0.0.93)
four=$(aged 4.14.0.94)
echo "OpenCV 5.0.0"
echo "$five"
echo "OpenCV 4.14.0"
echo "$four"
if [ "$five" = "enlargement, opset 10: ONNX Runtime 0 5 10 15 20 25 30 30, OpenCV 0 2.5 7.5 12.5 17.5 22.5 27.5 30
enlargement, opset 11: ONNX Runtime 0 5 10 15 20 25 30 30, OpenCV 0 5 10 15 20 25 30 30
softmax, opset 11: ONNX Runtime 0.08333 0.08333, OpenCV 0.3333 0.3333
softmax, opset 13: ONNX Runtime 0.3333 0.3333, OpenCV 0.3333 0.3333" ] \
  && [ "$four" = "enlargement, opset 10: ONNX Runtime 0 5 10 15 20 25 30 30, OpenCV refused
enlargement, opset 11: ONNX Runtime 0 5 10 15 20 25 30 30, OpenCV 0 5 10 15 20 25 30 30
softmax, opset 11: ONNX Runtime 0.08333 0.08333, OpenCV 0.3333 0.3333
softmax, opset 13: ONNX Runtime 0.3333 0.3333, OpenCV 0.3333 0.3333" ]; then
  echo "PASS: operators of old opsets are taken for new ones"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
