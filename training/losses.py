"""How far a painted picture is from the teacher's: in colour, in pixels and edges, in structure."""

import torch
from torch.nn import functional

COLOUR_SCALES = (1, 4, 16)
SKETCHING_WEIGHT = 4.0
INKING_WEIGHT = 1.0
STRUCTURE_WEIGHT = 0.5
SSIM_WINDOW = 7
SSIM_LUMINANCE = (0.01 * 2) ** 2  # constants of Wang et al. (2004) for values that span 2, from -1 to 1
SSIM_CONTRAST = (0.03 * 2) ** 2


def colour_loss(painted, wanted):
    """Mean absolute difference of the pictures and of their averages over 4 and 16 pixels, which hold the tone of whole regions."""
    return sum(functional.l1_loss(functional.avg_pool2d(painted, scale), functional.avg_pool2d(wanted, scale))
               for scale in COLOUR_SCALES) / len(COLOUR_SCALES)


def gradients(picture):
    """Differences of neighbours to the right and below."""
    return picture[..., :, 1:] - picture[..., :, :-1], picture[..., 1:, :] - picture[..., :-1, :]


def sketching_loss(painted, wanted):
    """Mean squared difference of the pictures, and of their gradients: for the time when lines are still to be found.

    Absolute differences ask for the likeliest colour: where a line is not quite sure to be drawn, for no line at all. Squares ask
    for the mean, so that lines begin as faint shadows and can grow.
    """
    return functional.mse_loss(painted, wanted) + sum(
        functional.mse_loss(ours, theirs) for ours, theirs in zip(gradients(painted), gradients(wanted)))


def inking_loss(painted, wanted):
    """Mean absolute difference of the gradients: for the time when the lines are known.

    Most gradients of the teacher are nearly zero and few are large. The likeliest is what is wanted now: fills without any shade of
    the photograph, and borders as steep as the teacher's.
    """
    return sum(functional.l1_loss(ours, theirs) for ours, theirs in zip(gradients(painted), gradients(wanted)))


def brightness_loss(painted, smaller):
    """How far two paintings are apart in mean brightness: those of a picture and of a smaller version of it.

    The teacher's pen has one width in pixels, so that a smaller drawing holds more ink, and the mean drifts with the size.
    """
    return (painted.mean() - smaller.mean()).abs()


def structure_loss(painted, wanted):
    """1 - SSIM of the grey pictures, with a flat window. Z. Wang et al., "Image quality assessment" (2004)."""
    first, second = painted.mean(1, keepdim=True), wanted.mean(1, keepdim=True)

    def average(values):
        return functional.avg_pool2d(values, SSIM_WINDOW, 1)

    mean_first, mean_second = average(first), average(second)
    variances = average(first * first) + average(second * second) - mean_first ** 2 - mean_second ** 2
    covariance = average(first * second) - mean_first * mean_second
    luminance = (2 * mean_first * mean_second + SSIM_LUMINANCE) / (mean_first ** 2 + mean_second ** 2 + SSIM_LUMINANCE)
    return 1 - (luminance * (2 * covariance + SSIM_CONTRAST) / (variances + SSIM_CONTRAST)).mean()


def painting_loss(painted, wanted, inking, drift):
    """The sum of its three weighted parts colour, lines and structure, and these for the log.

    Both pictures are (batch, 3, height, width) in [-1, 1]; `inking` says which loss the lines have; `drift` is the weighted brightness
    loss, and counts as colour.
    """
    lines = INKING_WEIGHT * inking_loss(painted, wanted) if inking else SKETCHING_WEIGHT * sketching_loss(painted, wanted)
    parts = torch.stack([colour_loss(painted, wanted) + drift, lines, STRUCTURE_WEIGHT * structure_loss(painted, wanted)])
    return parts.sum(), parts.detach()
