"""The teacher: a photograph in, a cel drawing out, by classical means only.

    python3 teacher.py IN OUT

The way of a picture: to one contrast (`exposed`; for a network that cannot know the picture's, `evenly_exposed`); to Lab; flat patches (`cel_fill`); the patches repainted from a small box of
paints (`cel_palette`); ink lines drawn from the denoised photograph (`cel_ink`), laid on top.

All lengths are in pixels and none depends on the picture's size. But for the picture's contrast,
one number, a pixel of the result is decided by what lies within about 100 pixels, nearly all of it
within 40. A convolutional network can therefore learn it. Pictures of other sizes look alike because fills and
ink work at more than one scale. See docs/style-ink/teacher.md for the choices and the figures.

Needs NumPy and OpenCV.
"""

import sys

import cv2
import numpy as np

from cel_fill import flatten, ironed, kuwahara, with_details
from cel_ink import ink
from cel_palette import painted

SMALLEST_SIDE = 64
INK_COLOUR = np.float32([0.05, 0.04, 0.08])
INK_TINT = 0.12  # how much of the paint below shows in the line
CONTRAST = 0.31  # root mean square of the distance from middle grey
MEAN_CONTRAST = 0.27  # of 58 photographs
PLAINEST = 1e-3  # a picture of less contrast counts as if it had this much


def paint(picture, expose=None):
    """RGB in [0, 1], float32 (height, width, 3), each side 64 or more, to a drawing of it alike.

    `expose` is the first step, `exposed` unless told. Raises ValueError for another shape or a smaller side. The same picture gives the same drawing.
    """
    _check(picture)
    exposure = (expose or exposed)(picture)
    lab = cv2.cvtColor(np.ascontiguousarray(exposure, np.float32), cv2.COLOR_RGB2LAB)
    patches = ironed(with_details(flatten(lab), lab))
    colours = np.clip(cv2.cvtColor(painted(patches), cv2.COLOR_LAB2RGB), 0, 1)
    lines = ink(0.5 * (kuwahara(lab, 2) + lab))[..., None]
    inked = INK_COLOUR + INK_TINT * colours
    return (colours + lines * (inked - colours)).astype(np.float32)


def exposed(picture):
    """The picture with all its distances from middle grey scaled alike, to a root mean square of `CONTRAST`.

    A painter's paper is never as dim as a dull day. And it is what the network sees: its first convolution has no bias and is
    followed by a norm over the whole picture, so it cannot tell a picture from its fainter copy. Without this step it would be
    asked for what it cannot know: photographs differ in this number by a fifth.
    """
    distance = picture - np.float32(0.5)
    contrast = max(float(np.sqrt(np.mean(np.square(distance), dtype=np.float64))), PLAINEST)
    return np.clip(0.5 + distance * (CONTRAST / contrast), 0, 1)


def evenly_exposed(picture):
    """The same for a network without any norm: each picture is scaled by what the mean photograph needs.

    Such a network knows how bright a pixel is, and nothing of the whole picture. So its pictures keep their differences of contrast.
    """
    return np.clip(0.5 + (picture - np.float32(0.5)) * np.float32(CONTRAST / MEAN_CONTRAST), 0, 1)


def _check(picture):
    if picture.ndim != 3 or picture.shape[2] != 3 or min(picture.shape[:2]) < SMALLEST_SIDE:
        raise ValueError(
            f"paint needs a picture (height, width, 3) of at least {SMALLEST_SIDE} pixels a side, "
            f"but got {picture.shape}; enlarge it or drop its alpha channel")


def main(arguments):
    """The command: reads one picture file, writes another. Returns the exit status."""
    if len(arguments) != 2:
        print("usage: python3 teacher.py IN OUT", file=sys.stderr)
        return 2
    source, target = arguments
    stored = cv2.imread(source, cv2.IMREAD_COLOR)
    if stored is None:
        print(f"{source}: not a picture that can be read; give a PNG or JPEG", file=sys.stderr)
        return 1
    try:
        drawing = paint(stored[..., ::-1].astype(np.float32) / 255)
        written = cv2.imwrite(target, np.rint(drawing[..., ::-1] * 255).astype(np.uint8))
    except (ValueError, cv2.error) as problem:
        print(f"{source} to {target}: {problem}", file=sys.stderr)
        return 1
    if not written:
        print(f"{target}: could not be written; does its folder exist?", file=sys.stderr)
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
