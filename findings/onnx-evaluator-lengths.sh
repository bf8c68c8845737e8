#!/bin/sh
# ONNX's reference evaluator lets signs cancel in a length, and counts pixels in one that no picture has.
#
# Both operators divide or pool by an Lp norm, (sum of |x|^p)^(1/p), as the standard names it.
#   - LpNormalization with p = 1 divides by the plain sum in onnx.reference, not by that of the sizes: features of both
#     signs change their sign or grow without limit, and where they cancel all become 0, with NumPy's warning of a
#     division at most. With p = 2, and where no number is negative, as in the standard's tests of p = 1, it is right.
#   - LpPool with `ceil_mode` multiplies the mean of a window by all its places, even where the window reaches beyond
#     the picture and the mean is of the pixels that are there: the last row and column come out too long. A margin of
#     `pads` is right. The standard has no test of `ceil_mode` here.
#
# Seen with onnx 1.23.1, beside onnxruntime 1.30.0:
#   LpNormalization, p 1, of 1 -3:              ONNX Runtime 0.25 -0.75    evaluator -0.5 1.5
#   LpNormalization, p 1, of 1 -1:              ONNX Runtime 0.5 -0.5      evaluator 0 0
#   LpNormalization, p 1, of 1 3:               both 0.25 0.75
#   LpNormalization, p 2, of 3 -4:              both 0.6 -0.8
#   LpPool, p 1, 3 at stride 2, of six ones, rounded up: ONNX Runtime 3 3 2    evaluator 3 3 3
#   the same, with a margin of 1 in its place:           both 2 3 3
# For us: Fude has neither operator and refuses both. Where such a network is written in others (Abs, ReduceSum, Div),
# its numbers are compared with ONNX Runtime's.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >lengths.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator


def numbers(result):
    return " ".join(f"{value:.3g}" for value in result.ravel())


def compare(name, row, results, operator, **attributes):
    x = numpy.array(row, numpy.float32).reshape(1, 1, 1, -1)
    node = helper.make_node(operator, ["x"], ["y"], **attributes)
    values = [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape),
              helper.make_tensor_value_info("y", TensorProto.FLOAT, (1, 1, 1, results))]
    model = helper.make_model(helper.make_graph([node], "lengths", values[:1], values[1:]),
                              opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(f"{name}: ONNX Runtime {numbers(session.run(None, {'x': x})[0])},"
          f" evaluator {numbers(ReferenceEvaluator(model).run(None, {'x': x})[0])}")


for p, row in ((1, [1, -3]), (1, [1, -1]), (1, [1, 3]), (2, [3, -4])):
    compare(f"LpNormalization, p {p}, of {row}", row, 2, "LpNormalization", p=p, axis=-1)
window = {"p": 1, "kernel_shape": [1, 3], "strides": [1, 2]}
compare("LpPool, rounded up", numpy.ones(6), 3, "LpPool", ceil_mode=1, **window)
compare("LpPool, a margin", numpy.ones(6), 3, "LpPool", pads=[0, 1, 0, 1], **window)
PYTHON
said=$(packages/bin/python lengths.py)
echo "$said"
if [ "$said" = "LpNormalization, p 1, of [1, -3]: ONNX Runtime 0.25 -0.75, evaluator -0.5 1.5
LpNormalization, p 1, of [1, -1]: ONNX Runtime 0.5 -0.5, evaluator 0 0
LpNormalization, p 1, of [1, 3]: ONNX Runtime 0.25 0.75, evaluator 0.25 0.75
LpNormalization, p 2, of [3, -4]: ONNX Runtime 0.6 -0.8, evaluator 0.6 -0.8
LpPool, rounded up: ONNX Runtime 3 3 2, evaluator 3 3 3
LpPool, a margin: ONNX Runtime 2 3 3, evaluator 2 3 3" ]; then
  echo "PASS: signs cancel in a length, and what is cut off counts"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
