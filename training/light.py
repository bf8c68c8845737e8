"""The light network: a small U of plain convolutions, for films, huge pictures and slow machines.

The way of a picture: half, quarter and eighth of the size, and back, each size adding what it knew on the way down. Nothing is
computed at full size: a pixel at half size writes the four pixels that it covers. No norm over the picture: a pixel sees 44
pixels around it and nothing else, so frames of a film come out alike, and bands of a huge picture equal the whole.

The network is written down once, in `drawing`. A *hand* carries it out: `LightGenerator` computes with PyTorch, `GraphHand` writes
the graph that the model's file holds beside the weights.
"""

import json
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

COLOURS = 3
HALF, QUARTER, EIGHTH = 32, 48, 64  # channels at those sizes
COVERED = 2  # a pixel at half size writes 2 x 2 pixels
PIXELS = COLOURS * COVERED * COVERED
LEAKY_SLOPE = 0.2


def drawing(hand, photo):
    """RGB from -1 to 1 -> RGB from about -1 to 1; sides are multiples of 8, and at least 16."""

    def layer(name, value, channels, kernel=3, stride=1):
        return hand.leaky(hand.conv(name, value, channels, kernel, stride))

    def enlarged(name, value, channels):
        return hand.twice(hand.conv(name, value, channels, 1, 1))

    half = layer("half_0", photo, HALF, kernel=4, stride=2)
    half = layer("half_1", half, HALF)
    quarter = layer("quarter_0", half, QUARTER, kernel=2, stride=2)
    quarter = layer("quarter_1", quarter, QUARTER)
    eighth = layer("eighth_0", quarter, EIGHTH, kernel=2, stride=2)
    eighth = layer("eighth_1", eighth, EIGHTH)
    eighth = layer("eighth_2", eighth, EIGHTH)
    quarter = hand.add(enlarged("to_quarter", eighth, QUARTER), quarter)
    quarter = layer("quarter_2", quarter, QUARTER)
    quarter = layer("quarter_3", quarter, QUARTER)
    half = hand.add(enlarged("to_half", quarter, HALF), half)
    half = layer("half_2", half, HALF)
    half = layer("half_3", half, HALF)
    return hand.spread(hand.conv("pixels", half, PIXELS, 3, 1))


def padding(kernel, stride):
    """Mirrored pixels on each side, so that the size becomes that of the input divided by the stride."""
    return (kernel - stride) // 2


class Value(NamedTuple):
    """A value of the graph: its name, its channels, and pixels of the picture for each of its own along a side."""
    name: str
    channels: int
    shrunk: int


class GraphHand:
    """Writes the graph as model files hold it (class GraphText), and counts what it costs."""

    def __init__(self):
        self.nodes, self.convolutions = [], {}
        self.multiply_adds = 0.0  # a pixel of the picture
        self.photo = Value("photo", COLOURS, 1)
        self.output = drawing(self, self.photo)

    def text(self):
        nodes = ",\n".join(json.dumps(node, separators=(",", ":")) for node in self.nodes)
        return (f'{{"input":{{"name":"{self.photo.name}","channels":{COLOURS}}},\n"nodes":[\n{nodes}],\n'
                f'"output":"{self.output.name}"}}')

    def conv(self, name, value, channels, kernel, stride):
        side = padding(kernel, stride)
        mirrored = {"top": side, "bottom": side, "left": side, "right": side, "mode": "reflect" if side else "zero"}
        window = {"kernel_h": kernel, "kernel_w": kernel, "stride_h": stride, "stride_w": stride,
                  "dilation_h": 1, "dilation_w": 1, "padding": mirrored}
        self.convolutions[name] = (value.channels, channels, kernel, stride)
        result = Value(name, channels, value.shrunk * stride)
        self.multiply_adds += channels * value.channels * kernel ** 2 / result.shrunk ** 2
        op = {"conv2d": {"out_channels": channels, "window": window, "groups": 1, "bias": True}}
        return self._add(result, op, [value], {"weight": f"{name}.weight", "bias": f"{name}.bias"})

    def leaky(self, value):
        return self._add(value._replace(name=f"{value.name}.leaky"), {"leaky_relu": {"slope": LEAKY_SLOPE}}, [value])

    def twice(self, value):
        op = {"resize_nearest": {"target": {"scale": {"factor_h": 2, "factor_w": 2}}}}
        return self._add(Value(f"{value.name}.double", value.channels, value.shrunk // 2), op, [value])

    def add(self, first, second):
        return self._add(first._replace(name=f"{first.name}.add"), {"add": {}}, [first, second])

    def spread(self, value):
        op = {"depth_to_space": {"factor": COVERED, "arrangement": "channels"}}
        return self._add(Value("drawing", value.channels // COVERED ** 2, value.shrunk // COVERED), op, [value])

    def _add(self, value, op, inputs, parameters=None):
        self.nodes.append({"name": value.name, "op": op, "inputs": [one.name for one in inputs], "parameters": parameters or {}})
        return value


class LightGenerator(nn.Module):
    """(batch, 3, height, width) in [-1, 1] to the same shape; sides are multiples of 8, and at least 16."""

    def __init__(self):
        super().__init__()
        for name, (ins, outs, kernel, stride) in GraphHand().convolutions.items():
            side = padding(kernel, stride)
            self.add_module(name, nn.Conv2d(ins, outs, kernel, stride, side, padding_mode="reflect" if side else "zeros"))

    def forward(self, photo):
        return drawing(self, photo)

    def conv(self, name, value, channels, kernel, stride):
        return self.get_submodule(name)(value)

    def leaky(self, value):
        return functional.leaky_relu(value, LEAKY_SLOPE, inplace=True)

    def twice(self, value):
        return functional.interpolate(value, scale_factor=2, mode="nearest")

    def add(self, first, second):
        return first + second

    def spread(self, value):
        return functional.pixel_shuffle(value, COVERED)


def words():
    """The metadata that tells a reader of the weights which network they are of: the graph itself."""
    return {"format_version": "1", "graph": GraphHand().text(), "channel_order": "rgb",
            "input_range": "-1 1", "output_range": "-1 1"}


def initialise(generator, seed):
    """Starts the network as the picture's copy with noise beside it; the same for the same seed.

    The first channels at half size carry the pixels from end to end. They are raised by one, so that none is negative and the
    activations let them pass. All other channels begin as noise that keeps the variance (He et al., arXiv:1502.01852), and are not
    read by the last convolution at first.
    """
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for convolution in generator.children():
            outs, ins, height, width = convolution.weight.shape
            convolution.weight.normal_(0, (2 / (ins * height * width)) ** 0.5, generator=random)
            convolution.bias.zero_()
        _let_pixels_in(generator.half_0)
        for convolution in (generator.half_1, generator.half_2, generator.half_3):
            _pass_pixels_on(convolution)
        generator.to_half.weight[:PIXELS] = 0
        _let_pixels_out(generator.pixels)
    return generator


def _let_pixels_in(convolution):
    """Channel (colour, row, column) takes that one of the four covered pixels, which are the middle of the 4 x 4 window."""
    convolution.weight[:PIXELS] = 0
    for channel in range(PIXELS):
        colour, row, column = channel // 4, channel // 2 % 2, channel % 2
        convolution.weight[channel, colour, 1 + row, 1 + column] = 1
    convolution.bias[:PIXELS] = 1


def _pass_pixels_on(convolution):
    convolution.weight[:PIXELS] = 0
    for channel in range(PIXELS):
        convolution.weight[channel, channel, 1, 1] = 1


def _let_pixels_out(convolution):
    convolution.weight.zero_()
    _pass_pixels_on(convolution)
    convolution.bias[:] = -1
