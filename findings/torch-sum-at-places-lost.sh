#!/bin/sh
# What PyTorch adds to every row of a tensor takes its place in the exported network: the sum is lost.
#
# `x.index_add(0, places, y)` and `torch.index_put(x, (places,), y, accumulate=True)` add y to x at those places; PyTorch's
# exporter by torch.export rightly writes ONNX's ScatterND with the reduction "add". Then it calls ONNX Script's rewriter,
# as every export does by default. One of its rules takes a ScatterND whose places are all the rows in turn for a copy of
# the new ones, and does not look at the reduction: the node goes, and what comes out is y alone. All four reductions
# are treated so. Where the places are some of the rows, or not in turn, nothing is changed; so an example with one row
# fewer passes. `onnxscript.rewriter.rewrite` and `onnxscript.optimizer.optimize`, called on a file of any origin, do it too.
#
# Seen with torch 2.13.0, onnxscript 0.7.2, onnx 1.23.1, run by onnxruntime 1.30.0; rows of 1 2 3, to which 10 is added:
#   index_add at rows 0 1 2:                     PyTorch 11 12 13    exported 10 10 10
#   index_put, accumulating, at rows 0 1 2:      PyTorch 11 12 13    exported 10 10 10
#   index_add at rows 0 2:                       PyTorch 11 2 13     exported 11 2 13
#   a file's ScatterND at rows 0 1 2 of 1 2 3, with 2 each, before and after rewriting:
#     add 3 4 5 and 2 2 2    mul 2 4 6 and 2 2 2    max 2 2 3 and 2 2 2    min 1 2 2 and 2 2 2
# For us: the network without its sum is a valid one, and runs as it is written. An export is compared with PyTorch on
# one picture before it is handed on; `optimize=False` of `torch.onnx.export` leaves the node alone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >add.py <<'PYTHON'
import logging
import warnings

import numpy
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxscript import rewriter

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

ROWS = torch.tensor([[1.0], [2.0], [3.0]])


class IndexAdd(torch.nn.Module):
    def __init__(self, places):
        super().__init__()
        self.places = places

    def forward(self, x, y):
        return x.index_add(0, torch.tensor(self.places), y)


class IndexPut(IndexAdd):
    def forward(self, x, y):
        return torch.index_put(x, (torch.tensor(self.places),), y, accumulate=True)


def exported(network, y, optimize):
    """The rows that the exported network gives."""
    torch.onnx.export(network, (ROWS, y), "net.onnx", dynamo=True, input_names=["x", "y"], optimize=optimize,
                      external_data=False, verbose=False)
    session = onnxruntime.InferenceSession("net.onnx", providers=["CPUExecutionProvider"])
    given = {"x": ROWS.numpy(), "y": y.numpy()}
    return session.run(None, {i.name: given[i.name] for i in session.get_inputs()})[0]


def by_file(reduction):
    """A network that reduces 2 into each row, before and after the rewriter."""
    weights = [numpy_helper.from_array(numpy.array([[0], [1], [2]]), "places"),
               numpy_helper.from_array(numpy.full((3, 1), 2, numpy.float32), "two")]
    node = helper.make_node("ScatterND", ["x", "places", "two"], ["y"], reduction=reduction)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [3, 1]) for name in "xy")
    graph = helper.make_graph([node], "reduced", [x], [y], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return [run(each) for each in (model, rewriter.rewrite(model))]


def run(model):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": ROWS.numpy()})[0]


def numbers(rows):
    return " ".join(f"{row[0]:.0f}" for row in rows)


for network in (IndexAdd([0, 1, 2]), IndexPut([0, 1, 2]), IndexAdd([0, 2])):
    ten = torch.full((len(network.places), 1), 10.0)
    here, there, plain = network(ROWS, ten), exported(network, ten, True), exported(network, ten, False)
    print(f"seen: {type(network).__name__} at {network.places}: PyTorch {numbers(here)}, exported {numbers(there)}, "
          f"with optimize=False {numbers(plain)}")
for reduction in ("add", "mul", "max", "min"):
    before, after = by_file(reduction)
    print(f"seen: {reduction}: {numbers(before)}, rewritten {numbers(after)}")
PYTHON
said=$(packages/bin/python add.py | sed -n 's/^seen: //p')
echo "$said"
if [ "$said" = "IndexAdd at [0, 1, 2]: PyTorch 11 12 13, exported 10 10 10, with optimize=False 11 12 13
IndexPut at [0, 1, 2]: PyTorch 11 12 13, exported 10 10 10, with optimize=False 11 12 13
IndexAdd at [0, 2]: PyTorch 11 2 13, exported 11 2 13, with optimize=False 11 2 13
add: 3 4 5, rewritten 2 2 2
mul: 2 4 6, rewritten 2 2 2
max: 2 2 3, rewritten 2 2 2
min: 1 2 2, rewritten 2 2 2" ]; then
  echo "PASS: what was to be added has taken the place of the sum"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
