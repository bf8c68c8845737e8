#!/bin/sh
# ONNX's reference evaluator normalises a batch by the picture's own mean, for a tenth, below opset 14.
#
# A BatchNormalization of opset 9 to 13 with one output is in "test mode": it takes the mean and the variance that it is
# given, and `momentum` (0.9 where nothing is said) is for training alone. The evaluator asks instead whether there is a
# momentum, and by the default there always is: it mixes a tenth of the picture's own statistics into those of the file
# and normalises with the mixture. A pixel's result then depends on all the others, a crop differs from the whole, and the
# numbers are nearly right. Exporters wrote opset 9 to 13 for years, and this evaluator is what an importer is usually
# compared with. From opset 14, where training became an attribute, it is right.
#
# Seen with onnx 1.23.1 and onnxruntime 1.30.0: the picture 8 12 16 20 (mean 14, variance 20), normalised by the file's
# mean 0 and variance 4, scale 1, offset 0, so that each number is to be halved:
#   opset 9, 12 and 13:           ONNX Runtime 4 6 8 10    evaluator 2.789 4.479 6.17 7.86
#   opset 14 and 15:              ONNX Runtime 4 6 8 10    evaluator 4 6 8 10
#   opset 9, of momentum 1:       ONNX Runtime 4 6 8 10    evaluator 4 6 8 10
# 2.789 is (8 - 0.1 * 14) / sqrt(0.9 * 4 + 0.1 * 20).
# For us: a norm has the numbers of its file. For a norm below opset 14 the evaluator is no reference, unless the momentum
# is made 1 first; PyTorch and ONNX Runtime are.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6

cat >norm.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

PICTURE = numpy.array([[[[8, 12], [16, 20]]]], numpy.float32)  # (1, 1, height, width)
NUMBERS = {"scale": 1, "offset": 0, "mean": 0, "variance": 4}


def network(opset, momentum):
    constants = [numpy_helper.from_array(numpy.float32([value]), name) for name, value in NUMBERS.items()]
    norm = helper.make_node("BatchNormalization", ["x", *NUMBERS], ["y"], **momentum)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, PICTURE.shape) for name in "xy")
    graph = helper.make_graph([norm], "norm", [x], [y], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    return model


def row(result):
    return " ".join(f"{value:.4g}" for value in result.ravel())


for opset, momentum in ((9, {}), (12, {}), (13, {}), (14, {}), (15, {}), (9, {"momentum": 1.0})):
    model = network(opset, momentum)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    runtime = row(session.run(None, {"x": PICTURE})[0])
    evaluator = row(ReferenceEvaluator(model).run(None, {"x": PICTURE})[0])
    said = momentum.get("momentum", "not said")
    print(f"opset {opset}, momentum {said}: ONNX Runtime {runtime}, evaluator {evaluator}")
PYTHON
said=$(packages/bin/python norm.py)
echo "$said"
if [ "$said" = "opset 9, momentum not said: ONNX Runtime 4 6 8 10, evaluator 2.789 4.479 6.17 7.86
opset 12, momentum not said: ONNX Runtime 4 6 8 10, evaluator 2.789 4.479 6.17 7.86
opset 13, momentum not said: ONNX Runtime 4 6 8 10, evaluator 2.789 4.479 6.17 7.86
opset 14, momentum not said: ONNX Runtime 4 6 8 10, evaluator 4 6 8 10
opset 15, momentum not said: ONNX Runtime 4 6 8 10, evaluator 4 6 8 10
opset 9, momentum 1.0: ONNX Runtime 4 6 8 10, evaluator 4 6 8 10" ]; then
  echo "PASS: the evaluator trains where it should only run"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
