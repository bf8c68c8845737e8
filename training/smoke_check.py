"""Checks the folder of a smoke run: the weights are whole, paint in range, and a run goes on from its checkpoint."""

from pathlib import Path
import sys

import numpy as np
import torch

from evaluate import loaded, painted
from network import double
from pictures import Views
import render
import safetensors_file
from train import Run
from workers import Workers


def check_resize():
    """TensorFlow's rule on four samples: each sample, then the mean with the next one; the last is repeated."""
    doubled = double(torch.tensor([[[[0.0, 2.0, 4.0, 10.0]]]]), 3)
    assert doubled.flatten().tolist() == [0, 1, 2, 3, 4, 7, 10, 10], doubled


def check_weights(path):
    tensors, metadata = safetensors_file.read(path)
    assert len(tensors) == 77 and sum(tensor.size for tensor in tensors.values()) == 2_143_552, len(tensors)
    assert all(np.isfinite(tensor).all() for tensor in tensors.values())
    assert metadata["resize"] == "asymmetric" and metadata["norm_eps"] == "1e-12", metadata
    picture = np.asarray(render.render(7, 64))
    assert (picture == np.asarray(render.render(7, 64))).all(), "the renderer is not repeatable"
    assert painted(loaded(path), picture).shape == picture.shape


def check_resuming(folder):
    """Two runs begun with other seeds and loaded from one checkpoint do the same fifth step."""
    views = Views(folder / "views", 1, 1)
    losses = []
    for seed in (1, 2):
        run = Run(seed, "cpu")
        run.load(folder / "checkpoint.pt")
        losses.append(run.learn(Workers(run.generator, views, 1), 0.1))
        assert run.step == 5 and run.optimiser.state_dict()["state"][0]["step"] == 5, run.step
    assert losses[0] == losses[1], losses


def main():
    folder = Path(sys.argv[1])
    torch.set_num_threads(1)
    check_resize()
    check_weights(folder / "fude-ink.safetensors")
    check_resuming(folder)
    print("training smoke run: passed")


if __name__ == "__main__":
    main()
