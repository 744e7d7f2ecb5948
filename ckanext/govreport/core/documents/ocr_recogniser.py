"""The picture of a printed line → its text, by the recogniser that the package rapidocr brings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from .ocr_image import Picture

__all__ = ["Sign", "Text", "read_strip"]

#: The recogniser takes lines of this height; a longer one is cut off.
HEIGHT = 48
LONGEST = 3200
#: What a cell of numbers is made of.
FIGURES = "0123456789.,-/+()—"
#: Stands for what could not be read, as for a picture in the other readers.
UNREAD = "\ufffc"


class Sign(NamedTuple):
    """A sign, and where its middle stands as a part of the line's width."""

    sign: str
    at: float


class Text(NamedTuple):
    """What a line says; ``sure`` is how sure the recogniser is of its least sure sign, from 0 to 1."""

    signs: tuple[Sign, ...]
    sure: float
    mean: float = 0.0

    @property
    def plain(self) -> str:
        """The signs alone."""
        return "".join(sign.sign for sign in self.signs)

    def nothing(self) -> Text:
        """Return a text that says that something unread stands there."""
        return Text((Sign(UNREAD, 0.5),), 0.0)


class _Recogniser(NamedTuple):
    session: Any
    signs: tuple[str, ...]
    figures: Sequence[int]


def read_strip(picture: Picture, squeeze: float = 1.0) -> tuple[Text, Text]:
    """Return what the line in a grey ``picture`` says, and what it says if it is a number: 0 looks like O.

    ``squeeze`` below 1 makes long lines narrower, which is faster and less exact.
    """
    recogniser = _load()
    height, width = picture.shape
    width = max(16, min(LONGEST, round(width * HEIGHT / height * squeeze)))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    line = cv2.resize(picture, (width, HEIGHT), interpolation=method).astype(np.float32)
    line = np.repeat((line / 127.5 - 1.0)[None, None], 3, axis=1)
    steps = recogniser.session.run(None, {recogniser.session.get_inputs()[0].name: line})[0][0]
    figures = steps[:, recogniser.figures]
    figures = figures / np.maximum(figures.sum(axis=1, keepdims=True), 1e-9)
    return _decode(steps, recogniser.signs), _decode(
        figures, [recogniser.signs[at] for at in recogniser.figures]
    )


def _decode(steps: Any, signs: Sequence[str]) -> Text:
    """Return the best sign of each step, without blanks and repeats."""
    best = steps.argmax(axis=1)
    found = []
    chances: list[float] = []
    for at, index in enumerate(best):
        chance = float(steps[at, index])
        if index and at and best[at - 1] == index:
            chances[-1] = max(chances[-1], chance)
        elif index:
            chances.append(chance)
            found.append(Sign(signs[index], (at + 0.5) / len(best)))
    sure = min(chances, default=0.0)
    return Text(tuple(found), sure, sum(chances) / max(1, len(chances)))


@cache
def _load() -> _Recogniser:
    """Load the recogniser, for one processor: files are read side by side, not lines."""
    import onnxruntime  # noqa: PLC0415 (heavy: only who reads a picture pays for it)

    spec = find_spec("rapidocr")
    folder = Path((spec.submodule_search_locations or [""])[0] if spec else "") / "models"
    path = next(iter(sorted(folder.glob("*_rec_*.onnx"))))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    signs = ("", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " ")
    figures = (0, *(signs.index(sign) for sign in FIGURES))
    return _Recogniser(session, signs, figures)
