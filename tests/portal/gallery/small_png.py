"""A small PNG from pixels: few colours, chosen by how often they occur. Written here because no library of the project writes one."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # height x width x 3


def written(pixels: Pixels, colours: int = 40) -> bytes:
    """The picture with at most so many colours; the same pixels always give the same bytes."""
    palette, indices = _reduced(pixels, colours)
    height, width = indices.shape
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = indices
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def halved(pixels: Pixels) -> Pixels:
    """Half as wide and high, each point the mean of four."""
    height, width = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    four = pixels[:height, :width].reshape(height // 2, 2, width // 2, 2, 3).astype(np.float32)
    mean: Pixels = np.rint(four.mean(axis=(1, 3))).astype(np.uint8)
    return mean


def of_ppm(data: bytes) -> Pixels:
    """The pixels of a binary PPM, as `pdftoppm` writes it."""
    kind, size, _, body = data.split(b"\n", 3)
    if kind != b"P6":
        raise ValueError("not a binary PPM")
    width, height = map(int, size.split())
    return np.frombuffer(body, np.uint8, width * height * 3).reshape(height, width, 3)


def _reduced(pixels: Pixels, colours: int) -> tuple[Pixels, NDArray[np.uint8]]:
    flat = pixels.reshape(-1, 3).astype(np.int32)
    exact, place, often = np.unique(
        flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2], return_inverse=True, return_counts=True
    )
    known = np.stack([exact >> 16, exact >> 8 & 255, exact & 255], axis=1)
    bucket = (known >> 4) @ np.array([256, 16, 1])
    weight = np.bincount(bucket, often, minlength=4096)
    held = np.flatnonzero(weight)
    mean = np.stack(
        [np.bincount(bucket, often * known[:, each], minlength=4096)[held] / weight[held] for each in range(3)]
    )
    often_first = np.argsort(-weight[held], kind="stable")
    colourful = np.ptp(mean, axis=0)  # a verdict in red is few points, and must stay red
    others = np.argsort(-np.sqrt(weight[held]) * (8 + colourful), kind="stable")
    main = often_first[: colours // 2]
    chosen = np.concatenate([main, others[~np.isin(others, main)][: colours - len(main)]])
    mean = mean[:, chosen]
    palette = np.rint(mean.T).astype(np.int32)
    nearest = np.argmin(((known[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2), axis=1)
    return palette.astype(np.uint8), nearest[place].astype(np.uint8).reshape(pixels.shape[:2])


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
