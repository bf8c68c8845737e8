"""Checks the folder of a smoke run: the weights are whole, paint in range, and a run goes on from its checkpoint.

    python3 training/smoke_check.py ink|light FOLDER
"""

from pathlib import Path
import sys

import numpy as np
import torch

from curricula import CURRICULA, of_one_size
from evaluate import loaded, painted
import light
import light_golden
from network import double
from pictures import Views
import render
import safetensors_file
from train import Run, SMOKE_SIZE
from workers import Workers

SIZES = {"ink": (77, 2_143_552), "light": (28, 192_220)}  # tensors and numbers
MOST_MULTIPLY_ADDS = 25_000  # a pixel, of the light network
SEEN = 64  # pixels: farther off nothing reaches a pixel of the light network


def check_resize():
    """TensorFlow's rule on four samples: each sample, then the mean with the next one; the last is repeated."""
    doubled = double(torch.tensor([[[[0.0, 2.0, 4.0, 10.0]]]]), 3)
    assert doubled.flatten().tolist() == [0, 1, 2, 3, 4, 7, 10, 10], doubled


def check_light():
    """The light network begins as a copy, costs little, and sees its neighbourhood alone."""
    assert light.GraphHand().multiply_adds <= MOST_MULTIPLY_ADDS, light.GraphHand().multiply_adds
    generator = light.initialise(light.LightGenerator(), 1)
    picture = torch.rand((1, 3, 16, 4 * SEEN), generator=torch.Generator().manual_seed(1)) * 2 - 1
    other = picture.clone()
    other[..., 0] = -other[..., 0]
    with torch.inference_mode():
        assert torch.allclose(generator(picture), picture, atol=1e-5), "the first weights are no copy"
        generator.pixels.weight.normal_(generator=torch.Generator().manual_seed(1))
        differs = (generator(picture) != generator(other)).any(2).any(1).flatten()
    assert differs[0] and not differs[SEEN:].any(), differs.nonzero()


def check_golden():
    """What the engine's test compares with is what PyTorch makes of it today."""
    tensors, words = safetensors_file.read(light_golden.GOLDEN)
    assert words == light_golden.words(), "python3 training/light_golden.py writes it anew"
    for name, wanted in light_golden.golden().items():
        assert np.allclose(tensors[name], wanted, atol=1e-5), name


def check_weights(network, path):
    tensors, metadata = safetensors_file.read(path)
    assert (len(tensors), sum(tensor.size for tensor in tensors.values())) == SIZES[network], len(tensors)
    assert all(np.isfinite(tensor).all() for tensor in tensors.values())
    generator, curriculum = loaded(path)
    assert curriculum is CURRICULA[network] and metadata["style"] == curriculum.style, metadata
    picture = np.asarray(render.render(7, 64))
    assert (picture == np.asarray(render.render(7, 64))).all(), "the renderer is not repeatable"
    assert painted(generator, picture).shape == picture.shape


def check_resuming(curriculum, folder):
    """Two runs begun with other seeds and loaded from one checkpoint do the same fifth step."""
    views = Views(folder / "views", 1, 1, curriculum)
    losses = []
    for seed in (1, 2):
        run = Run(curriculum, seed, "cpu")
        run.load(folder / "checkpoint.pt")
        losses.append(run.learn(Workers(run.generator, views, 1, False), 0.1, False))
        assert run.step == 5 and run.optimiser.state_dict()["state"][0]["step"] == 5, run.step
    assert losses[0] == losses[1], losses


def main():
    network, folder = sys.argv[1], Path(sys.argv[2])
    torch.set_num_threads(1)
    check_resize()
    check_light()
    check_golden()
    check_weights(network, folder / f"fude-{CURRICULA[network].style}.safetensors")
    check_resuming(of_one_size(CURRICULA[network], SMOKE_SIZE), folder)
    print(f"training smoke run of {network}: passed")


if __name__ == "__main__":
    main()
