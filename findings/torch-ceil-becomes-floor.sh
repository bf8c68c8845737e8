#!/bin/sh
# A network that rounds its sides up, exported from PyTorch to ONNX, rounds them down: it cuts instead of padding.
#
# `-(-w // 8) * 8` is how Python rounds up to a multiple of 8, and networks that halve a picture three times pad it so.
# Python's `//` rounds down, and so does PyTorch's, of sides as of tensors. Both of PyTorch's exporters, the one by
# torch.export and the older one by TorchScript, write the sides' `//` as ONNX's Div, which for whole numbers drops the
# fraction: -20 // 8 is then -2, not -3. What is to be padded becomes negative, a Pad by a negative number cuts, and the
# file says nothing. Only sides that may vary are concerned (fixed ones are counted before), and sides that are multiples
# already, such as the picture that was exported with, are right. `-w % 8`, which says the same, becomes a Mod, and is
# right. With TorchScript, `//` of tensors drops fractions too: of -3 // 2 comes -1.
#
# Seen with torch 2.13.0, onnx 1.23.1, onnxscript 0.7.2, run by onnxruntime 1.30.0; sides that vary, padded by zeros to
# multiples of 8:
#   24 x 16:   PyTorch 24 x 16    by torch.export 24 x 16    by TorchScript 24 x 16
#   20 x 21:   PyTorch 24 x 24    by torch.export 16 x 16    by TorchScript 16 x 16
#   the same by `-w % 8`:    24 x 24    24 x 24    24 x 24
#   tensor // 2 of -3 -1 1 3:    PyTorch -2 -1 0 1    by torch.export -2 -1 0 1    by TorchScript -1 0 0 1
# For us: pads to whole multiples, and the crop behind, are taken out when a network is imported, and done round it, however
# they were rounded. Others run the file as it is written, and their picture is smaller by up to 7 pixels a side. Before
# such a network is exported, its `//` are written with `%`; and an export is tried on a picture whose sides are none.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6

cat >round.py <<'PYTHON'
import logging
import warnings

import onnxruntime
import torch
from torch.nn.functional import pad

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


class Up(torch.nn.Module):
    """Pads a picture to multiples of 8, by the quotient."""

    def forward(self, x):
        rows, columns = x.shape[-2:]
        return pad(x, (0, -(-columns // 8) * 8 - columns, 0, -(-rows // 8) * 8 - rows))


class UpByRest(torch.nn.Module):
    """The same, by the remainder."""

    def forward(self, x):
        rows, columns = x.shape[-2:]
        return pad(x, (0, -columns % 8, 0, -rows % 8))


class Halves(torch.nn.Module):
    def forward(self, x):
        return x // 2


def exported(network, example, by_export):
    """The network as ONNX Runtime runs it, exported with rows and columns that may vary."""
    if by_export:
        side = torch.export.Dim.DYNAMIC
        more = {"dynamic_shapes": ({2: side, 3: side},), "external_data": False, "verbose": False}
    else:
        more = {"dynamic_axes": {"x": {2: "rows", 3: "columns"}}}
    torch.onnx.export(network, (example,), "net.onnx", dynamo=by_export, input_names=["x"], **more)
    session = onnxruntime.InferenceSession("net.onnx", providers=["CPUExecutionProvider"])
    return lambda x: session.run(None, {"x": x.numpy()})[0]


def tell(name, network, example, pictures, words):
    network.eval()
    runs = {"PyTorch": network, "torch.export": exported(network, example, True),
            "TorchScript": exported(network, example, False)}
    for picture in pictures:
        told = ", ".join(f"{by} {words(run(picture))}" for by, run in runs.items())
        print(f"seen: {name} of {words(picture)}: {told}")


def sides(picture):
    return " x ".join(str(side) for side in picture.shape[-2:])


def numbers(picture):
    return " ".join(f"{value:.0f}" for value in picture.reshape(-1))


for name, network in (("//", Up()), ("%", UpByRest())):
    tell(name, network, torch.ones(1, 3, 24, 16), (torch.ones(1, 3, 24, 16), torch.ones(1, 3, 20, 21)), sides)
ROW = torch.tensor([-3.0, -1, 1, 3]).repeat(2, 1).reshape(1, 1, 2, 4)
tell("tensor // 2", Halves(), ROW, (ROW,), lambda picture: numbers(picture[:, :, 0]))
PYTHON
said=$(packages/bin/python round.py | sed -n 's/^seen: //p')
echo "$said"
if [ "$said" = "// of 24 x 16: PyTorch 24 x 16, torch.export 24 x 16, TorchScript 24 x 16
// of 20 x 21: PyTorch 24 x 24, torch.export 16 x 16, TorchScript 16 x 16
% of 24 x 16: PyTorch 24 x 16, torch.export 24 x 16, TorchScript 24 x 16
% of 20 x 21: PyTorch 24 x 24, torch.export 24 x 24, TorchScript 24 x 24
tensor // 2 of -3 -1 1 3: PyTorch -2 -1 0 1, torch.export -2 -1 0 1, TorchScript -1 0 0 1" ]; then
  echo "PASS: what rounds up in PyTorch rounds down in its export"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
