"""Trains the generator to paint like the teacher. One command from nothing to weights:

    python3 training/train.py --hours 2.5 --out training-run
    python3 training/train.py --network light --hours 2.5 --out training-run-light

In the folder given by --out: `views/` (pictures and what the teacher paints for them), `checkpoint.pt` (a second call with the same
folder goes on from it), `loss.png`, and at the end `fude-ink.safetensors` (or `fude-ink-light`). The same --seed with --steps instead of
--hours repeats a run on the same machine and number of workers; with --hours the schedule follows the clock.
"""

import argparse
import math
import os
from pathlib import Path
import subprocess
import time

import numpy as np
import torch

from curricula import CURRICULA, of_one_size
from drawing import loss_curve
from pictures import Views
import safetensors_file
from workers import Workers

INKING_FROM = 0.5  # until this part of the run lines are only sketched, see losses.py
LAST_LEARNING_RATE = 1e-5
WARM_UP_STEPS = 100
GRADIENT_LIMIT = 1.0
AVERAGE_DECAY = 0.998
STEPS_PER_REPORT = 25
SECONDS_PER_CHECKPOINT = 120
SMOKE_SIZE = 128


def learning_rate(peak, step, progress):
    """Rises over the first steps, then falls along half a cosine with the part of the run that is done."""
    falling = LAST_LEARNING_RATE + 0.5 * (peak - LAST_LEARNING_RATE) * (1 + math.cos(math.pi * min(progress, 1.0)))
    return falling * min(1.0, (step + 1) / WARM_UP_STEPS)


def view_size(phases, random, progress):
    """A side for the views of the next step."""
    sizes = next(sizes for until, sizes in phases if progress <= until or until == 1.0)
    return int(random.choice(sizes))


class Run:
    """All that changes while training, and is kept in the checkpoint: weights, their average, optimiser, random state, curve, time."""

    def __init__(self, curriculum, seed, device):
        self.curriculum = curriculum
        self.device = device
        self.generator = curriculum.initialise(curriculum.build(), seed).to(device)
        self.average = {name: tensor.clone() for name, tensor in self.generator.state_dict().items()}
        self.optimiser = torch.optim.Adam(self.generator.parameters(), curriculum.peak_learning_rate, betas=(0.9, 0.99))
        self.random = np.random.default_rng(seed)
        self.step = 0
        self.seconds = 0.0
        self.curve = []

    def save(self, path):
        """Writes beside the checkpoint and renames, so that the old one stays whole until the new one is."""
        unfinished = path.with_suffix(".part")
        torch.save({
            "generator": self.generator.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict(),
            "random": self.random.bit_generator.state, "step": self.step, "seconds": self.seconds, "curve": self.curve},
            unfinished)
        os.replace(unfinished, path)

    def begin_with(self, path):
        """Takes the weights of a safetensors file, and nothing else: a new optimiser, a new average."""
        tensors, _ = safetensors_file.read(path)
        state = {name: torch.from_numpy(tensor.astype(np.float32)).to(self.device) for name, tensor in tensors.items()}
        self.generator.load_state_dict(state)
        self.average = {name: tensor.clone() for name, tensor in state.items()}

    def load(self, path):
        state = torch.load(path, map_location=self.device)
        self.generator.load_state_dict(state["generator"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.random.bit_generator.state = state["random"]
        self.average, self.step = state["average"], state["step"]
        self.seconds, self.curve = state["seconds"], state["curve"]

    def learn(self, workers, progress, inking):
        """One step on views of one size, one for each worker; returns the loss and its three parts."""
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.curriculum.peak_learning_rate, self.step, progress)
        size = view_size(self.curriculum.phases, self.random, progress)
        losses = workers.learn([workers.views.pick(self.random, size) for _ in range(workers.count)], inking)
        torch.nn.utils.clip_grad_norm_(self.generator.parameters(), GRADIENT_LIMIT)
        self.optimiser.step()
        self.step += 1
        self.follow()
        return losses

    def follow(self):
        """Moves the averaged weights towards the present ones: slower and slower, until the decay is reached."""
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        for name, tensor in self.generator.state_dict().items():
            self.average[name].lerp_(tensor, 1 - decay)


def git(*words):
    """What git answers in this folder; empty outside a repository."""
    return subprocess.run(["git", *words], cwd=Path(__file__).parent, capture_output=True, text=True, check=False).stdout.strip()


def commit():
    """The last commit of this folder, with `-dirty` when it was changed since, or `unknown` outside a repository."""
    last = git("log", "-1", "--format=%H", "--", ".")
    return (last + ("-dirty" if git("status", "--porcelain", "--", ".") else "")) or "unknown"


def export(path, run, options):
    """The averaged weights, float32, with what a reader must know about them. The steps before those they started with count as well."""
    tensors = {name: tensor.cpu().numpy() for name, tensor in run.average.items()}
    _, before = safetensors_file.read(options.start) if options.start else ({}, {})
    steps, hours = run.step + int(before.get("steps", 0)), run.seconds / 3600 + float(before.get("hours", 0))
    safetensors_file.write(path, tensors, {
        "format": "fude", **run.curriculum.words(), "style": options.style, "license": "Apache-2.0",
        "trained_by": "the Fude project, training/train.py",
        "seed": str(options.seed), "steps": str(steps), "hours": f"{hours:.2f}", "commit": options.commit})


def train(run, workers, options, checkpoint):
    """Steps until the time or the steps are used up."""
    started, since_checkpoint, recent = time.monotonic() - run.seconds, time.monotonic(), []
    while True:
        progress = run.step / options.steps if options.steps else run.seconds / (options.hours * 3600)
        if progress >= 1.0:
            return
        recent.append(run.learn(workers, progress, options.start is not None or progress > INKING_FROM))
        run.seconds = time.monotonic() - started
        if len(recent) == options.report:
            means = np.mean(recent, axis=0).tolist()
            run.curve.append([run.step, *means])
            recent = []
            print(f"step {run.step:6d}  {run.seconds / 3600:6.3f} h  loss {means[0]:.4f}  colour {means[1]:.4f}  "
                  f"lines {means[2]:.4f}  structure {means[3]:.4f}", flush=True)
        if time.monotonic() - since_checkpoint > SECONDS_PER_CHECKPOINT:
            run.save(checkpoint)
            loss_curve(checkpoint.with_name("loss.png"), run.curve)
            since_checkpoint = time.monotonic()


def arguments():
    parser = argparse.ArgumentParser(description="Trains the generator to paint like the teacher.")
    parser.add_argument("--network", choices=CURRICULA, default="ink", help="which network learns")
    parser.add_argument("--out", type=Path, default=Path("training-run"), help="folder of views, checkpoint and weights")
    parser.add_argument("--hours", type=float, default=2.5, help="training time, over all calls together; views not counted")
    parser.add_argument("--steps", type=int, default=0, help="a number of steps instead of hours")
    parser.add_argument("--views", type=int, default=2000, help="how many views are made")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes, each of one thread and with a view of each step")
    parser.add_argument("--bfloat16", action="store_true", help="convolutions in bfloat16, on processors that multiply it")
    parser.add_argument("--style", help="the style's name in the weights' metadata, unless it is ours")
    parser.add_argument("--start", type=Path,
                        help="weights to begin with instead of a picture's copy, where there is no checkpoint; they know their lines")
    parser.add_argument("--peak", type=float, help="the highest learning rate, unless it is the network's own")
    parser.add_argument("--smoke", action="store_true", help="a few steps on a small view, to see that all parts work")
    options = parser.parse_args()
    options.report, options.commit = STEPS_PER_REPORT, commit()
    options.curriculum = CURRICULA[options.network]
    if options.peak:
        options.curriculum = options.curriculum._replace(peak_learning_rate=options.peak)
    options.style = options.style or options.curriculum.style
    if options.smoke:
        options.steps, options.views, options.report = 4, 1, 2
        options.curriculum = of_one_size(options.curriculum, SMOKE_SIZE)
    return options


def main():
    options = arguments()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    views = Views(options.out / "views", options.seed, options.views, options.curriculum)
    views.prepare(options.workers)
    run = Run(options.curriculum, options.seed, "cuda" if torch.cuda.is_available() else "cpu")
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint)
        print(f"going on from step {run.step} of {checkpoint}")
    elif options.start:
        run.begin_with(options.start)
    workers = Workers(run.generator, views, options.workers if run.device == "cpu" else 1, options.bfloat16)
    train(run, workers, options, checkpoint)
    workers.close()
    run.save(checkpoint)
    loss_curve(options.out / "loss.png", run.curve)
    weights = options.out / f"fude-{options.style}.safetensors"
    export(weights, run, options)
    print(f"{run.step} steps in {run.seconds / 3600:.2f} h: {weights}")


if __name__ == "__main__":
    main()
