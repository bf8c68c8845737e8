"""Prints how long PyTorch takes for the generator on this machine's GPU: what OnDeviceTimesTest is compared with.

    python3 backend-jcuda/pytorch_times.py

Needs PyTorch made for CUDA. Times are the device's, by events, from the first kernel to the last: the way of the
picture to the device and back is not in them. `graph` replays a captured CUDA graph, as Fude does. On a machine without
a GPU (`--device cpu`) it only shows that it works.
"""

import argparse
import pathlib
import sys
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "training"))
from network import Generator  # noqa: E402

SIDES = (256, 512, 1024, 2048)
RUNS = 30
WARM_UP_RUNS = 10
MODES = {"fp32": torch.float32, "tf32": torch.float32, "fp16": torch.float16}


def on_device(run):
    """Milliseconds of one run on the GPU."""
    before, behind = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    before.record()
    run()
    behind.record()
    behind.synchronize()
    return before.elapsed_time(behind)


def on_processor(run):
    """Milliseconds of one run on the processor."""
    begin = time.perf_counter()
    run()
    return 1e3 * (time.perf_counter() - begin)


def captured(run):
    """The same run as the replay of a CUDA graph."""
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        run()
    return graph.replay


def print_times(name, run, measure):
    for _ in range(WARM_UP_RUNS):
        run()
    times = sorted(measure(run) for _ in range(RUNS))
    print(f"{name}: median {times[len(times) // 2]:.3f} ms, fastest {times[0]:.3f}", flush=True)


def time_mode(mode, side, device):
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = mode == "tf32"
    layout = torch.channels_last if mode == "fp16" else torch.contiguous_format
    generator = Generator().eval().to(device, MODES[mode], memory_format=layout)
    picture = torch.zeros(1, 3, side, side).uniform_(-1, 1).to(device, MODES[mode], memory_format=layout)
    name = f"PyTorch {torch.__version__} {mode} {side} x {side}"

    def run():
        generator(picture)

    if device == "cpu":
        print_times(name, run, on_processor)
        return
    print_times(f"{name} eager", run, on_device)
    print_times(f"{name} graph", captured(run), on_device)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=list(MODES))
    parser.add_argument("--sides", nargs="+", type=int, default=SIDES)
    options = parser.parse_args()
    if options.device == "cuda" and not torch.cuda.is_available():
        sys.exit("pytorch_times: PyTorch finds no GPU here; --device cpu shows that the program works.")
    with torch.inference_mode():
        for mode in options.modes:
            for side in options.sides:
                time_mode(mode, side, options.device)


if __name__ == "__main__":
    main()
