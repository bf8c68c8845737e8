"""Ink lines: the flow-based extended difference of Gaussians [1, 2], calmed in busy places.

A narrow Gaussian minus a wider one across the stroke direction is negative on the dark side of a
border and on thin dark marks. Summed along the stroke it lasts only where the border goes on, and a
steep threshold gives it full black and an even weight. Three additions: borders between equally
light colours are found by the same difference on the colour gradient; the threshold rises with the
mean response of the surroundings, so that foliage and gravel get few, chosen lines; and a second
drawing at half size adds a bolder pen where a border is strong and long.

[1] Winnemoeller, Kyprianidis, Olsen: XDoG: An eXtended difference-of-Gaussians compendium
    including advanced image stylization. Computers & Graphics 36(6), 2012.
[2] Kang, Lee, Chui: Coherent Line Drawing. NPAR 2007.
"""

import cv2
import numpy as np

from cel_fill import halved, smoothstep
from cel_flow import Walk, blur, gradients, tangents

NIB = 1.0  # sigma of the pen across the stroke, in pixels
STROKE = 5.0  # sigma along it
FINE_CALM, BOLD_CALM = 1.1, 1.3  # how far the mean response around raises the threshold
BOLD_SHARE = 0.9  # what the half-size drawing counts: only strong borders get the bold pen


def _difference_weights(sigma, ratio=1.6):
    """Samples 0 .. n of a unit Gaussian less one `ratio` times as wide; they sum to zero."""
    reach = np.arange(int(np.ceil(2.5 * sigma * ratio)) + 1)

    def gaussian(width):
        weights = np.exp(-reach**2 / (2 * width * width))
        return weights / (2 * weights.sum() - weights[0])

    return (gaussian(sigma) - gaussian(sigma * ratio)).astype(np.float32)


def _response(walk, channel):
    """The difference of Gaussians across the stroke, summed along it; negative on dark marks."""
    return walk.along(walk.across(channel, _difference_weights(NIB)), STROKE)


def _colour_gradient(lab):
    """Length of the gradient, lightness counting half."""
    across, down = gradients(lab * np.float32([0.5, 1, 1]), 0.7)
    return np.sqrt(np.sum(across * across + down * down, axis=2))


def _strength(lab, calm):
    """How much ink a pixel asks for, less `calm` times what those around ask, in Lab units."""
    tangent_x, tangent_y = tangents(lab, 0.6, 1.5)
    walk = Walk(tangent_x, tangent_y)
    dark = -_response(walk, lab[..., 0])
    border = _response(walk, _colour_gradient(lab))
    busy = blur(np.abs(dark), 10.0)
    return np.maximum(dark, 1.5 * border) - calm * busy


def ink(lab):
    """How much ink lies on each pixel, (height, width) in [0, 1]. `lab` should hold no noise."""
    height, width = lab.shape[:2]
    fine = _strength(lab, FINE_CALM)
    bold = _strength(halved(lab), BOLD_CALM)
    bold = cv2.resize(bold, (width, height), interpolation=cv2.INTER_LINEAR)
    return smoothstep(0.8, 2.0, np.maximum(fine, BOLD_SHARE * bold))
