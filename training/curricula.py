"""What is taught to which network, and how: all that differs between the styles `ink` and `ink-light`."""

from typing import Callable, NamedTuple

from torch import nn

import light
import network
import teacher


class Curriculum(NamedTuple):
    """One network and its lessons."""
    style: str  # what its weights are called
    build: Callable[[], nn.Module]
    initialise: Callable[[nn.Module, int], nn.Module]  # gives it the first weights of a seed
    words: Callable[[], dict]  # the metadata that tells which network the weights are of
    expose: Callable  # the teacher's first step, see teacher.py
    view_sizes: tuple  # sides of the views number 0, 1, ..., and again from the first
    phases: tuple  # (part of the run, sides): until that part views have one of these sides
    grain: float  # strongest noise, in grey levels, on what the network sees and the teacher did not
    drift_weight: float  # how much it counts that half the size is painted as bright
    peak_learning_rate: float


INK = Curriculum(
    style="ink",
    build=network.Generator,
    initialise=network.initialise,
    words=network.words,
    expose=teacher.exposed,
    view_sizes=(128, 192, 256, 384, 128, 192, 256, 512),
    # Small ones first, because sixteen steps on them cost as much as one on the largest and teach colours as well; large ones last,
    # because lines are fine and the norm averages over the whole picture. Views are never cropped: a crop of a few plain things has
    # lost its brightness after the first norm.
    phases=((0.60, (128, 192)), (0.85, (192, 256)), (1.0, (256, 384, 512))),
    grain=0.0,
    drift_weight=0.0,
    peak_learning_rate=2e-4)  # twice as much soon forgets the colours that the first weights pass through

LIGHT = Curriculum(
    style="ink-light",
    build=light.LightGenerator,
    initialise=light.initialise,
    words=light.words,
    # A pixel sees its neighbourhood alone and cannot know the contrast of the whole picture.
    expose=teacher.evenly_exposed,
    view_sizes=(256,),
    phases=((1.0, (256,)),),
    # A film of a still scene is to stand still: what differs from frame to frame only by the camera's noise is painted alike.
    grain=5.0,
    drift_weight=2.0,
    peak_learning_rate=1e-3)

CURRICULA = {"ink": INK, "light": LIGHT}


def of_one_size(curriculum, size):
    """The same on views of one size alone."""
    return curriculum._replace(view_sizes=(size,), phases=((1.0, (size,)),))


def of_weights(metadata):
    """The curriculum of weights with this metadata, or ValueError."""
    for curriculum in CURRICULA.values():
        if curriculum.words().items() <= metadata.items():
            return curriculum
    raise ValueError(f"the weights are of none of the networks {', '.join(CURRICULA)} as they are now; train them anew")
