#!/bin/sh
# ONNX's own version converter moves the pixels of an enlargement by a quarter.
#
# A network of opset 9 or 10 enlarges with Upsample or Resize, which have one rule: asymmetric, pixel i of a result twice
# as large lies at i / 2. Resize of opset 11 has five, and the one that it takes when nothing is said is another,
# half_pixel: (i + 1/2) / 2 - 1/2. `onnx.version_converter` turns one into the other, and says nothing: the new node has no
# attribute `coordinate_transformation_mode`. The file is valid, runs, and every enlargement reads a quarter of a pixel beside
# where it did, which is half a pixel of its result; a network that doubles its picture three times moves it by three and a
# half. Nearest pixels stay: the two rules agree there, at doubling.
#
# Seen with onnx 1.23.1, run by onnxruntime 1.30.0, the row 0 10 enlarged twice, bilinear:
#   Upsample of opset 9: 0 5 10 10             converted to 11, 13, 18: 0 2.5 7.5 10
#   Resize of opset 10: 0 5 10 10              converted to 11, 13, 18: 0 2.5 7.5 10
# For us: graphs of opset 9 and 10 are imported as they are, without being upgraded. An upgraded one cannot be told from one
# that was trained by the other rule; give the older file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q onnx==1.23.1 onnxruntime==1.30.0

cat >upgrade.py <<'PYTHON'
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper, version_converter

ROW = numpy.array([0, 10], numpy.float32).reshape(1, 1, 1, 2)
SCALES = numpy.array([1, 1, 1, 2], numpy.float32)


def network(operator, opset):
    node = helper.make_node(operator, ["x", "scales"], ["y"], mode="linear")
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, 1, 2])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 1, 4])
    graph = helper.make_graph([node], "enlarged", [x], [y], [numpy_helper.from_array(SCALES, "scales")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def enlarged(model):
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return " ".join(f"{value:g}" for value in session.run(None, {"x": ROW})[0].ravel())


for operator, opset in (("Upsample", 9), ("Resize", 10)):
    model = network(operator, opset)
    print(f"{operator} {opset}: {enlarged(model)}")
    for target in (11, 13, 18):
        print(f"{operator} {opset} to {target}: {enlarged(version_converter.convert_version(model, target))}")
PYTHON
said=$(packages/bin/python upgrade.py)
echo "$said"
before=$(echo "$said" | grep -cE '^(Upsample 9|Resize 10): 0 5 10 10$' || true)
after=$(echo "$said" | grep -cE ' to (11|13|18): 0 2.5 7.5 10$' || true)
if [ "$before/$after" = 2/6 ]; then
  echo "PASS: the upgraded networks look elsewhere"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
