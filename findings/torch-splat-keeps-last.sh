#!/bin/sh
# Where several pixels are thrown onto one, PyTorch adds them or takes their mean, and its exported network keeps the last.
#
# Networks that make pictures between two of a film throw pixels forward ("splatting"), and where several land on one
# place, they are added, or their mean is taken. ONNX's ScatterND and ScatterElements know the reductions add, mul, max and
# min; without one, a place that is named twice has one of the values. Two ways are exported without one:
#   - `torch.index_put(.., accumulate=True)` by the older exporter, TorchScript's, although the opset has "add". It warns
#     so of `index_add`; here it does not. `scatter_add` is right;
#   - `scatter_reduce(.., "mean")` by the exporter by torch.export, for which ONNX has no reduction: a sum and a count would
#     have done. The older exporter refuses it.
# Places that are all different, as a small example's are, show nothing.
#
# Seen with torch 2.13.0, onnx 1.23.1, onnxscript 0.7.2, run by onnxruntime 1.30.0; 1, 2 and 4 thrown onto places 0, 0, 2:
#   index_put, accumulating:    PyTorch 3 0 4      TorchScript 2 0 4    torch.export 3 0 4
#   scatter_add:                PyTorch 3 0 4      TorchScript 3 0 4    torch.export 3 0 4
#   mean, without the old:      PyTorch 1.5 0 4    refused              torch.export 2 0 4
#   mean, with an old 0:        PyTorch 1 0 2      refused              torch.export 2 0 4
# For us: scattering is refused when a network is imported, so that no film is made of such a file here; with others, a
# network is exported with `scatter_add` of values and of ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >splat.py <<'PYTHON'
import logging
import warnings

import onnxruntime
import torch

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

VALUES = torch.tensor([1.0, 2.0, 4.0])
PLACES = torch.tensor([0, 0, 2])


class Throw(torch.nn.Module):
    """Throws values onto three places, which hold 0, by a way that a function says."""

    def __init__(self, way):
        super().__init__()
        self.way = way

    def forward(self, values, places):
        return self.way(torch.zeros(3), values, places)


WAYS = {
    "index_put": lambda old, values, places: torch.index_put(old, (places,), values, accumulate=True),
    "scatter_add": lambda old, values, places: old.scatter_add(0, places, values),
    "mean alone": lambda old, values, places: old.scatter_reduce(0, places, values, "mean", include_self=False),
    "mean with old": lambda old, values, places: old.scatter_reduce(0, places, values, "mean"),
}


def exported(network, by_export):
    """What the exported network gives, or "refused"."""
    more = {"external_data": False, "verbose": False} if by_export else {"opset_version": 18}
    try:
        torch.onnx.export(network, (VALUES, PLACES), "net.onnx", dynamo=by_export, input_names=["values", "places"],
                          **more)
    except torch.onnx.OnnxExporterError:
        return "refused"
    session = onnxruntime.InferenceSession("net.onnx", providers=["CPUExecutionProvider"])
    return numbers(session.run(None, {"values": VALUES.numpy(), "places": PLACES.numpy()})[0])


def numbers(row):
    return " ".join(f"{float(value):g}" for value in row)


for name, way in WAYS.items():
    network = Throw(way).eval()
    print(f"seen: {name}: PyTorch {numbers(network(VALUES, PLACES))}, TorchScript {exported(network, False)}, "
          f"torch.export {exported(network, True)}")
PYTHON
said=$(packages/bin/python splat.py | sed -n 's/^seen: //p')
echo "$said"
if [ "$said" = "index_put: PyTorch 3 0 4, TorchScript 2 0 4, torch.export 3 0 4
scatter_add: PyTorch 3 0 4, TorchScript 3 0 4, torch.export 3 0 4
mean alone: PyTorch 1.5 0 4, TorchScript refused, torch.export 2 0 4
mean with old: PyTorch 1 0 2, TorchScript refused, torch.export 2 0 4" ]; then
  echo "PASS: of what falls on one place the last is kept"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
