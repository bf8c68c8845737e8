"""Renders training pictures from a seed alone: landscapes, streets, people and still lifes, then a camera.

Nothing here tries to be a ray tracer. What the network must learn to paint is edges between shaded regions, soft gradients, fine
texture that has to disappear, and camera faults that must not become lines; so every scene is painted from back to front with those
four, and a camera (defocus, vignette, exposure, noise, JPEG) is put before it.

Coordinates are fractions of the picture: x to the right, y down, both in [0, 1]. Colours are linear enough: RGB in [0, 1].
"""

import io
import sys

import numpy as np
from PIL import Image, ImageFilter

SKIES = [((0.25, 0.48, 0.82), (0.78, 0.88, 0.96)), ((0.45, 0.55, 0.68), (0.80, 0.82, 0.84)),
         ((0.30, 0.30, 0.52), (0.98, 0.70, 0.45)), ((0.16, 0.34, 0.66), (0.62, 0.78, 0.93))]
GREENS = [(0.20, 0.36, 0.12), (0.32, 0.45, 0.16), (0.14, 0.28, 0.14), (0.45, 0.42, 0.16), (0.52, 0.30, 0.12)]
WALLS = [(0.80, 0.74, 0.64), (0.62, 0.36, 0.28), (0.70, 0.70, 0.72), (0.86, 0.80, 0.56), (0.45, 0.50, 0.58), (0.90, 0.88, 0.84)]
SKINS = [(0.94, 0.76, 0.66), (0.85, 0.62, 0.48), (0.66, 0.44, 0.32), (0.42, 0.27, 0.20), (0.97, 0.82, 0.74)]
HAIRS = [(0.08, 0.06, 0.05), (0.28, 0.17, 0.09), (0.72, 0.55, 0.30), (0.45, 0.20, 0.10), (0.55, 0.54, 0.53)]
CLOTHES = [(0.72, 0.16, 0.16), (0.16, 0.26, 0.55), (0.88, 0.86, 0.82), (0.16, 0.17, 0.19), (0.22, 0.46, 0.36), (0.86, 0.66, 0.20)]


def choice(random, colours, spread=0.06):
    """One of the colours, moved a little."""
    colour = np.array(colours[random.integers(len(colours))], np.float32)
    return np.clip(colour + random.normal(0.0, spread, 3), 0.02, 0.98).astype(np.float32)


class Canvas:
    """A square picture being painted, with the coordinates of its pixels and one direction of light."""

    def __init__(self, random, size):
        self.random = random
        self.size = size
        axis = (np.arange(size, dtype=np.float32) + 0.5) / size
        self.x, self.y = np.meshgrid(axis, axis)
        self.picture = np.zeros((size, size, 3), np.float32)  # (height, width, RGB)
        self.light = np.float32(random.choice([-1.0, 1.0]) * random.uniform(0.4, 0.9))

    def noise(self, cells, octaves=5, stretch=1.0):
        """Fractal value noise in about [-1, 1]: random grids, each twice as fine and half as strong, smoothly enlarged."""
        total = np.zeros((self.size, self.size), np.float32)
        for octave in range(octaves):
            across = max(2, int(cells * 2 ** octave))
            down = max(2, int(across * stretch))
            if across > 2 * self.size:
                break
            grid = self.random.uniform(-1.0, 1.0, (down + 1, across + 1)).astype(np.float32)
            enlarged = Image.fromarray(grid).resize((self.size, self.size), Image.BICUBIC)
            total += np.asarray(enlarged) * 0.5 ** octave
        return total

    def coverage(self, inside):
        """Signed distance (fractions of the picture, positive inside) -> anti-aliased coverage in [0, 1]."""
        return np.clip(inside * self.size + 0.5, 0.0, 1.0)

    def paint(self, mask, colour):
        """Covers with a colour, either one or one for each pixel."""
        colour = np.asarray(colour, np.float32)
        self.picture += mask[..., None] * (np.clip(colour, 0.0, 1.0) - self.picture)

    def shade(self, mask, factor):
        """Multiplies the light under a mask: shadows below 1."""
        self.picture *= (1.0 + mask * (factor - 1.0))[..., None]

    def ellipse(self, centre, radii, tilt=0.0):
        """Approximate signed distance inside an ellipse, and its two normalised coordinates."""
        dx, dy = self.x - centre[0], self.y - centre[1]
        cosine, sine = np.cos(tilt), np.sin(tilt)
        across, down = (dx * cosine + dy * sine) / radii[0], (dy * cosine - dx * sine) / radii[1]
        return (1.0 - np.hypot(across, down)) * min(radii), across, down

    def ball(self, centre, radii, colour, gloss=0.0, texture=None, tilt=0.0):
        """An ellipsoid in the canvas's light, with ambient light from below and an optional highlight."""
        inside, across, down = self.ellipse(centre, radii, tilt)
        depth = np.sqrt(np.clip(1.0 - across ** 2 - down ** 2, 0.0, 1.0))
        facing = np.clip(0.6 * self.light * across - 0.5 * down + 0.62 * depth, 0.0, 1.0)
        brightness = 0.48 + 0.70 * facing
        if texture is not None:
            brightness = brightness * (1.0 + texture)
        highlight = gloss * np.clip(facing - 0.86, 0.0, 1.0)[..., None] * 6.0
        self.paint(self.coverage(inside), np.asarray(colour, np.float32) * brightness[..., None] + highlight)

    def soft_shadow(self, centre, radii, strength):
        inside, _, _ = self.ellipse(centre, radii)
        self.shade(np.clip(inside / min(radii) * 1.6, 0.0, 1.0), 1.0 - strength)

    def box(self, left, top, right, bottom):
        """Coverage of an upright rectangle."""
        inside = np.minimum(np.minimum(self.x - left, right - self.x), np.minimum(self.y - top, bottom - self.y))
        return self.coverage(inside)


def sky(canvas, horizon):
    """A vertical gradient, and clouds whose undersides are darker than their tops."""
    random = canvas.random
    above, below = SKIES[random.integers(len(SKIES))]
    height = np.clip(canvas.y / horizon, 0.0, 1.0)[..., None]
    canvas.picture[:] = np.float32(above) * (1.0 - height) + np.float32(below) * height
    density = canvas.noise(random.integers(2, 5), 6, random.uniform(1.0, 2.5))
    cloud = np.clip((density - random.uniform(-0.1, 0.9)) * random.uniform(0.8, 4.0), 0.0, 1.0)
    lower = np.roll(cloud, -canvas.size // 30, axis=0)
    brightness = 0.98 - 0.25 * np.clip(lower, 0.0, 1.0) + 0.03 * density
    canvas.paint(cloud * random.uniform(0.5, 1.0), brightness[..., None] * np.float32([1.0, 0.99, 0.98]))


def ridge(canvas, height, roughness, cells):
    """A line of hills: the signed distance under a noisy profile."""
    profile = canvas.noise(cells, 6)[canvas.size // 2]
    return canvas.y - (height + roughness * profile)[None, :]


def hills(canvas, horizon):
    """Two to four ridges, each nearer one greener, darker and more textured: haze takes colour with distance."""
    random = canvas.random
    count = int(random.integers(2, 5))
    haze = canvas.picture[int(horizon * canvas.size) - 1].mean(axis=0)
    for layer in range(count):
        nearness = (layer + 1) / count
        inside = ridge(canvas, horizon - 0.12 * (1 - nearness), 0.10 * random.uniform(0.3, 1.0), random.integers(1, 4))
        colour = choice(random, GREENS) * nearness + haze * (1 - nearness)
        texture = 1.0 + 0.35 * nearness * canvas.noise(24 * nearness + 4, 4)
        canvas.paint(canvas.coverage(inside), colour * texture[..., None])


def ground(canvas, horizon):
    """Grass, sand or paving that gets coarser towards the bottom."""
    random = canvas.random
    colour = choice(random, GREENS + [(0.62, 0.55, 0.42), (0.48, 0.47, 0.46)])
    depth = np.clip((canvas.y - horizon) / (1.0 - horizon), 0.0, 1.0)
    texture = 1.0 + random.uniform(0.1, 0.5) * depth * canvas.noise(40, 4) + 0.15 * canvas.noise(3, 3)
    canvas.paint(canvas.coverage(canvas.y - horizon), colour * texture[..., None])


def water(canvas, horizon):
    """The mirrored picture above the shore, darkened and torn by waves that widen towards the viewer."""
    depth = np.clip((canvas.y - horizon) / (1.0 - horizon), 0.0, 1.0)
    waves = canvas.noise(5, 5, stretch=8.0)
    mirrored = 2.0 * horizon - canvas.y + 0.03 * waves * (0.2 + depth)
    rows = np.clip(mirrored * canvas.size, 0, canvas.size - 1).astype(int)
    columns = np.clip((canvas.x + 0.01 * waves) * canvas.size, 0, canvas.size - 1).astype(int)
    tint = choice(canvas.random, [(0.50, 0.62, 0.66), (0.38, 0.52, 0.62)])
    reflection = canvas.picture[rows, columns] * (0.55 + 0.45 * tint) + 0.06 * waves[..., None]
    canvas.paint(canvas.coverage(canvas.y - horizon), reflection)


def windows(canvas, left, top, right, bottom):
    """A regular grid of panes with light frames; each pane reflects the sky a little differently."""
    random = canvas.random
    columns, rows = int(random.integers(2, 7)), int(random.integers(2, 9))
    wide, high = (right - left) / columns, (bottom - top) / rows
    frame = choice(random, WALLS)
    margin = random.uniform(0.15, 0.30)
    for column in range(columns):
        for row in range(rows):
            x, y = left + (column + margin) * wide, top + (row + margin) * high
            far_x, far_y = left + (column + 1 - margin) * wide, top + (row + 1 - margin) * high
            canvas.paint(canvas.box(x, y, far_x, far_y), frame)
            inset = 0.12 * min(wide, high)
            glass = random.uniform(0.08, 0.5) * np.float32([0.8, 0.95, 1.1])
            canvas.paint(canvas.box(x + inset, y + inset, far_x - inset, far_y - inset), glass)


def building(canvas, base):
    """A wall, lit on the side of the sun, with a roof or cornice, windows and a shadow on the ground."""
    random = canvas.random
    wide, high = random.uniform(0.12, 0.35), random.uniform(0.15, 0.55)
    left = random.uniform(-0.05, 0.95 - 0.5 * wide)
    top, right = base - high, left + wide
    wall = choice(random, WALLS)
    texture = 1.0 + 0.10 * canvas.noise(30, 4) + 0.08 * canvas.noise(3, 2)
    canvas.paint(canvas.box(left, top, right, base), wall * texture[..., None])
    side = left + wide * (0.72 if canvas.light < 0 else 0.28)
    shadow = canvas.box(side, top, right, base) if canvas.light < 0 else canvas.box(left, top, side, base)
    windows(canvas, left + 0.01, top + 0.02, right - 0.01, base - 0.02)
    canvas.shade(shadow, random.uniform(0.5, 0.8))
    roof = choice(random, [(0.45, 0.18, 0.12), (0.25, 0.25, 0.28), (0.55, 0.33, 0.20)])
    slope = random.uniform(0.0, 0.9)
    inside = np.minimum(canvas.y - (top - 0.35 * wide * slope) - slope * abs(canvas.x - (left + right) / 2) * 0.7, top + 0.012 - canvas.y)
    canvas.paint(canvas.coverage(inside) * canvas.box(left - 0.01, 0.0, right + 0.01, 1.0), roof * texture[..., None])
    canvas.soft_shadow((left + 0.5 * wide - canvas.light * 0.1, base), (wide * 0.7, 0.03), 0.45)


def foliage(canvas, centre, radius):
    """A crown of leaves: noise decides both its outline and its light and dark clumps."""
    random = canvas.random
    inside, across, down = canvas.ellipse(centre, (radius, radius * random.uniform(0.7, 1.2)))
    clumps = canvas.noise(2.5 / radius, 5)
    leaves = 0.78 + 0.40 * clumps + 0.30 * canvas.light * across - 0.30 * down
    crown = canvas.coverage((inside + 0.25 * radius * clumps) * 0.6)
    canvas.paint(crown, choice(random, GREENS) * np.clip(leaves, 0.15, 1.8)[..., None])


def tree(canvas, base):
    random = canvas.random
    x, height = random.uniform(0.0, 1.0), random.uniform(0.15, 0.5)
    trunk = random.uniform(0.006, 0.02)
    canvas.soft_shadow((x - canvas.light * 0.08, base), (height * 0.4, 0.025), 0.4)
    bark = choice(random, [(0.30, 0.22, 0.15), (0.42, 0.36, 0.30)]) * (1.0 + 0.3 * canvas.noise(60, 3))[..., None]
    canvas.paint(canvas.box(x - trunk, base - 0.6 * height, x + trunk, base), bark)
    for _ in range(int(random.integers(2, 6))):
        offset = random.normal(0.0, 0.12 * height, 2)
        foliage(canvas, (x + offset[0], base - 0.7 * height + offset[1]), height * random.uniform(0.2, 0.4))


def face(canvas, centre, radius):
    """A head: hair behind, skin with cheeks, brows, eyes with irises and lights, nose in half shade, mouth, hair in front."""
    random = canvas.random
    skin, hair = choice(random, SKINS, 0.02), choice(random, HAIRS, 0.02)
    x, y = centre
    pores, strands = 0.03 * canvas.noise(40, 3), 0.35 * canvas.noise(50, 3, stretch=0.15)
    canvas.ball((x, y - 0.18 * radius), (radius * 1.05, radius * random.uniform(1.15, 1.7)), hair, 0.2, strands)
    canvas.ball((x, y + 1.1 * radius), (radius * 0.38, radius * 0.6), skin * 0.8, texture=pores)
    canvas.ball((x, y), (radius * 0.82, radius * 1.08), skin, 0.15, pores)
    for side in (-1.0, 1.0):
        eye = (x + side * 0.33 * radius, y - 0.08 * radius)
        canvas.soft_shadow((x + side * 0.42 * radius, y + 0.32 * radius), (radius * 0.25, radius * 0.2), 0.08)
        canvas.ball((eye[0], eye[1] - 0.22 * radius), (radius * 0.20, radius * 0.035), hair * 0.8, tilt=side * 0.15)
        canvas.soft_shadow(eye, (radius * 0.26, radius * 0.16), 0.35)
        canvas.ball(eye, (radius * 0.155, radius * 0.075), (0.92, 0.91, 0.90))
        canvas.ball(eye, (radius * 0.07, radius * 0.075), choice(random, [(0.25, 0.15, 0.08), (0.25, 0.40, 0.55)]), 0.8)
        canvas.ball(eye, (radius * 0.03, radius * 0.032), (0.02, 0.02, 0.02), 0.8)
    canvas.soft_shadow((x - 0.1 * canvas.light * radius, y + 0.22 * radius), (radius * 0.13, radius * 0.22), 0.25)
    canvas.soft_shadow((x, y + 0.32 * radius), (radius * 0.16, radius * 0.06), 0.45)
    lips = skin * np.float32([0.85, 0.55, 0.52])
    canvas.ball((x, y + 0.55 * radius), (radius * random.uniform(0.2, 0.3), radius * 0.075), lips, 0.3)
    canvas.soft_shadow((x, y + 0.545 * radius), (radius * 0.24, radius * 0.02), 0.6)
    fringe, _, _ = canvas.ellipse((x + random.normal(0.0, 0.2) * radius, y - 0.95 * radius), (radius * 0.95, radius * 0.45))
    canvas.paint(canvas.coverage(fringe + 0.02 * radius * strands), hair * (0.8 + strands)[..., None])


def person(canvas, centre, radius):
    """Shoulders and a neck under a face, in cloth with folds."""
    x, y = centre
    folds = 0.30 * canvas.noise(5, 4, stretch=0.5)
    canvas.ball((x, y + 2.9 * radius), (radius * 1.9, radius * 1.75), choice(canvas.random, CLOTHES), 0.0, folds)
    face(canvas, centre, radius)


def figure(canvas, base):
    """Somebody standing far off: legs, coat, head and a shadow."""
    random = canvas.random
    x, height = random.uniform(0.1, 0.9), random.uniform(0.12, 0.35)
    canvas.soft_shadow((x - 0.3 * canvas.light * height, base), (height * 0.35, height * 0.05), 0.5)
    trousers, coat = choice(random, CLOTHES), choice(random, CLOTHES)
    for side in (-1.0, 1.0):
        canvas.ball((x + side * 0.06 * height, base - 0.25 * height), (height * 0.06, height * 0.27), trousers)
        canvas.ball((x + side * 0.16 * height, base - 0.58 * height), (height * 0.045, height * 0.2), coat, tilt=-side * 0.2)
    canvas.ball((x, base - 0.6 * height), (height * 0.14, height * 0.25), coat, 0.0, 0.2 * canvas.noise(20, 3))
    canvas.ball((x, base - 0.9 * height), (height * 0.075, height * 0.095), choice(random, SKINS, 0.02))
    canvas.ball((x, base - 0.95 * height), (height * 0.08, height * 0.06), choice(random, HAIRS, 0.02))


def landscape(canvas):
    random = canvas.random
    horizon = random.uniform(0.35, 0.65)
    sky(canvas, horizon)
    hills(canvas, horizon)
    with_water = random.random() < 0.45
    if not with_water:
        ground(canvas, horizon)
    for _ in range(int(random.integers(0, 4))):
        building(canvas, horizon + 0.02)
    for _ in range(int(random.integers(0, 4))):
        tree(canvas, horizon + 0.02)
    if with_water:
        water(canvas, horizon + 0.02)
    for _ in range(int(random.integers(0, 3))):
        tree(canvas, random.uniform(horizon + 0.1, 1.0))
    for _ in range(int(random.integers(0, 3))):
        figure(canvas, random.uniform(horizon + 0.1, 0.95))


def street(canvas):
    random = canvas.random
    horizon = random.uniform(0.6, 0.8)
    sky(canvas, horizon)
    ground(canvas, horizon)
    for _ in range(int(random.integers(3, 8))):
        building(canvas, horizon + random.uniform(-0.02, 0.02))
    for _ in range(int(random.integers(0, 3))):
        tree(canvas, horizon + random.uniform(0.0, 0.1))
    for _ in range(int(random.integers(1, 4))):
        figure(canvas, random.uniform(horizon + 0.05, 0.98))


def portrait(canvas):
    """One person before a landscape, a street or a wall; what lies behind is out of focus."""
    random = canvas.random
    random.choice([landscape, street, still_life])(canvas)
    background = Image.fromarray((canvas.picture * 255).clip(0, 255).astype(np.uint8))
    blurred = background.filter(ImageFilter.GaussianBlur(canvas.size * random.uniform(0.0, 0.02)))
    canvas.picture[:] = np.asarray(blurred, np.float32) / 255
    radius = random.uniform(0.10, 0.30)
    person(canvas, (random.uniform(0.3, 0.7), random.uniform(0.35, 0.55)), radius)


def still_life(canvas):
    """Fruit-like balls and boxes on a table of wood or cloth before a wall."""
    random = canvas.random
    wall = choice(random, WALLS) * (0.9 + 0.1 * canvas.noise(2, 6))[..., None]
    canvas.picture[:] = np.clip(wall * (1.0 + 0.3 * canvas.light * (canvas.x - 0.5))[..., None], 0.0, 1.0)
    edge = random.uniform(0.4, 0.7)
    grain = 1.0 + 0.25 * canvas.noise(4, 5, stretch=random.choice([1.0, 10.0]))
    canvas.paint(canvas.coverage(canvas.y - edge), choice(random, WALLS + [(0.45, 0.28, 0.16)]) * grain[..., None])
    for _ in range(int(random.integers(2, 7))):
        radius = random.uniform(0.05, 0.16)
        x, y = random.uniform(0.1, 0.9), random.uniform(edge, 0.9)
        canvas.soft_shadow((x - canvas.light * radius, y + 0.75 * radius), (radius * 1.5, radius * 0.4), 0.55)
        texture = random.uniform(0.0, 0.25) * canvas.noise(random.integers(5, 40), 4)
        colour = choice(random, CLOTHES + GREENS + [(0.85, 0.40, 0.10), (0.75, 0.12, 0.10)])
        canvas.ball((x, y), (radius, radius * random.uniform(0.8, 1.3)), colour, random.uniform(0.0, 1.0), texture)


SCENES = [landscape, landscape, street, portrait, portrait, still_life]


def photographed(random, picture):
    """The camera: defocus, exposure and white balance, vignette, sensor noise, JPEG."""
    size = picture.shape[0]
    image = Image.fromarray((np.clip(picture, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8))
    light = np.asarray(image.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.2))), np.float32) / 255.0
    light = light ** random.uniform(0.8, 1.25) * random.uniform(0.85, 1.15) * random.normal(1.0, 0.03, 3).astype(np.float32)
    axis = np.linspace(-1.0, 1.0, size, dtype=np.float32)
    light *= (1.0 - random.uniform(0.0, 0.25) * (axis[:, None] ** 2 + axis ** 2) / 2)[..., None]
    light += random.normal(0.0, 1.0, light.shape).astype(np.float32) * random.uniform(0.0, 0.025) * np.sqrt(np.clip(light, 0.02, 1.0))
    packed = io.BytesIO()
    Image.fromarray((np.clip(light, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)).save(
        packed, "JPEG", quality=int(random.integers(70, 98)))
    return Image.open(packed).convert("RGB")


def render(seed, size):
    """A picture of size x size pixels (a PIL image), the same for the same seed and size."""
    random = np.random.default_rng(seed)
    canvas = Canvas(random, size)
    SCENES[seed % len(SCENES)](canvas)
    return photographed(random, canvas.picture)


def main():
    """render.py SEED SIZE FILE: one picture to look at."""
    render(int(sys.argv[1]), int(sys.argv[2])).save(sys.argv[3])


if __name__ == "__main__":
    main()
