#!/bin/sh
# Trains a few tiny steps, then reads the weights and the checkpoint back.
# Where the operating system's PyTorch is missing it says so and succeeds: training is not part of the build.
set -eu
here=$(dirname "$0")
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, numpy, PIL, cv2' 2> /dev/null; then
  echo "training smoke run skipped: $python lacks torch, numpy, PIL or cv2 (see training/README.md)"
  exit 0
fi
run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
for network in ink light; do
  "$python" "$here/train.py" --smoke --network "$network" --workers 2 --out "$run/$network"
  "$python" "$here/smoke_check.py" "$network" "$run/$network"
done
