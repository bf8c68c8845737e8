"""Safetensors files: eight bytes with the length of a JSON header, the header, the tensors one after the other.

Format: https://github.com/huggingface/safetensors (README, "Format"). Little endian, float32 and float16 only.
"""

import json
import struct

import numpy as np

TYPES = {"F32": "<f4", "F16": "<f2"}
ALIGNMENT = 64  # of the first tensor's byte, so that a reader may map the file


def write(path, tensors, metadata):
    """Writes NumPy arrays by name; metadata is a map of strings."""
    header, position = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        kind = {np.dtype("f4"): "F32", np.dtype("f2"): "F16"}[tensor.dtype]
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [position, position + tensor.nbytes]}
        position += tensor.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-(len(text) + 8) % ALIGNMENT)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(np.ascontiguousarray(tensor, tensor.dtype.newbyteorder("<")).tobytes())


def read(path):
    """Returns the arrays by name, and the metadata."""
    with open(path, "rb") as file:
        content = file.read()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:start])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        tensors[name] = np.frombuffer(content[start + first:start + last], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors, metadata
