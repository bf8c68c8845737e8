#!/bin/sh
# Two halves that are cut from an odd width swap their sizes when ONNX Script rewrites the network.
#
# What cuts a picture in two, to swap the halves (a shift by half, as of spectra and of windows of attention) or to join
# networks, is two Slices: from 0 to w / 2, and from there to w. ONNX Script's rewriter makes one Split of them where the
# first ends at w // 2, the whole number. Of an odd width that is the smaller half; but ONNX's Split in `num_outputs` equal
# parts makes the last one the smaller ("the last chunk will be smaller if it is not evenly divisible"). So 2 and 3 columns
# become 3 and 2: the middle column goes to the other half. Put together again the picture has its size, and other pixels;
# ONNX Runtime warns of shapes that it merges leniently, and runs.
# The rule is among the default ones of `onnxscript.rewriter.rewrite` and of `onnxscript.optimizer.optimize`; it wants
# Slices without `steps`, the right half's before the left's, and a fixed width at which the right half ends.
#
# Seen with onnxscript 0.7.2, onnx 1.23.1, run by onnxruntime 1.30.0; the halves of a row, swapped:
#   1 2 3 4:       as it is 3 4 1 2          rewritten 3 4 1 2
#   1 2 3 4 5:     as it is 3 4 5 1 2        rewritten 4 5 1 2 3
#   1 2 .. 7:      as it is 4 5 6 7 1 2 3    rewritten 5 6 7 1 2 3 4
# For us: the rewritten file says Split, and is run as it says. A network is rewritten after it has been compared, and
# compared again on the same odd sides.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >halves.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxscript import optimizer, rewriter


def network(width):
    """Swaps the left and the right half of a row."""
    numbers = {"zero": 0, "half": width // 2, "end": width, "columns": 3}
    weights = [numpy_helper.from_array(numpy.array([number]), name) for name, number in numbers.items()]
    nodes = [helper.make_node("Slice", ["x", "half", "end", "columns"], ["right"]),
             helper.make_node("Slice", ["x", "zero", "half", "columns"], ["left"]),
             helper.make_node("Concat", ["right", "left"], ["y"], axis=3)]
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, 1, width]) for name in "xy")
    model = helper.make_model(helper.make_graph(nodes, "swapped", [x], [y], weights),
                              opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return model


def run(model, row):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return " ".join(f"{value:g}" for value in session.run(None, {"x": row})[0].reshape(-1))


for width in (4, 5, 7):
    row = numpy.arange(1, width + 1, dtype=numpy.float32).reshape(1, 1, 1, width)
    rewritten, optimized = rewriter.rewrite(network(width)), optimizer.optimize(network(width))
    print(f"{width} columns: as it is {run(network(width), row)}, rewritten {run(rewritten, row)}, "
          f"optimized {run(optimized, row)}")
PYTHON
said=$(packages/bin/python halves.py)
echo "$said"
if [ "$said" = "4 columns: as it is 3 4 1 2, rewritten 3 4 1 2, optimized 3 4 1 2
5 columns: as it is 3 4 5 1 2, rewritten 4 5 1 2 3, optimized 4 5 1 2 3
7 columns: as it is 4 5 6 7 1 2 3, rewritten 5 6 7 1 2 3 4, optimized 5 6 7 1 2 3 4" ]; then
  echo "PASS: the halves of an odd width are others after rewriting"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
