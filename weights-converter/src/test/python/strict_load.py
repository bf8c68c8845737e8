"""Loads a converted file into a genuine PyTorch module that has the port's names.

    strict_load.py WEIGHTS [GOLDEN [float64]]

load_state_dict(strict=True) must find every tensor and no other. With GOLDEN, a safetensors file
that holds a picture and what the network makes of it with the resize rule align_corners, the
picture is computed in float32, or slowly in float64, and the largest difference printed. The only
libraries are PyTorch and NumPy: the safetensors library is not packaged everywhere, and the format
is simple.
"""

import json
import struct
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional

DTYPES = {"F32": numpy.float32, "F16": numpy.float16, "U8": numpy.uint8}


def read(path):
    """The tensors of a safetensors file by name, and its metadata."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = numpy.frombuffer(data[begin:end], DTYPES[entry["dtype"]])
        tensors[name] = torch.from_numpy(numbers.reshape(entry["shape"]).copy())
    return tensors, metadata


def padding(kernel, stride):
    """Reflection: nothing on top and left where the stride is 2."""
    if stride == 2:
        return nn.ReflectionPad2d((0, 1, 0, 1))
    return nn.ReflectionPad2d(kernel // 2)


def norm(channels, eps):
    return nn.GroupNorm(num_groups=1, num_channels=channels, eps=eps)


def convolution(inputs, outputs, eps, kernel=3, stride=1, groups=1, bias=False):
    """Pad, convolve, norm, activate: modules 0 to 3."""
    return nn.Sequential(
        padding(kernel, stride),
        nn.Conv2d(inputs, outputs, kernel, stride, groups=groups, bias=bias),
        norm(outputs, eps),
        nn.LeakyReLU(0.2),
    )


class InvertedResidual(nn.Module):
    """Expand, filter each channel, project; add the input where the channels match."""

    def __init__(self, inputs, wide, outputs, eps):
        super().__init__()
        self.is_skipped = inputs == outputs
        self.layers = nn.Sequential(
            convolution(inputs, wide, eps, kernel=1),
            convolution(wide, wide, eps, groups=wide, bias=True),
            nn.Conv2d(wide, outputs, 1, bias=False),
            norm(outputs, eps),
        )

    def forward(self, x):
        return x + self.layers(x) if self.is_skipped else self.layers(x)


class Generator(nn.Module):
    """The AnimeGANv2 generator under the names of the PyTorch port."""

    def __init__(self, eps):
        super().__init__()
        self.block_a = nn.Sequential(
            convolution(3, 32, eps, kernel=7),
            convolution(32, 64, eps, stride=2),
            convolution(64, 64, eps),
        )
        self.block_b = nn.Sequential(
            convolution(64, 128, eps, stride=2),
            convolution(128, 128, eps),
        )
        self.block_c = nn.Sequential(
            convolution(128, 128, eps),
            InvertedResidual(128, 256, 256, eps),
            InvertedResidual(256, 512, 256, eps),
            InvertedResidual(256, 512, 256, eps),
            InvertedResidual(256, 512, 256, eps),
            convolution(256, 128, eps),
        )
        self.block_d = nn.Sequential(convolution(128, 128, eps), convolution(128, 128, eps))
        self.block_e = nn.Sequential(
            convolution(128, 64, eps),
            convolution(64, 64, eps),
            convolution(64, 32, eps, kernel=7),
        )
        self.out_layer = nn.Sequential(nn.Conv2d(32, 3, 1, bias=False), nn.Tanh())

    def forward(self, picture):
        half = self.block_a(picture)
        x = self.block_c(self.block_b(half))
        x = self.block_d(enlarged(x, half))
        x = self.block_e(enlarged(x, picture))
        return self.out_layer(x)


def enlarged(x, like):
    return functional.interpolate(x, like.shape[-2:], mode="bilinear", align_corners=True)


def largest_difference(generator, golden, dtype):
    """Of a picture and what is known to come of it, both (height, width, 3)."""
    tensors, _ = read(golden)
    picture = tensors["input"].to(dtype) / 127.5 - 1
    with torch.no_grad():
        painted = generator.to(dtype)(picture.permute(2, 0, 1)[None])[0].permute(1, 2, 0)
    return (painted - tensors["output"].double()).abs().max().item()


def main(weights, golden=None, dtype="float32"):
    tensors, metadata = read(weights)
    generator = Generator(float(metadata["norm_eps"]))
    generator.load_state_dict(tensors, strict=True)
    print("strict:", len(generator.state_dict()), "tensors")
    if golden is not None:
        print("largest difference:", largest_difference(generator, golden, getattr(torch, dtype)))


if __name__ == "__main__":
    main(*sys.argv[1:])
