"""Training pictures: free photographs of operating-system packages and scenes of our own renderer, in random views.

A *view* is a square part of a picture at a random scale, perhaps with other colours, beside what the teacher paints for it. Views
are made once and kept on disk, because the teacher costs about as much as a training step. The name of a view depends on its
number and on the sources of the teacher, the renderer and this file: change one of them, and its views are made anew.

Held out are whole photographs, never views: no part of them is seen in training.
"""

import hashlib
from multiprocessing import Pool
import os
from pathlib import Path

import numpy as np
from PIL import Image

import render
import teacher

Image.MAX_IMAGE_PIXELS = None  # wallpapers are larger than PIL's guard against bombs, and come from signed packages

# folder -> names of files; drawings, patterns and logos of the same packages are left out.
PHOTOGRAPHS = {
    "/usr/share/backgrounds/mate/nature": [
        "Aqua.jpg", "Blinds.jpg", "Dune.jpg", "FreshFlower.jpg", "Garden.jpg", "GreenMeadow.jpg", "LadyBird.jpg",
        "RainDrops.jpg", "Storm.jpg", "TwoWings.jpg", "Wood.jpg", "YellowFlower.jpg"],
    "/usr/share/backgrounds": [
        "Bridge_by_Sander_Klootwijk.jpg", "Dragonfly_by_Bolly.jpg", "Picture_0B_by_freespace.jpg",
        "Picture_1A_by_freespace.jpg", "Wine_by_Jakkub_Mede.jpg", "aitzgorri_by_Aitzol_Berasategi.jpg",
        "free_by_Peter_Nerlich.jpg", "friends_by_Aitzol_Berasategi.jpg", "greentock_by_Peter_Nerlich.jpg",
        "life_by_Aitzol_Berasategi.jpg", "picosdeeuropa_by_Aitzol_Berasategi.jpg", "seeding_by_Clements_Engelhardt.jpg",
        "sunset_by_Aitzol_Berasategi.jpg", "Kleiber_by_Lukas_Baubkus.jpg"],
    "/usr/share/lxqt/wallpapers": [
        "Butterfly-Kenneth-Wimer.jpg", "Valendas.png", "after-the-rain.jpg", "appleflower.png", "beam.png", "butterfly.png",
        "cloud.png", "drop.png", "flowers.png", "fog.jpg", "this-is-not-windows.jpg"],
    "/usr/share/wallpapers": [
        "BytheWater/contents/images/2560x1600.jpg", "ColdRipple/contents/images/2560x1600.jpg",
        "ColorfulCups/contents/images/2560x1600.jpg", "DarkestHour/contents/images/2560x1600.jpg",
        "EveningGlow/contents/images/2560x1600.jpg", "FallenLeaf/contents/images/2560x1600.jpg",
        "Grey/contents/images/2560x1600.jpg", "Kite/contents/images/2560x1600.jpg",
        "OneStandsOut/contents/images/2560x1600.jpg", "Path/contents/images/2560x1600.jpg",
        "summer_1am/contents/images/2560x1600.jpg"],
    "/usr/lib/python3/dist-packages/skimage/data": ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"],
}

HELD_OUT = {
    "Garden.jpg", "LadyBird.jpg", "Bridge_by_Sander_Klootwijk.jpg", "friends_by_Aitzol_Berasategi.jpg",
    "picosdeeuropa_by_Aitzol_Berasategi.jpg", "flowers.png", "EveningGlow/contents/images/2560x1600.jpg", "chelsea.png"}

RENDERED_SHARE = 0.5


def photographs(held_out):
    """Paths of the installed photographs, either those held out or the others, in a fixed order."""
    return [Path(folder) / name for folder, names in PHOTOGRAPHS.items() for name in names
            if (name in HELD_OUT) == held_out and (Path(folder) / name).is_file()]


def opened(path):
    """An RGB picture, upright as the file stores it."""
    return Image.open(path).convert("RGB")


def random_square(random, image, size):
    """A square part, from the whole shorter side down to a third of it or `size` / 2 pixels, resized to size x size.

    The smallest parts are enlarged: large pictures of soft lenses look like that, and must be painted as well. Much smaller parts
    would be plain, and of a plain picture the norm takes away how bright it is: nobody could learn its tone.
    """
    shorter = min(image.size)
    smallest = min(shorter, max(size // 2, shorter // 3))
    side = int(np.exp(random.uniform(np.log(smallest), np.log(shorter + 1))))
    left = int(random.integers(0, image.width - side + 1))
    top = int(random.integers(0, image.height - side + 1))
    return image.resize((size, size), Image.LANCZOS, box=(left, top, left + side, top + side))


def recoloured(random, picture):
    """Mild changes of exposure, white balance and saturation of a float picture in [0, 1]; contrast the teacher would undo."""
    picture = picture ** random.uniform(0.75, 1.3) * random.normal(1.0, 0.04, 3).astype(np.float32)
    grey = picture.mean(axis=2, keepdims=True)
    picture = grey + (picture - grey) * random.uniform(0.7, 1.25)
    return np.clip(picture, 0.0, 1.0).astype(np.float32)


def grained(picture, grain, random):
    """A picture in [-1, 1] with the noise of a camera: of a random strength, at most `grain` grey levels."""
    if grain == 0.0:
        return picture
    levels = random.uniform(0.0, grain)
    return picture + np.float32(levels / 127.5) * random.standard_normal(picture.shape, np.float32)


def bytes_of(picture):
    """Float [0, 1] -> uint8."""
    return (np.clip(picture, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)


def floats_of(image):
    """PIL image or uint8 array -> float32 in [0, 1], (height, width, 3)."""
    return np.asarray(image, np.float32) / 255.0


def source_of_view(seed, number, size):
    """The unpainted picture of a view, uint8 (size, size, 3); the number alone decides which picture it shows."""
    random = np.random.default_rng([seed, number])
    available = photographs(held_out=False)
    if not available or random.random() < RENDERED_SHARE:
        scale = random.uniform(1.0, 1.8)
        image = random_square(random, render.render(seed * 1_000_003 + number, int(size * scale)), size)
    else:
        image = random_square(random, opened(available[number % len(available)]), size)
    return bytes_of(recoloured(random, floats_of(image)))


def recipe_hash(curriculum):
    """Sixteen hexadecimal digits that change with all that decides what a view looks like."""
    folder = Path(__file__).parent
    sources = [folder / "pictures.py", folder / "render.py", folder / "teacher.py", *sorted(folder.glob("cel_*.py"))]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    digest.update("\n".join(map(str, photographs(held_out=False))).encode())
    digest.update(f"{curriculum.view_sizes} {curriculum.expose.__name__}".encode())
    return digest.hexdigest()[:16]


class Views:
    """The views 0 to count - 1 of a seed, in a folder; those that are not there yet are made in `prepare`."""

    def __init__(self, folder, seed, count, curriculum):
        self.folder = Path(folder) / recipe_hash(curriculum)
        self.seed = seed
        self.count = count
        self.curriculum = curriculum

    def size(self, number):
        sizes = self.curriculum.view_sizes
        return sizes[number % len(sizes)]

    def path(self, number):
        return self.folder / f"view-{self.seed}-{number:05d}.npz"

    def make(self, number):
        """Writes one view under another name first, so that an interrupted run leaves no half file."""
        source = source_of_view(self.seed, number, self.size(number))
        painted = bytes_of(teacher.paint(floats_of(source), self.curriculum.expose))
        unfinished = self.path(number).with_suffix(f".{os.getpid()}.part")
        with open(unfinished, "wb") as file:
            np.savez(file, source=source, painted=painted)
        unfinished.replace(self.path(number))

    def prepare(self, processes):
        """Makes what is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        missing = [number for number in range(self.count) if not self.path(number).exists()]
        missing.sort(key=self.size)
        if not missing:
            return
        print(f"making {len(missing)} of {self.count} views in {self.folder}", flush=True)
        with Pool(processes) as pool:
            for done, _ in enumerate(pool.imap_unordered(self.make, missing, chunksize=4), 1):
                if done % 100 == 0:
                    print(f"  {done} views made", flush=True)

    def pick(self, random, size):
        """Names a random view of that size: its number, the step along its rows, -1 if it is to be mirrored, the seed of its grain."""
        numbers = [number for number in range(self.count) if self.size(number) == size]
        return numbers[random.integers(len(numbers))], int(random.choice([-1, 1])), int(random.integers(2**31))

    def load(self, number, step, grain_seed):
        """Two float32 arrays (3, size, size) in about [-1, 1], source and painted, of a view that `pick` named."""
        with np.load(self.path(number)) as view:
            source, painted = (
                np.ascontiguousarray(view[name][:, ::step].transpose(2, 0, 1), np.float32) / 127.5 - 1.0
                for name in ("source", "painted"))
        return grained(source, self.curriculum.grain, np.random.default_rng(grain_seed)), painted
