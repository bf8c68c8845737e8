#!/bin/sh
# Zeros round a picture lose every maximum: ONNX Runtime makes a Pad before a MaxPool into the pool's own margin.
#
# A MaxPool's own `pads` are no numbers: ONNX takes the greatest of what lies in the picture. Zeros that a Pad put there
# are numbers like any other, and where all else is negative they are the greatest. On its way to be run, already at its
# lowest level of optimisation and so by default, ONNX Runtime melts the two into one MaxPool with `pads` (Pad_Fusion);
# the value 0 is asked for, as it must be for a Conv, but for a MaxPool only minus infinity would do. TensorFlow and
# Keras networks pad like this (ZeroPadding2D, MaxPooling2D), and so does PyTorch's F.pad. Behind a ReLU nothing shows;
# behind a LeakyReLU, a norm or a tanh the rim of the picture is another, and nothing is said.
#
# Seen with onnxruntime 1.30.0 at opset 10, 13 and 17 (1.23.2 for Java does the same): 2 x 2 pixels -1 -2 -3 -4 with a rim
# of one zero, pooled by 2 with stride 2, so that each window has one of the four and three zeros:
#   nothing optimised: 0 0 0 0    basic, and by default: -1 -2 -3 -4    by default but for Pad_Fusion: 0 0 0 0
#   ONNX's own reference evaluator: 0 0 0 0
# For us: Pad and MaxPool stay two steps. A picture that differs from ONNX Runtime's along its rim is first compared with
# one made without this optimiser.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >pool.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

LEVELS = onnxruntime.GraphOptimizationLevel
PICTURE = numpy.array([[[[-1, -2], [-3, -4]]]], numpy.float32)  # (1, 1, height, width)
RIM = [0, 0, 1, 1, 0, 0, 1, 1]


def network(opset):
    if opset < 11:
        pad, constants = helper.make_node("Pad", ["x"], ["padded"], pads=RIM), []
    else:
        pad = helper.make_node("Pad", ["x", "rim"], ["padded"])
        constants = [numpy_helper.from_array(numpy.array(RIM, numpy.int64), "rim")]
    pool = helper.make_node("MaxPool", ["padded"], ["y"], kernel_shape=[2, 2], strides=[2, 2])
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, PICTURE.shape) for name in "xy")
    graph = helper.make_graph([pad, pool], "pool", [x], [y], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    return model


def by_runtime(model, level=None, without=None):
    options = onnxruntime.SessionOptions()
    if level is not None:
        options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"], disabled_optimizers=without)
    return row(session.run(None, {"x": PICTURE})[0])


def row(result):
    return " ".join(f"{value:g}" for value in result.ravel())


for opset in (10, 13, 17):
    model = network(opset)
    print(f"opset {opset}: nothing optimised {by_runtime(model, LEVELS.ORT_DISABLE_ALL)},"
          f" basic {by_runtime(model, LEVELS.ORT_ENABLE_BASIC)}, by default {by_runtime(model)},"
          f" without Pad_Fusion {by_runtime(model, without=['Pad_Fusion'])}")
print("reference evaluator:", row(ReferenceEvaluator(network(17)).run(None, {"x": PICTURE})[0]))
PYTHON
said=$(packages/bin/python pool.py)
echo "$said"
if [ "$said" = "opset 10: nothing optimised 0 0 0 0, basic -1 -2 -3 -4, by default -1 -2 -3 -4, without Pad_Fusion 0 0 0 0
opset 13: nothing optimised 0 0 0 0, basic -1 -2 -3 -4, by default -1 -2 -3 -4, without Pad_Fusion 0 0 0 0
opset 17: nothing optimised 0 0 0 0, basic -1 -2 -3 -4, by default -1 -2 -3 -4, without Pad_Fusion 0 0 0 0
reference evaluator: 0 0 0 0" ]; then
  echo "PASS: the zeros of a Pad never win a MaxPool"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
