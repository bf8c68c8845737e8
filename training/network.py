"""The AnimeGANv2 generator in PyTorch, with the semantics of the TensorFlow original.

Names of the tensors are those of the PyTorch port, so that `fude` and the port both read what is trained here. What
differs from the port: the resize is TensorFlow 1's (`asymmetric`, see `double`), and the norm's eps is 1e-12.

Source of the architecture: J. Chen, G. Liu, X. Chen, "AnimeGAN: a novel lightweight GAN for photo animation" (2019), and
the second version of its generator.
"""

import torch
from torch import nn
from torch.nn import functional

NORM_EPS = 1e-12
LEAKY_SLOPE = 0.2
OUTPUT_SCALE = 0.4
COLOURS = 3


def double(features, dimension):
    """Doubles one dimension by TensorFlow 1's bilinear rule: out[2i] = in[i], out[2i + 1] = mean of in[i] and in[i + 1].

    The source coordinate of output d is d / 2, with no half-pixel shift; beyond the last sample the last one is repeated.
    """
    length = features.size(dimension)
    following = torch.cat(
        [features.narrow(dimension, 1, length - 1), features.narrow(dimension, length - 1, 1)], dimension)
    between = (features + following) * 0.5
    return torch.stack([features, between], dimension + 1).flatten(dimension, dimension + 1)


class Double(nn.Module):
    """(batch, channels, height, width) -> (batch, channels, 2 height, 2 width)."""

    def forward(self, features):
        return double(double(features, 3), 2)


def layer_norm(channels):
    """Normalises each sample over channels, height and width together: GroupNorm with one group."""
    return nn.GroupNorm(1, channels, eps=NORM_EPS)


def activation():
    return nn.LeakyReLU(LEAKY_SLOPE, inplace=True)


class ConvNormActivation(nn.Sequential):
    """Reflection padding, convolution without zero padding, norm, LeakyReLU.

    A strided convolution is padded at the bottom and right only, as TensorFlow does for even sizes.
    """

    def __init__(self, channels_in, channels_out, kernel=3, stride=1, groups=1, bias=False):
        side = (kernel - 1) // 2
        padding = (0, 1, 0, 1) if stride == 2 else (side, side, side, side)
        super().__init__(
            nn.ReflectionPad2d(padding),
            nn.Conv2d(channels_in, channels_out, kernel, stride, groups=groups, bias=bias),
            layer_norm(channels_out),
            activation())


class InvertedResidual(nn.Module):
    """Expand (1x1), depthwise 3x3 with bias, project (1x1, linear); the input is added where the channels match."""

    def __init__(self, channels_in, channels_out):
        super().__init__()
        expanded = 2 * channels_in
        self.adds_input = channels_in == channels_out
        self.layers = nn.Sequential(
            ConvNormActivation(channels_in, expanded, kernel=1),
            ConvNormActivation(expanded, expanded, groups=expanded, bias=True),
            nn.Conv2d(expanded, channels_out, 1, bias=False),
            layer_norm(channels_out))

    def forward(self, features):
        result = self.layers(features)
        return features + result if self.adds_input else result


class Generator(nn.Module):
    """RGB in [-1, 1], (batch, 3, height, width) -> RGB in (-1, 1); sizes must be multiples of 4 to be kept."""

    def __init__(self):
        super().__init__()
        self.block_a = nn.Sequential(
            ConvNormActivation(3, 32, kernel=7), ConvNormActivation(32, 64, stride=2), ConvNormActivation(64, 64))
        self.block_b = nn.Sequential(ConvNormActivation(64, 128, stride=2), ConvNormActivation(128, 128))
        self.block_c = nn.Sequential(
            ConvNormActivation(128, 128), InvertedResidual(128, 256), InvertedResidual(256, 256),
            InvertedResidual(256, 256), InvertedResidual(256, 256), ConvNormActivation(256, 128))
        self.block_d = nn.Sequential(ConvNormActivation(128, 128), ConvNormActivation(128, 128))
        self.block_e = nn.Sequential(
            ConvNormActivation(128, 64), ConvNormActivation(64, 64), ConvNormActivation(64, 32, kernel=7))
        self.out_layer = nn.Sequential(nn.Conv2d(32, 3, 1, bias=False), nn.Tanh())
        self.resize = Double()

    def forward(self, picture):
        quarter = self.block_c(self.block_b(self.block_a(picture)))
        half = self.block_d(self.resize(quarter))
        return self.out_layer(self.block_e(self.resize(half)))


def words():
    """The metadata that tells a reader of the weights which network they are of."""
    return {"architecture": "animeganv2", "resize": "asymmetric", "norm_eps": f"{NORM_EPS:g}"}


def mirrored(half):
    """Weights of pairs (outs / 2, ins / 2, ...) -> weights (outs, ins, ...) for channels that come as x and -x.

    Behind LeakyReLU the pair of a channel still holds all of it: leaky(x) - leaky(-x) = (1 + slope) x.
    """
    return torch.cat([torch.cat([half, -half], 1), torch.cat([-half, half], 1)], 0) / (1.0 + LEAKY_SLOPE)


def passing_through(shape, tap):
    """A convolution (outs, ins, height, width) that repeats its input channels, read at one tap."""
    weights = torch.zeros(shape)
    for out in range(shape[0]):
        weights[out, out % shape[1], tap[0], tap[1]] = 1.0
    return weights


def initialise(generator, seed):
    """Starts the generator as a picture's faded copy with noise beside it; the same for the same seed.

    All channels come in pairs of opposite sign, so that the whole network is linear at first ("looks linear": D. Balduzzi et al.,
    "The shattered gradients problem", 2017) and its norms, whose mean over a pair is zero, take no brightness away. The first three
    pairs carry red, green and blue from end to end; the others begin as half a copy of the channels before, half as noise.
    """
    random = torch.Generator().manual_seed(seed)
    convolutions = [module for module in generator.modules() if isinstance(module, nn.Conv2d)]
    with torch.no_grad():
        for convolution in convolutions:
            convolution.weight.copy_(first_weights(convolution, random))
            if convolution.bias is not None:
                convolution.bias.zero_()
    return generator


def first_weights(convolution, random):
    """What `initialise` gives one convolution."""
    outs, ins, height, width = convolution.weight.shape
    sees_picture, paints_picture, is_depthwise = ins == COLOURS, outs == COLOURS, convolution.groups > 1
    # A strided convolution is padded at its end only: its first tap, not its middle one, lies where the resize puts it back.
    tap = (0, 0) if convolution.stride[0] == 2 else (height // 2, width // 2)
    pairs = (outs if paints_picture or is_depthwise else outs // 2, ins if sees_picture or is_depthwise else ins // 2, height, width)
    copy = passing_through(pairs, tap)
    if is_depthwise or paints_picture:
        half = copy
    else:
        noise = torch.randn(pairs, generator=random) * (pairs[1] * height * width) ** -0.5
        half = (copy + noise) * 0.5 ** 0.5
        half[:COLOURS] = copy[:COLOURS]
    if is_depthwise:
        return half
    if sees_picture:
        return torch.cat([half, -half], 0)
    if paints_picture:
        return torch.cat([half, -half], 1) * OUTPUT_SCALE
    return mirrored(half)
