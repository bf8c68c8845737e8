"""Measures how steadily networks paint a still scene that is filmed with a camera's noise.

    python3 training/steadiness.py style-ink/src/main/resources/dev/fude/style/ink/*.safetensors

Prints, for each scene and each file of weights, the mean difference between frames that follow each other, in grey levels: of what
goes in and of what comes out. Scenes are the held-out photographs, or rendered ones where none is installed.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import torch

from evaluate import centre_square, loaded, painted
from pictures import opened, photographs
import render

SIZE = 512
RENDERED = 4  # scenes, where there are no photographs
FRAMES = 3
NOISE = 3.0  # grey levels: standard deviation of each number of each frame, as of a small camera indoors


def scenes(size):
    """Names and uint8 pictures (size, size, 3)."""
    paths = photographs(held_out=True)
    if paths:
        return [(path.name, centre_square(opened(path), size)) for path in paths]
    return [(f"scene {number}", np.asarray(render.render(number, size))) for number in range(RENDERED)]


def filmed(scene, frames, random):
    """Frames of the scene, which differ by noise alone."""
    return [np.clip(np.rint(scene + NOISE * random.standard_normal(scene.shape)), 0, 255).astype(np.uint8) for _ in range(frames)]


def unrest(frames):
    """Mean difference of each number of a frame from that of the frame before, in grey levels."""
    return float(np.mean([np.abs(one.astype(int) - other).mean() for one, other in zip(frames[1:], frames)]))


def main():
    parser = argparse.ArgumentParser(description="Measures how steadily networks paint a still scene.")
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(1)
    films = [(name, filmed(scene, FRAMES, random)) for name, scene in scenes(options.size)]
    for path in options.weights:
        generator, _ = loaded(path)
        sums = np.zeros(2)
        for name, frames in films:
            both = np.array([unrest(frames), unrest([painted(generator, frame) for frame in frames])])
            sums += both
            print(f"{path.name}  {name}: in {both[0]:.2f}, out {both[1]:.2f} levels", flush=True)
        print(f"{path.name}  mean: in {sums[0] / len(films):.2f}, out {sums[1] / len(films):.2f} levels, "
              f"{sums[1] / sums[0]:.2f} times", flush=True)


if __name__ == "__main__":
    main()
