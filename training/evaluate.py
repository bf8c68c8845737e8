"""Measures trained weights on photographs that training never saw, and draws a contact sheet.

    python3 training/evaluate.py training-run/fude-ink.safetensors --out training-run

Prints, for each held-out photograph, the PSNR to the network's teacher at 512 x 512 (centre square, Lanczos), and the mean brightness
(0 to 255) of what the network paints of its versions of 256, 512, 1024 and 2048 pixels, with their greatest difference.
Writes `contact-sheet.png`: photograph, teacher, network.
"""

import argparse
import os
from pathlib import Path

import numpy as np
from PIL import Image
import torch

from curricula import of_weights
from drawing import contact_sheet
from pictures import bytes_of, floats_of, opened, photographs
import safetensors_file
import teacher

COMPARED_SIZE = 512
BRIGHTNESS_SIZES = (256, 512, 1024, 2048)
LUMA = np.float32([0.299, 0.587, 0.114])


def loaded(path):
    """The network with the weights of a safetensors file, float16 ones widened; and its curriculum."""
    tensors, metadata = safetensors_file.read(path)
    curriculum = of_weights(metadata)
    generator = curriculum.build()
    generator.load_state_dict({name: torch.from_numpy(tensor.astype(np.float32)) for name, tensor in tensors.items()})
    return generator.eval(), curriculum


def painted(generator, picture):
    """uint8 (height, width, 3) -> uint8 of the same shape, for sizes that are multiples of 8."""
    source = torch.from_numpy(floats_of(picture) * 2 - 1).permute(2, 0, 1)[None]
    with torch.inference_mode():
        result = generator(source)[0].permute(1, 2, 0).numpy()
    return bytes_of(result * 0.5 + 0.5)


def centre_square(image, size):
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return np.asarray(image.resize((size, size), Image.LANCZOS, box=(left, top, left + side, top + side)))


def psnr(first, second):
    """Peak signal-to-noise ratio of two uint8 pictures, in decibels."""
    error = np.mean((first.astype(np.float64) - second.astype(np.float64)) ** 2)
    return 10 * np.log10(255.0 ** 2 / max(error, 1e-9))


def brightness(picture):
    return float((picture.astype(np.float32) @ LUMA).mean())


def compared(generator, expose, path):
    """One row of the contact sheet, and the PSNR to a teacher that begins with `expose`."""
    source = centre_square(opened(path), COMPARED_SIZE)
    wanted = bytes_of(teacher.paint(floats_of(source), expose))
    ours = painted(generator, source)
    ratio = psnr(wanted, ours)
    return (f"{path.name}: {ratio:.2f} dB", [Image.fromarray(picture) for picture in (source, wanted, ours)]), ratio


def brightnesses(generator, path, sizes):
    image = opened(path)
    return [brightness(painted(generator, centre_square(image, size))) for size in sizes]


def main():
    parser = argparse.ArgumentParser(description="Measures trained weights on held-out photographs.")
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("training-run"))
    parser.add_argument("--largest", type=int, default=BRIGHTNESS_SIZES[-1], help="leave out the larger versions")
    parser.add_argument("--one-contrast", action="store_true",
                        help="compare with the teacher that brings all pictures to one contrast, whatever the network was taught")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    generator, curriculum = loaded(options.weights)
    expose = teacher.exposed if options.one_contrast else curriculum.expose
    sizes = [size for size in BRIGHTNESS_SIZES if size <= options.largest]
    rows, ratios, shifts = [], [], []
    for path in photographs(held_out=True):
        row, ratio = compared(generator, expose, path)
        levels = brightnesses(generator, path, sizes)
        rows.append(row)
        ratios.append(ratio)
        shifts.append(max(levels) - min(levels))
        print(f"{row[0]}  brightness {' '.join(f'{level:.1f}' for level in levels)}  shift {shifts[-1]:.1f}", flush=True)
    if not rows:
        raise SystemExit("No held-out photograph is installed: see the packages in training/README.md.")
    print(f"mean PSNR {np.mean(ratios):.2f} dB, least {min(ratios):.2f} dB; greatest brightness shift {max(shifts):.1f} levels")
    options.out.mkdir(parents=True, exist_ok=True)
    contact_sheet(options.out / "contact-sheet.png", rows)


if __name__ == "__main__":
    main()
