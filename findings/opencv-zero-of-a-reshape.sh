#!/bin/sh
# OpenCV 5 takes a Reshape's 0 for a side of the tensor before the last Reshape: a norm of groups becomes one of channels.
#
# A 0 in the shape that ONNX's Reshape is given means "as long as the input's side at this place". Networks use it for what
# they do not know beforehand, the batch. Where one Reshape follows another, OpenCV 5.0.0 joins the two, and takes the 0
# from the sides of what went into the first. If both tensors have the same sides there, as a batch mostly has, that is
# right. It is not where groups are made: ONNX's own definition of GroupNormalization makes (N, groups, C / groups, ..) of
# (N, C, ..), then, by 0, 0, -1, (N, groups, rest). OpenCV makes (N, C, rest) of that, so that each channel is normalised
# alone. The result is reshaped back, so that its size is right. OpenCV 4.14.0 is right.
#
# Seen with opencv-python-headless 5.0.0.93 in both its engines, and 4.14.0.94, beside onnxruntime 1.30.0; levels 0 1 .. 7
# in 4 channels of 2 pixels, less the mean of each of 2 groups:
#   ONNX Runtime and OpenCV 4.14.0:    -1.5 -0.5 0.5 1.5 -1.5 -0.5 0.5 1.5
#   OpenCV 5.0.0:                      -0.5 0.5 -0.5 0.5 -0.5 0.5 -0.5 0.5
#   the sides written as 1, 2, -1:     all as ONNX Runtime
# For us: a Reshape's 0 is its own input's. A picture that OpenCV 5 makes is no reference where groups are normalised by
# Reshapes; one node GroupNormalization, or sides in numbers, is read alike by all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >groups.py <<'PYTHON'
import cv2
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

GROUPS = 2
LEVELS = numpy.arange(8, dtype=numpy.float32).reshape(1, 4, 1, 2)


def network(sides):
    """Takes the mean of its group from each level; `sides` are those of (pictures, groups, rest)."""
    shapes = {"grouped": [1, GROUPS, 2, 1, 2], "flat": sides, "back": list(LEVELS.shape)}
    weights = [numpy_helper.from_array(numpy.array(shape), name) for name, shape in shapes.items()]
    nodes = [helper.make_node("Reshape", ["x", "grouped"], ["five"]),
             helper.make_node("Reshape", ["five", "flat"], ["three"]),
             helper.make_node("ReduceMean", ["three"], ["mean"], axes=[2], keepdims=1),
             helper.make_node("Sub", ["three", "mean"], ["centred"]),
             helper.make_node("Reshape", ["centred", "back"], ["y"])]
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, LEVELS.shape) for name in "xy")
    model = helper.make_model(helper.make_graph(nodes, "groups", [x], [y], weights),
                              opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_opencv(model):
    engines = [getattr(cv2.dnn, name) for name in ("ENGINE_CLASSIC", "ENGINE_NEW") if hasattr(cv2.dnn, name)]
    found = set()
    for engine in engines or [None]:
        more = [] if engine is None else [engine]
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8), *more)
        net.setInput(LEVELS)
        found.add(numbers(net.forward()))
    return " or ".join(sorted(found))


def by_runtime(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return numbers(session.run(None, {"x": LEVELS})[0])


def numbers(result):
    return " ".join(f"{value:g}" for value in result.reshape(-1))


for sides in ([0, 0, -1], [1, GROUPS, -1]):
    model = network(sides)
    print(f"{sides}: ONNX Runtime {by_runtime(model)}, OpenCV {by_opencv(model)}")
PYTHON

# grouped VERSION: what ONNX Runtime and this OpenCV make of groups.
grouped() {
  python3 -m venv "packages-$1"
  "packages-$1/bin/pip" install -q "opencv-python-headless==$1" onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
  "packages-$1/bin/python" groups.py
}

five=$(grouped 5.0.0.93)
four=$(grouped 4.14.0.94)
echo "OpenCV 5.0.0"
echo "$five"
echo "OpenCV 4.14.0"
echo "$four"
by_groups="-1.5 -0.5 0.5 1.5 -1.5 -0.5 0.5 1.5"
by_channels="-0.5 0.5 -0.5 0.5 -0.5 0.5 -0.5 0.5"
if [ "$five" = "[0, 0, -1]: ONNX Runtime $by_groups, OpenCV $by_channels
[1, 2, -1]: ONNX Runtime $by_groups, OpenCV $by_groups" ] \
  && [ "$four" = "[0, 0, -1]: ONNX Runtime $by_groups, OpenCV $by_groups
[1, 2, -1]: ONNX Runtime $by_groups, OpenCV $by_groups" ]; then
  echo "PASS: OpenCV 5 takes a Reshape's 0 from another tensor"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
