#!/bin/sh
# ONNX's reference evaluator does not align the corners of "align_corners", and ONNX's own tests want it so.
#
# By the operator's text a Resize of `align_corners` reads pixel x of the result at x * (length_original - 1) /
# (length_resized - 1), where length_resized is "the length of the resized tensor": the last pixel is the last pixel,
# which is what the name says. The text has another word, output_width, for the length before it was rounded down (7.5
# of 5 by 1.5), and does not use it here. onnx.reference.ReferenceEvaluator does: at a scale that gives no whole length
# it stops short of the last pixel, by a third of the picture where that shrinks to 2 pixels. With `sizes` in place of
# `scales` it is right. The expected values of the tests that come with the standard
# (test_resize_downsample_scales_linear_align_corners, and its cubic sister) are computed by the same lines; ONNX
# Runtime aligns the corners.
#
# Seen with onnx 1.23.1, beside onnxruntime 1.30.0, the row 0 10 20 30 40, linear:
#   scale 1.5 to 7 pixels: ONNX Runtime 0 6.67 .. 33.33 40    evaluator 0 6.15 .. 30.77 36.92
#   scale 0.5 to 2 pixels: ONNX Runtime 0 40                  evaluator 0 26.67
#   size 7:                ONNX Runtime 0 6.67 .. 33.33 40    evaluator 0 6.67 .. 33.33 40
#   the standard's test, the row 1 2 3 4 by 0.6 to 2 pixels: expected 1 3.14, ONNX Runtime 1 4
# For us: corners are aligned, as PyTorch's are, whose networks ask for it. A difference from the evaluator at such a
# scale is none from ONNX.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >corners.py <<'PYTHON'
import numpy
import onnx
import onnx.backend.test.case.node as conformance
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

ROW = numpy.array([0, 10, 20, 30, 40], numpy.float32).reshape(1, 1, 1, 5)


def network(length, scale=None):
    wanted = numpy.array([1, 1, 1, scale or length], numpy.float32 if scale else numpy.int64)
    inputs = ["x", "", "wanted"] if scale else ["x", "", "", "wanted"]
    rule = "align_corners"
    node = helper.make_node("Resize", inputs, ["y"], mode="linear", coordinate_transformation_mode=rule)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, 1, 5])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, length])
    graph = helper.make_graph([node], "resized", [x], [y], [numpy_helper.from_array(wanted, "wanted")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return model


def by_runtime(model, inputs):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return row(session.run(None, inputs)[0])


def by_evaluator(model, inputs):
    return row(ReferenceEvaluator(model).run(None, inputs)[0])


def row(result):
    return " ".join(f"{value:.4g}" for value in result.ravel())


for name, model in (("scale 1.5", network(7, 1.5)), ("scale 0.5", network(2, 0.5)), ("size 7", network(7))):
    print(f"{name}: ONNX Runtime {by_runtime(model, {'x': ROW})}, evaluator {by_evaluator(model, {'x': ROW})}")
for test in conformance.collect_testcases("Resize"):
    if test.name == "test_resize_downsample_scales_linear_align_corners":
        inputs, outputs = test.data_sets[0]
        named = {value.name: given for value, given in zip(test.model.graph.input, inputs)}
        test.model.ir_version = 9  # the newest that this ONNX Runtime is sure to take
        print(f"the standard's test: expected {row(outputs[0])}, ONNX Runtime {by_runtime(test.model, named)}")
PYTHON
said=$(packages/bin/python -W ignore corners.py)
echo "$said"
if [ "$said" = "scale 1.5: ONNX Runtime 0 6.667 13.33 20 26.67 33.33 40, evaluator 0 6.154 12.31 18.46 24.62 30.77 36.92
scale 0.5: ONNX Runtime 0 40, evaluator 0 26.67
size 7: ONNX Runtime 0 6.667 13.33 20 26.67 33.33 40, evaluator 0 6.667 13.33 20 26.67 33.33 40
the standard's test: expected 1 3.143, ONNX Runtime 1 4" ]; then
  echo "PASS: aligned corners are not aligned"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
