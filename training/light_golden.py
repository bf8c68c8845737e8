"""What PyTorch makes of a small picture with the light network, for the engine's own test.

    python3 training/light_golden.py style-ink/src/test/resources/dev/fude/style/ink/light-golden.safetensors

The file holds the words of a model file, the picture `photo` and the result `drawing`, both (1, height, width, 3). The weights are
a pattern that any language repeats (`patterned`): only their names and shapes lie in the file, one a line under `tensors`.
"""

from pathlib import Path
import sys

import numpy as np
import torch

import light
import safetensors_file

GOLDEN = Path(__file__).parent.parent / "style-ink/src/test/resources/dev/fude/style/ink/light-golden.safetensors"
HEIGHT, WIDTH = 16, 24
STEP, PERIOD = 37, 101  # of the pattern; without a common divisor


def pattern(index):
    """From -1 to 1, the same for whoever counts alike."""
    return (index * STEP % PERIOD - PERIOD // 2) / (PERIOD // 2)


def patterned(generator):
    """Numbers all tensors' values one after the other; weights keep the variance about as it is, biases are small."""
    count = 0
    for tensor in generator.state_dict().values():
        scale = (6 / tensor[0].numel()) ** 0.5 if tensor.dim() == 4 else 0.1
        values = scale * pattern(np.arange(count, count + tensor.numel()))
        tensor.copy_(torch.from_numpy(values.astype(np.float32)).view_as(tensor))
        count += tensor.numel()
    return generator


def golden():
    """The tensors of the file."""
    torch.set_num_threads(1)
    photo = pattern(np.arange(HEIGHT * WIDTH * light.COLOURS)).astype(np.float32).reshape(1, HEIGHT, WIDTH, light.COLOURS)
    with torch.inference_mode():
        drawing = patterned(light.LightGenerator())(torch.from_numpy(photo).permute(0, 3, 1, 2))
    return {"photo": photo, "drawing": drawing.permute(0, 2, 3, 1).numpy()}


def words():
    """The metadata of the file."""
    tensors = light.LightGenerator().state_dict().items()
    return {"format": "fude", **light.words(), "tensors": "\n".join(" ".join([name, *map(str, one.shape)]) for name, one in tensors)}


def main(arguments):
    safetensors_file.write(arguments[0] if arguments else GOLDEN, golden(), words())


if __name__ == "__main__":
    main(sys.argv[1:])
