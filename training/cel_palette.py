"""The paint box: few lightness steps, clean hues, bright lights and cool shadows.

Everything here looks at one pixel only, and smoothly: the same colour gives the same paint in any
picture, so that a network can learn it, and no gradient of a sky can flip between two paints.
Colours are CIE Lab (lightness 0..100). The soft lightness staircase is that of [1]; unlike there,
colour is not quantised but drawn towards a handful of hues, as a painter mixes from few tubes.

[1] Winnemoeller, Olsen, Gooch: Real-Time Video Abstraction. SIGGRAPH 2006.
"""

import numpy as np

LIGHTNESS_STEPS = 7
STEP_SOFTNESS = 0.16  # of a step's height; the riser is about twice that wide
STEP_SHARE = 0.85  # the rest stays continuous, so that fine modelling does not vanish
BRIGHTENING = 0.74  # exponent on lightness; below 1 lifts the middle

# Hue angles of the Lab plane, in degrees: red, skin, yellow, leaf, sea, sky, blue, violet, rose.
PAINT_HUES = (36.0, 58.0, 88.0, 128.0, 190.0, 255.0, 285.0, 320.0, 355.0)
HUE_WIDTH = 14.0
HUE_PULL = 0.6  # below 1, so that hues keep their order


def _stepped(lightness):
    """A monotone staircase with soft risers on 0..100."""
    height = 100.0 / LIGHTNESS_STEPS
    position = lightness / height
    tread = np.floor(position)
    part = (position - tread - 0.5) / STEP_SOFTNESS
    return (tread + 0.5 + 0.5 * np.tanh(part) / np.tanh(0.5 / STEP_SOFTNESS)) * height


def _painted_lightness(lightness):
    lifted = 100 * (np.clip(lightness, 0, 100) / 100) ** BRIGHTENING
    return lifted + STEP_SHARE * (_stepped(lifted) - lifted)


def _drawn_hue(hue):
    """Degrees in, degrees out: each hue moves part of the way to the nearest paint."""
    moved = hue.copy()
    for paint in PAINT_HUES:
        offset = (hue - paint + 180) % 360 - 180
        moved -= HUE_PULL * offset * np.exp(-(offset / HUE_WIDTH) ** 2)
    return moved


def _painted_chroma(chroma):
    """Greys stay grey, pale colours become paints, strong ones are left as they are."""
    rise = chroma**2 / (chroma**2 + 10**2)
    return chroma * (1 + 0.75 * rise * np.exp(-((chroma / 55) ** 2)))


def painted(lab):
    """(height, width, 3) Lab to Lab: every pixel's colour replaced by its paint."""
    lightness = _painted_lightness(lab[..., 0])
    hue = np.radians(_drawn_hue(np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))))
    chroma = _painted_chroma(np.hypot(lab[..., 1], lab[..., 2]))
    shadow = np.clip(1 - lightness / 45, 0, 1)
    a = chroma * np.cos(hue) + 3 * shadow
    b = chroma * np.sin(hue) - 9 * shadow
    return np.dstack([lightness, a, b]).astype(np.float32)
