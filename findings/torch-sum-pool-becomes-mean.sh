#!/bin/sh
# A sum over windows, exported from PyTorch to ONNX, becomes a mean.
#
# PyTorch has no sum pool; what people write is `AvgPool2d(k, divisor_override=1)`, whose documentation says that the
# override is what is divided by, in place of the window's size. (Box sums, guided filters and counts of neighbours are
# made of it.) ONNX's AveragePool has no such number. Both of PyTorch's exporters, the one by torch.export and the older
# one by TorchScript, write an AveragePool all the same, leave the number out, and say nothing; the file is valid, runs, and
# its numbers are smaller by the window's size. A Mul by k * k / override behind it would have been right.
#
# Seen with torch 2.13.0, onnx 1.23.1, onnxscript 0.7.2, run by onnxruntime 1.30.0, windows of 3 x 3 over nothing but
# ones:
#   PyTorch, divisor 1: 9      exported by torch.export: 1      exported by TorchScript: 1
#   PyTorch, divisor 5: 1.8    exported by torch.export: 1      exported by TorchScript: 1
# For us: nothing in the file tells that it was a sum, so the network that is imported is the mean's. Before a network is
# exported, such a pool is written as a mean times k * k, and the export is compared with PyTorch on one picture.
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

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

ONES = torch.ones(1, 1, 3, 3)


def exported(pool, by_export):
    more = {"external_data": False, "verbose": False} if by_export else {}
    torch.onnx.export(pool, (ONES,), "pool.onnx", dynamo=by_export, input_names=["x"], **more)
    session = onnxruntime.InferenceSession("pool.onnx", providers=["CPUExecutionProvider"])
    return session.run(None, {"x": ONES.numpy()})[0].item()


for divisor in (1, 5):
    pool = torch.nn.AvgPool2d(3, divisor_override=divisor).eval()
    here, by_export, by_script = pool(ONES).item(), exported(pool, True), exported(pool, False)
    print(f"divisor {divisor}: PyTorch {here:.4g}, torch.export {by_export:.4g}, TorchScript {by_script:.4g}")
PYTHON
said=$(packages/bin/python export.py | grep '^divisor')
echo "$said"
if [ "$said" = "divisor 1: PyTorch 9, torch.export 1, TorchScript 1
divisor 5: PyTorch 1.8, torch.export 1, TorchScript 1" ]; then
  echo "PASS: the exported sum is a mean"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
