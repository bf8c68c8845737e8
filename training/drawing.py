"""Draws the loss curve and the contact sheet, with PIL alone."""

import math

from PIL import Image, ImageDraw

PAPER, INK, FAINT = (255, 255, 255), (30, 30, 30), (215, 215, 215)
COLOURS = [(30, 30, 30), (200, 60, 40), (40, 110, 190), (50, 140, 70)]
NAMES = ["loss", "colour", "lines", "structure"]


def loss_curve(path, curve, width=960, height=540):
    """Logarithmic loss over steps; a row of `curve` is (step, loss, colour, lines, structure), each a mean since the row before."""
    if len(curve) < 2:
        return
    values = [value for row in curve for value in row[1:]]
    low, high = math.floor(math.log10(max(min(values), 1e-6)) * 4) / 4, math.ceil(math.log10(max(values)) * 4) / 4
    first, last = curve[0][0], curve[-1][0]
    left, top, right, bottom = 70, 20, width - 20, height - 40

    def point(step, value):
        across = (step - first) / (last - first)
        up = (math.log10(max(value, 1e-6)) - low) / max(high - low, 1e-6)
        return left + across * (right - left), bottom - up * (bottom - top)

    image = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    for quarter in range(int(low * 4), int(high * 4) + 1):
        value = 10 ** (quarter / 4)
        y = point(first, value)[1]
        draw.line([(left, y), (right, y)], fill=FAINT)
        draw.text((8, y - 6), f"{value:.4f}", fill=INK)
    for column, (name, colour) in enumerate(zip(NAMES, COLOURS), 1):
        draw.line([point(row[0], row[column]) for row in curve], fill=colour, width=2)
        draw.text((right - 320 + 80 * (column - 1), top), name, fill=colour)
    draw.text((left, bottom + 12), f"step {first}", fill=INK)
    draw.text((right - 80, bottom + 12), f"step {last}", fill=INK)
    image.save(path)


def contact_sheet(path, rows, side=384):
    """Pictures beside each other; a row is (caption, images)."""
    columns, caption_height = len(rows[0][1]), 18
    sheet = Image.new("RGB", (columns * side, len(rows) * (side + caption_height)), PAPER)
    draw = ImageDraw.Draw(sheet)
    for number, (caption, images) in enumerate(rows):
        top = number * (side + caption_height)
        for column, image in enumerate(images):
            sheet.paste(image.resize((side, side), Image.LANCZOS), (column * side, top))
        draw.text((4, top + side + 3), caption, fill=INK)
    sheet.save(path)
