"""Writes trained weights as the float16 file that the artifact holds, once that is shown to paint the same.

    python3 training/ship.py training-run/fude-ink.safetensors style-ink/src/main/resources/dev/fude/style/ink/ink.safetensors

Every held-out photograph is painted at 512 x 512 with both; a difference of more than one grey level anywhere is an error.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluate import COMPARED_SIZE, centre_square, loaded, painted
from pictures import opened, photographs
import safetensors_file

MOST_LEVELS = 1


def halved(source, target):
    """The same tensors and metadata in float16."""
    tensors, metadata = safetensors_file.read(source)
    safetensors_file.write(target, {name: tensor.astype(np.float16) for name, tensor in tensors.items()}, metadata)


def greatest_difference(first, second, path):
    """In grey levels, between what two generators paint of a photograph."""
    picture = centre_square(opened(path), COMPARED_SIZE)
    return int(np.abs(painted(first, picture).astype(int) - painted(second, picture).astype(int)).max())


def main():
    parser = argparse.ArgumentParser(description="Writes trained weights as float16, if they paint the same.")
    parser.add_argument("weights", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    unfinished = options.target.with_suffix(".part")
    halved(options.weights, unfinished)
    (original, _), (half, _) = loaded(options.weights), loaded(unfinished)
    worst = 0
    for path in photographs(held_out=True):
        levels = greatest_difference(original, half, path)
        print(f"{path.name}: {levels} levels", flush=True)
        worst = max(worst, levels)
    if worst > MOST_LEVELS:
        unfinished.unlink()
        raise SystemExit(f"float16 weights paint {worst} levels away from float32 ones; {options.target} is left as it was.")
    unfinished.replace(options.target)
    print(f"{options.target}: {options.target.stat().st_size} bytes, within {worst} levels of float32")


if __name__ == "__main__":
    main()
