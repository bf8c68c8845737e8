#!/bin/sh
# ONNX's reference evaluator gives the first channel its due, and the others what is left.
#
# onnx.reference is what the standard itself computes its operators with, and what importers are checked against.
#   - ConvTranspose with a channel a group, the depthwise enlargement that light decoders and bilinear layers are made
#     of, adds the first bias to every channel. The standard: B has one number for each channel of the result. Without
#     a bias it is right.
#   - LRN divides each number by the squares of its neighbours in the channels next to it. As many channels are treated
#     so as there are pictures in the batch (it counts axis 0 where it means axis 1); all others are divided by a power of
#     `bias` alone. With as many pictures as channels, as in the standard's own test of five and five, it is right.
# It says nothing, and whoever looks at one channel, or has no bias, sees nothing.
#
# Seen with onnx 1.23.1, beside onnxruntime 1.30.0; one pixel of three channels, each 1:
#   ConvTranspose, weights 1, biases 10 20 30: ONNX Runtime 11 21 31       evaluator 11 11 11
#   the same without biases:                   ONNX Runtime 1 1 1          evaluator 1 1 1
#   LRN, size 1, alpha, beta and bias 1:       ONNX Runtime 0.5 0.5 0.5    evaluator 0.5 1 1
#   the same, two pictures:                    ONNX Runtime 0.5 throughout, evaluator 0.5 0.5 1 of each
#   the same, three pictures:                  both 0.5 throughout
# For us: what is checked against the evaluator is checked against ONNX Runtime or PyTorch as well, with a bias of its own
# for each channel.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >channels.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

CHANNELS = 3


def compare(name, pictures, operator, constants, **attributes):
    ones = numpy.ones((pictures, CHANNELS, 1, 1), numpy.float32)
    node = helper.make_node(operator, ["x", *constants], ["y"], **attributes)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ones.shape) for name in "xy")
    tensors = [numpy_helper.from_array(numpy.array(value, numpy.float32), name) for name, value in constants.items()]
    graph = helper.make_graph([node], "channels", [x], [y], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(f"{name}: ONNX Runtime {row(session.run(None, {'x': ones})[0])},"
          f" evaluator {row(ReferenceEvaluator(model).run(None, {'x': ones})[0])}")


def row(result):
    return " ".join(f"{value:g}" for value in result.ravel())


weights = numpy.ones((CHANNELS, 1, 1, 1))
compare("ConvTranspose", 1, "ConvTranspose", {"w": weights, "b": [10, 20, 30]}, group=CHANNELS)
compare("without biases", 1, "ConvTranspose", {"w": weights}, group=CHANNELS)
for pictures in (1, 2, CHANNELS):
    compare(f"LRN of {pictures}", pictures, "LRN", {}, size=1, alpha=1.0, beta=1.0, bias=1.0)
PYTHON
said=$(packages/bin/python channels.py)
echo "$said"
if [ "$said" = "ConvTranspose: ONNX Runtime 11 21 31, evaluator 11 11 11
without biases: ONNX Runtime 1 1 1, evaluator 1 1 1
LRN of 1: ONNX Runtime 0.5 0.5 0.5, evaluator 0.5 1 1
LRN of 2: ONNX Runtime 0.5 0.5 0.5 0.5 0.5 0.5, evaluator 0.5 0.5 1 0.5 0.5 1
LRN of 3: ONNX Runtime 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5, evaluator 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5" ]; then
  echo "PASS: only the first channels are computed as the standard says"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
