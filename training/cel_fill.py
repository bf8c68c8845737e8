"""Flat fills: the picture as patches of one colour with clean borders.

Each pixel takes the mean of the calmest of eight overlapping sectors round it: the generalised
Kuwahara filter [1] with smooth sector weights [2]. Unlike a bilateral filter it leaves no
speckle in foliage (an odd leaf is never the calmest sector) and no halo at a border. It runs at
quarter, half and full size; where the finer one differs little from the coarser one, the coarser
one stays [3]: large calm patches, small true details. Enlarging the coarser one softens its
borders, so each merge is filtered once more, which sets them sharp again.

[1] Papari, Petkov, Campisi: Artistic Edge and Corner Enhancing Smoothing. IEEE TIP 16(10), 2007.
[2] Kyprianidis, Semmo, Kang, Doellner: Anisotropic Kuwahara Filtering with Polynomial Weighting
    Functions. EG UK TPCG 2010.
[3] Kyprianidis: Image and Video Abstraction by Multi-scale Anisotropic Kuwahara Filtering.
    NPAR 2011.
"""

import cv2
import numpy as np

from cel_flow import Walk, blur, tangents

_SECTORS = 8
_BORDER = cv2.BORDER_REFLECT_101


def _sector_kernels(radius):
    """Eight (2 radius + 1)^2 kernels: a Gaussian cut into smooth, overlapping slices."""
    y, x = np.mgrid[-radius:radius + 1, -radius:radius + 1].astype(np.float32)
    disc = np.exp(-(x * x + y * y) / (2 * (0.5 * radius) ** 2)) * (np.hypot(x, y) <= radius + 0.3)
    kernels = []
    for sector in range(_SECTORS):
        direction = 2 * np.pi * sector / _SECTORS
        forward = x * np.cos(direction) + y * np.sin(direction)
        sideways = -x * np.sin(direction) + y * np.cos(direction)
        slice_weight = np.clip(forward + 0.4 - 1.2 * sideways**2 / (radius + 1), 0, None) ** 2
        kernel = disc * np.minimum(slice_weight, 1.0)
        kernels.append((kernel / kernel.sum()).astype(np.float32))
    return kernels


def kuwahara(lab, radius, sharpness=4.0, noise_floor=1.5):
    """Sector means weighted by variance^-sharpness; `noise_floor` is a variance in Lab units."""
    centred = lab - np.float32([60, 0, 0])
    square = np.sum(centred * centred, axis=2)
    total = np.zeros_like(lab)
    weight_sum = np.zeros(lab.shape[:2], np.float32)
    for kernel in _sector_kernels(radius):
        mean = cv2.filter2D(centred, -1, kernel, borderType=_BORDER)
        mean_square = cv2.filter2D(square, -1, kernel, borderType=_BORDER)
        variance = np.maximum(mean_square - np.sum(mean * mean, axis=2), 0)
        weight = (variance / 20 + noise_floor / 20) ** -sharpness
        total += weight[..., None] * mean
        weight_sum += weight
    return total / weight_sum[..., None] + np.float32([60, 0, 0])


def halved(lab):
    """The picture at half its size, rounded up."""
    height, width = lab.shape[:2]
    size = ((width + 1) // 2, (height + 1) // 2)
    return cv2.resize(lab, size, interpolation=cv2.INTER_AREA)


def smoothstep(low, high, value):
    """0 below `low`, 1 above `high`, a smooth S between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _detailed(coarse, fine, faint, busy_share, most):
    """`coarse`, with `fine` where it differs by more than the surroundings do.

    The least difference that counts, in Lab units, is `faint` plus `busy_share` of the mean
    difference around, never above `most`; 2.5 times as much counts in full.
    """
    difference = np.sqrt(np.sum((fine - coarse) ** 2, axis=2))
    least = np.minimum(faint + busy_share * blur(difference, 8.0), most)
    return coarse + smoothstep(least, 2.5 * least, difference)[..., None] * (fine - coarse)


def flatten(lab, levels=3, radius=2):
    """Patches of even colour, (height, width, 3) Lab in and out."""
    fine = kuwahara(lab, radius)
    if levels == 1:
        return fine
    height, width = lab.shape[:2]
    coarse = flatten(halved(lab), levels - 1, radius + 1)
    coarse = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    return kuwahara(_detailed(coarse, fine, 2.2, 0.35, 5.0), radius + 1)


def with_details(patches, lab):
    """The patches with the thin strong marks that no patch can hold: wires, letters, eyes."""
    return _detailed(patches, blur(lab, 0.5), 3.0, 0.5, 8.0)


def ironed(lab, sigma=1.5):
    """The same patches with their borders smoothed along themselves."""
    tangent_x, tangent_y = tangents(lab, 0.7, 1.5)
    return Walk(tangent_x, tangent_y).along(lab, sigma)
