#!/bin/sh
# ONNX's reference evaluator makes a MaxPool of SAME_LOWER with a stride one of SAME_UPPER, or of fewer results.
#
# The standard: with `auto_pad` SAME_UPPER or SAME_LOWER there are ceil(side / stride) results, and of a margin that is
# odd the extra pixel stands at the end for SAME_UPPER, at the beginning for SAME_LOWER. onnx.reference does so for
# AveragePool. For a MaxPool of SAME_LOWER it rounds the number of results down, so that of an odd side the last is
# missing, though the file's own, inferred, shape has it; and the extra pixel of an even side stands at the end. At
# stride 1, which the standard's own test of SAME_LOWER has, it is right. Nothing is said: a picture of even sides keeps
# its size, and what follows lies one pixel beside.
#
# Seen with onnx 1.23.1, beside onnxruntime 1.30.0; windows of 3 at stride 2 on a row of 1 2 3 ..:
#   MaxPool, SAME_UPPER, 6 wide:      both 3 5 6
#   MaxPool, SAME_LOWER, 6 wide:      ONNX Runtime 2 4 6    evaluator 3 5 6
#   MaxPool, SAME_LOWER, 5 wide:      ONNX Runtime 2 4 5    evaluator 3 5
#   AveragePool, SAME_LOWER, 6 wide:  both 1.5 3 5
#   MaxPool, SAME_LOWER, a window of 2 at stride 1, 5 wide: both 1 2 3 4 5
# For us: SAME_LOWER is imported as it is defined. What is checked against the evaluator is checked against ONNX Runtime
# as well, at odd and even sides.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >margin.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator


def network(operator, auto_pad, width, window, stride):
    pool = helper.make_node(operator, ["x"], ["y"], auto_pad=auto_pad, kernel_shape=[1, window], strides=[1, stride])
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, (1, 1, 1, width))
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, (1, 1, 1, -(-width // stride)))
    model = helper.make_model(helper.make_graph([pool], "margin", [x], [y]),
                              opset_imports=[helper.make_opsetid("", 12)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    return model


def numbers(result):
    return " ".join(f"{value:g}" for value in result.ravel())


def compare(operator, auto_pad, width, window=3, stride=2):
    model = network(operator, auto_pad, width, window, stride)
    row = numpy.arange(1, width + 1, dtype=numpy.float32).reshape(1, 1, 1, width)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(f"{operator}, {auto_pad}, {width} wide, {window} at {stride}:"
          f" ONNX Runtime {numbers(session.run(None, {'x': row})[0])},"
          f" evaluator {numbers(ReferenceEvaluator(model).run(None, {'x': row})[0])}")


compare("MaxPool", "SAME_UPPER", 6)
compare("MaxPool", "SAME_LOWER", 6)
compare("MaxPool", "SAME_LOWER", 5)
compare("AveragePool", "SAME_LOWER", 6)
compare("MaxPool", "SAME_LOWER", 5, window=2, stride=1)
PYTHON
said=$(packages/bin/python margin.py)
echo "$said"
if [ "$said" = "MaxPool, SAME_UPPER, 6 wide, 3 at 2: ONNX Runtime 3 5 6, evaluator 3 5 6
MaxPool, SAME_LOWER, 6 wide, 3 at 2: ONNX Runtime 2 4 6, evaluator 3 5 6
MaxPool, SAME_LOWER, 5 wide, 3 at 2: ONNX Runtime 2 4 5, evaluator 3 5
AveragePool, SAME_LOWER, 6 wide, 3 at 2: ONNX Runtime 1.5 3 5, evaluator 1.5 3 5
MaxPool, SAME_LOWER, 5 wide, 2 at 1: ONNX Runtime 1 2 3 4 5, evaluator 1 2 3 4 5" ]; then
  echo "PASS: a largest number with a stride is looked for beside its window"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
