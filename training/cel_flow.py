"""The direction field of a picture, and smoothing along it or across it.

Lines and colour borders have a direction. Smoothing along it joins broken marks into strokes and
irons out ragged borders without blurring them; a difference of Gaussians across it finds the
strokes themselves. The direction is the minor eigenvector of the Gaussian-smoothed structure tensor
[2], which serves as the edge tangent flow of [1] without its iterations. The tensor is that of all
three colour channels [3], so that borders between equally light colours have a direction too.

[1] Kang, Lee, Chui: Coherent Line Drawing. NPAR 2007.
[2] Kyprianidis, Doellner: Image Abstraction by Structure Adaptive Filtering. EG UK TPCG 2008.
[3] Di Zenzo: A Note on the Gradient of a Multi-Image. CVGIP 33, 1986.
"""

import cv2
import numpy as np

_BORDER = cv2.BORDER_REFLECT_101


def blur(picture, sigma):
    """Gaussian blur of (height, width) or (height, width, channels), reflected at the border."""
    return cv2.GaussianBlur(picture, (0, 0), sigma, borderType=_BORDER)


def gradients(lab, sigma):
    """Horizontal and vertical derivatives of the blurred picture, both of its shape."""
    smooth = blur(lab, sigma)
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 32, borderType=_BORDER)
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 32, borderType=_BORDER)
    return across, down


def tangents(lab, gradient_sigma, tensor_sigma):
    """Unit vectors (height, width) along the strokes: their x and their y parts."""
    across, down = gradients(lab, gradient_sigma)
    xx = blur(np.sum(across * across, axis=2), tensor_sigma)
    xy = blur(np.sum(across * down, axis=2), tensor_sigma)
    yy = blur(np.sum(down * down, axis=2), tensor_sigma)
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.cos(angle), np.sin(angle)


class Walk:
    """Gaussian-weighted sums along the tangents, or at right angles to them, of any picture."""

    def __init__(self, tangent_x, tangent_y):
        height, width = tangent_x.shape
        columns, rows = np.meshgrid(
            np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        self._x, self._y = columns, rows
        self._tangent = np.dstack([tangent_x, tangent_y]).astype(np.float32)

    def along(self, picture, sigma):
        """Line integral convolution: the curved mean of `picture` over about 2 sigma each way."""
        total = picture.astype(np.float32).copy()
        weight_sum = 1.0
        for sign in (1.0, -1.0):
            x, y, step = self._x, self._y, sign * self._tangent
            for distance in range(1, int(np.ceil(2 * sigma)) + 1):
                x, y = x + step[..., 0], y + step[..., 1]
                step = self._continued(x, y, step)
                weight = float(np.exp(-distance * distance / (2 * sigma * sigma)))
                total += weight * _sample(picture, x, y)
                weight_sum += weight
        return total / weight_sum

    def across(self, picture, weights):
        """Sum of weights[|k|] times the sample k pixels off, on the normal, k = -n .. n."""
        total = weights[0] * picture
        for distance in range(1, len(weights)):
            for sign in (distance, -distance):
                x = self._x - sign * self._tangent[..., 1]
                y = self._y + sign * self._tangent[..., 0]
                total += weights[distance] * _sample(picture, x, y)
        return total

    def _continued(self, x, y, step):
        """The tangent at the new place, turned so that the walk does not run back."""
        there = _sample(self._tangent, x, y, cv2.INTER_NEAREST)
        forward = np.where(np.sum(there * step, axis=2, keepdims=True) < 0, -1.0, 1.0)
        return there * forward.astype(np.float32)


def _sample(picture, x, y, interpolation=cv2.INTER_LINEAR):
    return cv2.remap(picture, x, y, interpolation, borderMode=_BORDER)
