"""Measures how steadily networks paint what stands still in a film.

    python3 training/steadiness.py style-ink/src/main/resources/dev/fude/style/ink/*.safetensors

Prints, for each scene and each file of weights, mean differences of numbers between frames, in grey levels. *Noise*: frames that
differ by a camera's noise alone; what goes in, and what comes out. *Passer-by*: how much changes in the left half of the drawing
when a dark shape comes in at the right edge; nothing changes there in what goes in. Scenes are the held-out photographs, or
rendered ones where none is installed.
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


def passed_by(scene):
    """The scene with something dark in the right quarter."""
    frame = scene.copy()
    frame[:, -scene.shape[1] // 4:] //= 4
    return frame


def unrest(frames):
    """Mean difference of each number of a frame from that of the frame before, in grey levels."""
    return float(np.mean([np.abs(one.astype(int) - other).mean() for one, other in zip(frames[1:], frames)]))


def measured(generator, scene, noisy):
    """Unrest of the noisy frames, of their drawings, and of the left half of the drawing while somebody passes by on the right."""
    still, passing = (painted(generator, frame)[:, :scene.shape[1] // 2] for frame in (scene, passed_by(scene)))
    return np.array([unrest(noisy), unrest([painted(generator, frame) for frame in noisy]), unrest([still, passing])])


def described(values):
    return f"noise in {values[0]:.2f}, out {values[1]:.2f}; passer-by {values[2]:.2f} levels"


def main():
    parser = argparse.ArgumentParser(description="Measures how steadily networks paint what stands still in a film.")
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--size", type=int, default=SIZE, help="of the scenes; a multiple of 8")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(1)
    films = [(name, scene, filmed(scene, FRAMES, random)) for name, scene in scenes(options.size)]
    for path in options.weights:
        generator, _ = loaded(path)
        rows = []
        for name, scene, noisy in films:
            rows.append(measured(generator, scene, noisy))
            print(f"{path.name}  {name}: {described(rows[-1])}", flush=True)
        print(f"{path.name}  mean: {described(np.mean(rows, axis=0))}", flush=True)


if __name__ == "__main__":
    main()
