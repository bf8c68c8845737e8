#!/bin/sh
# An antialiased resize by a factor, exported from PyTorch to ONNX, is one to a size: at odd sides it looks elsewhere.
#
# `interpolate(scale_factor=0.5)` of 7 pixels gives 3, of which pixel i looks at (i + 1/2) / 0.5 - 1/2: the factor
# itself is used, says its documentation, unless `recompute_scale_factor` asks for the one that 3 and 7 have. The
# exporter by torch.export writes just that for a plain resize. With `antialias=True` it writes a Resize to the size 3,
# whose factor is 3/7, and says nothing: the picture is stretched over its last column, towards which pixels move by up
# to one pixel. Where the factor gives a whole size there is no difference, so that a comparison at 256 x 256 shows
# none. (The older exporter, by TorchScript, refuses antialiased resizes.)
#
# Seen with torch 2.13.0, onnx 1.23.1, onnxscript 0.7.2, run by onnxruntime 1.30.0, the row 0 10 20 .. by a half,
# bilinear:
#   7 pixels, antialiased: PyTorch 7.14 25 45       exported 8.57 30 51.4
#   8 pixels, antialiased: PyTorch 7.14 25 45 62.9  exported the same
#   7 pixels, plain:       PyTorch 5 25 45          exported the same
# For us: antialiased resizes are refused, but somebody's own comparison of the ONNX file with PyTorch meets it. Give
# sides that the factor divides, or write `recompute_scale_factor=True`, which both do alike.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >export.py <<'PYTHON'
import logging
import warnings

import onnxruntime
import torch
from torch.nn.functional import interpolate

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


class Half(torch.nn.Module):
    def __init__(self, **settings):
        super().__init__()
        self.settings = settings

    def forward(self, x):
        return interpolate(x, scale_factor=0.5, mode="bilinear", **self.settings)


def exported(network, x):
    torch.onnx.export(network, (x,), "half.onnx", dynamo=True, input_names=["x"], external_data=False, verbose=False)
    session = onnxruntime.InferenceSession("half.onnx", providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x.numpy()})[0]


def row(result):
    return " ".join(f"{value:.3g}" for value in result[0, 0, 0])


recomputed = {"antialias": True, "recompute_scale_factor": True}
for pixels, settings in ((7, {"antialias": True}), (8, {"antialias": True}), (7, {}), (7, recomputed)):
    x = (torch.arange(pixels) * 10.0).expand(1, 1, pixels, pixels).contiguous()
    network = Half(**settings).eval()
    name = f"{pixels} pixels, {' and '.join(settings) or 'plain'}"
    print(f"{name}: PyTorch {row(network(x))}, exported {row(exported(network, x))}")
PYTHON
said=$(packages/bin/python export.py | grep 'pixels,')
echo "$said"
if [ "$said" = "7 pixels, antialias: PyTorch 7.14 25 45, exported 8.57 30 51.4
8 pixels, antialias: PyTorch 7.14 25 45 62.9, exported 7.14 25 45 62.9
7 pixels, plain: PyTorch 5 25 45, exported 5 25 45
7 pixels, antialias and recompute_scale_factor: PyTorch 8.57 30 51.4, exported 8.57 30 51.4" ]; then
  echo "PASS: the exported resize is another one at odd sides"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
