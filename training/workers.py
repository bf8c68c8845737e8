"""Several processes that compute gradients of the same weights, one view each, at the same time.

A convolution of one small view does not keep several threads busy: two processes of one thread each do half as much again as one
process of two threads. The weights lie in shared memory, where the optimiser changes them while the workers wait.

Processors that multiply bfloat16 can have the convolutions computed in it, in half the time or less; weights, loss and optimiser stay in
float32.
"""

import torch
from torch import multiprocessing
from torch.nn import functional

from losses import brightness_loss, painting_loss


def computed(generator, views, pick, inking, bfloat16):
    """Leaves the gradients of one view in the generator's parameters; returns the loss and its parts."""
    device = next(generator.parameters()).device
    source, wanted = (torch.from_numpy(picture)[None].to(device) for picture in views.load(*pick))
    generator.zero_grad(set_to_none=True)
    weight = views.curriculum.drift_weight
    with torch.autocast(device.type, torch.bfloat16, enabled=bfloat16):
        painted = generator(source)
        smaller = generator(functional.avg_pool2d(source, 2)) if weight else painted
    drift = weight * brightness_loss(painted.float(), smaller.float())
    loss, parts = painting_loss(painted.float(), wanted, inking, drift)
    loss.backward()
    return [loss.item(), *parts.tolist()]


def serve(generator, views, bfloat16, gradients, connection):
    """A worker's life: a pick and the kind of its loss come in, its gradients go to shared memory and its losses back; None ends it."""
    torch.set_num_threads(1)
    while (task := connection.recv()) is not None:
        losses = computed(generator, views, *task, bfloat16)
        position = 0
        for parameter in generator.parameters():
            gradients[position:position + parameter.numel()] = parameter.grad.flatten()
            position += parameter.numel()
        connection.send(losses)


class Workers:
    """`count` processes; one worker is no process at all but the caller."""

    def __init__(self, generator, views, count, bfloat16):
        self.generator, self.views, self.count, self.bfloat16 = generator, views, count, bfloat16
        self.connections, self.gradients = [], []
        if count == 1:
            return
        generator.share_memory()
        context = multiprocessing.get_context("spawn")
        size = sum(parameter.numel() for parameter in generator.parameters())
        for _ in range(count):
            ours, theirs = context.Pipe()
            gradients = torch.zeros(size).share_memory_()
            context.Process(target=serve, args=(generator, views, bfloat16, gradients, theirs), daemon=True).start()
            self.connections.append(ours)
            self.gradients.append(gradients)

    def learn(self, picks, inking):
        """Leaves the mean gradients of the picks, one for each worker, in the parameters; returns the mean loss and parts."""
        if self.count == 1:
            return computed(self.generator, self.views, picks[0], inking, self.bfloat16)
        for connection, pick in zip(self.connections, picks):
            connection.send((pick, inking))
        losses = [connection.recv() for connection in self.connections]
        mean, position = sum(self.gradients) / self.count, 0
        for parameter in self.generator.parameters():
            parameter.grad = mean[position:position + parameter.numel()].view_as(parameter).clone()
            position += parameter.numel()
        return [sum(values) / self.count for values in zip(*losses)]

    def close(self):
        for connection in self.connections:
            connection.send(None)
