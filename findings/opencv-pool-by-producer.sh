#!/bin/sh
# OpenCV 4 looks at who wrote an ONNX file, and not at what it says, to know whether the margin counts in a mean.
#
# ONNX's AveragePool divides at the border by the pixels of the picture alone, unless `count_include_pad` is 1: then the
# margin's zeros count. PyTorch's AvgPool2d counts them where nothing is said, its exporter writes the 1, Keras and
# TensorFlow never do. OpenCV 4.14.0 does not read the attribute: it counts the margin if the file's `producer_name` is
# "pytorch", and else does not. A network of PyTorch that a quantiser, a merger or a small script wrote anew, each of
# which puts its own name there, gets another rim with the same nodes and weights; and a pool of PyTorch that was told not
# to count is wrong at once. OpenCV 5.0.0 reads the attribute, and asks for the producer where it is absent, although
# ONNX has a default.
#
# Seen with opencv-python-headless 4.14.0.94 and 5.0.0.93, onnxruntime 1.30.0: the corner of a pool of 3 x 3 with a margin
# of 1 over nothing but ones, where 4 of 9 pixels lie in the picture; the attribute 1, 0, absent:
#   ONNX Runtime, whoever wrote it:          0.444 1 1
#   OpenCV 4.14.0, written by "pytorch":     0.444 0.444 0.444
#   OpenCV 4.14.0, written by another:       1 1 1
#   OpenCV 5.0.0, written by "pytorch":      0.444 1 0.444
#   OpenCV 5.0.0, written by another:        0.444 1 1
# For us: the attribute counts, or the pool is refused; no name decides. Where a picture differs from OpenCV's at its rim
# alone, the producer's name is looked at first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pool.py <<'PYTHON'
import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper

ONES = numpy.ones((1, 1, 4, 4), numpy.float32)


def network(producer, counted):
    said = {} if counted is None else {"count_include_pad": counted}
    pool = helper.make_node("AveragePool", ["x"], ["y"], kernel_shape=[3, 3], pads=[1, 1, 1, 1], **said)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ONES.shape) for name in "xy")
    graph = helper.make_graph([pool], "pool", [x], [y])
    opset = helper.make_opsetid("", 13)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=7, producer_name=producer)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_opencv(model):
    net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8))
    net.setInput(ONES)
    return net.forward()


def by_runtime(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": ONES})[0]


def corners(run, producer):
    return " ".join(f"{run(network(producer, counted))[0, 0, 0, 0]:.3g}" for counted in (1, 0, None))


for producer in ("pytorch", "another"):
    print(f"{producer}: ONNX Runtime {corners(by_runtime, producer)}, OpenCV {corners(by_opencv, producer)}")
PYTHON

# pooled VERSION: the corners of this OpenCV, beside those of ONNX Runtime.
pooled() {
  python3 -m venv "packages-$1"
  "packages-$1/bin/pip" install -q "opencv-python-headless==$1" onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
  "packages-$1/bin/python" pool.py
}

four=$(pooled 4.14.0.94)
five=$(pooled 5.0.0.93)
echo "OpenCV 4.14.0"
echo "$four"
echo "OpenCV 5.0.0"
echo "$five"
if [ "$four" = "pytorch: ONNX Runtime 0.444 1 1, OpenCV 0.444 0.444 0.444
another: ONNX Runtime 0.444 1 1, OpenCV 1 1 1" ] \
  && [ "$five" = "pytorch: ONNX Runtime 0.444 1 1, OpenCV 0.444 1 0.444
another: ONNX Runtime 0.444 1 1, OpenCV 0.444 1 1" ]; then
  echo "PASS: the producer's name decides what a mean is"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
