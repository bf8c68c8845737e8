#!/bin/sh
# ONNX Script writes the margin of a dilated "SAME" convolution as if its taps stood side by side: the picture shrinks.
#
# `auto_pad` SAME_UPPER or SAME_LOWER says that there are ceil(side / stride) results, and so how wide the margin is: of a
# window of 3 with dilation 2, which spans 5 pixels, 2 on either side. ONNX Script's rewriter replaces `auto_pad` by
# numbers, to join Pads with it, and takes the window for 3 wide: 1 on either side. Where the output's size is given, the
# file contradicts itself, and what runs it believes the numbers: at each such layer the picture loses a pixel or more at
# either end of its sides. The rule is among the default ones of `onnxscript.rewriter.rewrite` and of
# `onnxscript.optimizer.optimize`, and wants fixed sides. ONNX Runtime refuses dilation with SAME, which is a reason to have
# the numbers written; it runs the rewritten file, with a warning about shapes at most.
#
# Seen with onnxscript 0.7.2, onnx 1.23.1 and onnxruntime 1.30.0; a window of 3 whose first weight alone is 1, on a row of
# 1 2 .. 9. "Before" is what the reference evaluator makes of `auto_pad`, and ONNX Runtime of the right numbers:
#   SAME_UPPER, dilation 1: before 0 1 2 3 4 5 6 7 8    rewritten 0 1 2 3 4 5 6 7 8
#   SAME_UPPER, dilation 2: before 0 0 1 2 3 4 5 6 7    rewritten 0 1 2 3 4 5 6
#   SAME_UPPER, dilation 4: before 0 0 0 0 1 2 3 4 5    rewritten 0 1 2
#   SAME_LOWER, dilation 2: before 0 0 1 2 3 4 5 6 7    rewritten 0 1 2 3 4 5 6
# For us: `auto_pad` of dilated windows is imported as it is meant; the file is given before it is rewritten.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >dilated.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnxscript import optimizer, rewriter

WIDTH = 9
ROW = numpy.arange(1, WIDTH + 1, dtype=numpy.float32).reshape(1, 1, 1, WIDTH)


def network(dilation, **margin):
    """A convolution that gives the first pixel of its window."""
    first = numpy_helper.from_array(numpy.array([1, 0, 0], numpy.float32).reshape(1, 1, 1, 3), "first")
    node = helper.make_node("Conv", ["x", "first"], ["y"], dilations=[1, dilation], **margin)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ROW.shape) for name in "xy")
    model = helper.make_model(helper.make_graph([node], "dilated", [x], [y], [first]),
                              opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return model


def by_runtime(model):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": ROW})[0]


def numbers(row):
    return " ".join(f"{value:g}" for value in row.reshape(-1))


for pad, dilation in (("SAME_UPPER", 1), ("SAME_UPPER", 2), ("SAME_UPPER", 4), ("SAME_LOWER", 2)):
    before = {numbers(ReferenceEvaluator(network(dilation, auto_pad=pad)).run(None, {"x": ROW})[0]),
              numbers(by_runtime(network(dilation, pads=[0, dilation, 0, dilation])))}
    after = {numbers(by_runtime(rewrite(network(dilation, auto_pad=pad))))
             for rewrite in (rewriter.rewrite, optimizer.optimize)}
    print(f"{pad}, dilation {dilation}: before {' or '.join(before)}, rewritten {' or '.join(after)}")
PYTHON
said=$(packages/bin/python dilated.py)
echo "$said"
if [ "$said" = "SAME_UPPER, dilation 1: before 0 1 2 3 4 5 6 7 8, rewritten 0 1 2 3 4 5 6 7 8
SAME_UPPER, dilation 2: before 0 0 1 2 3 4 5 6 7, rewritten 0 1 2 3 4 5 6
SAME_UPPER, dilation 4: before 0 0 0 0 1 2 3 4 5, rewritten 0 1 2
SAME_LOWER, dilation 2: before 0 0 1 2 3 4 5 6 7, rewritten 0 1 2 3 4 5 6" ]; then
  echo "PASS: the margin of a dilated window is written too narrow"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
