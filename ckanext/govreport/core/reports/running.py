"""Text in which tables ran together, searched for the form's labels in their printed order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..text.folding import ALIKE, ZERO_WIDTH, is_han, label_key
from ..text.numbers import blank_note_signs, is_value, read_amount
from ..text.signs import signs

__all__ = ["Run", "RunningText"]

#: So much of a label is looked for: enough to know it by, short enough to survive a misprint further on.
KEY_LENGTH = 6
NUMBERS = re.compile(r"\d(?:[\d,.\s]*\d)?")
#: A letter or a rough word that touches a number: 49l, 约3余.
STUCK = re.compile(rf"[A-Za-z{''.join(signs()['about'])}]")
ABOUT = re.compile(rf"(?:^[{''.join(signs()['about'])}])|(?<=\d)[{''.join(signs()['about'])}]")
DIGIT = re.compile(r"\d")
INVISIBLE = re.compile(f"[{ZERO_WIDTH}]")
PAGE_NUMBER = re.compile(
    r"^[^\S\n]*[-\u2013\u2014][^\S\n]*\d{1,3}[^\S\n]*[-\u2013\u2014][^\S\n]*$", re.MULTILINE
)
AFTER = re.compile(r"[^\S\n]*[-+%/]")


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers that follow a label: as they stand, and their pieces between spaces.

    ``pieces`` is empty where more digits or a sign follow before the next label,
    so that nothing is read into a part. ``tokens`` are what white space parts: the
    label's cells, if the text kept them apart, and empty where it did not.
    ``ordered`` is false where they may stand in another order than that of their cells.
    """

    raw: str
    pieces: tuple[str, ...]
    tokens: tuple[str, ...] = ()
    ordered: bool = True


NO_RUN = Run("", ())


class RunningText:
    """A text and a position in it that moves on with every label found.

    Labels are compared by their Han characters and digits alone. A text is
    ``laid_out`` if its lines are those of a page: the second line of a cell
    then stands behind the first lines of all cells of its row.
    """

    def __init__(self, text: str, *, laid_out: bool = False) -> None:
        self._laid_out = laid_out
        plain = unicodedata.normalize("NFKC", blank_note_signs(text))
        self.text = PAGE_NUMBER.sub("", INVISIBLE.sub("", plain))
        kept = [(place, sign) for place, sign in enumerate(self.text) if sign.isdigit() or is_han(sign)]
        self._places = [place for place, _ in kept] + [len(self.text)]
        self._key = "".join(sign for _, sign in kept).translate(ALIKE)
        self._position = 0

    def find(self, wordings: Sequence[str], before: int | None = None) -> int | None:
        """Move behind the beginning of the next label of these wordings; return where it begins, or None.

        A label that begins at ``before`` or later does not count.
        """
        keys = {label_key(wording)[:KEY_LENGTH] for wording in wordings}
        hits = [(place, -len(key)) for key in keys if (place := self._key.find(key, self._position)) >= 0]
        if not hits or (before is not None and self._places[min(hits)[0]] >= before):
            return None
        place, length = min(hits)
        self._position = place - length
        return self._places[place]

    def find_ahead(self, wordings: Sequence[str]) -> int:
        """Return where the next label of these wordings begins, or where the text ends; do not move."""
        hits = [
            place for key in map(label_key, wordings) if (place := self._key.find(key, self._position)) >= 0
        ]
        return self._places[min(hits)] if hits else len(self.text)

    def behind_next(self, wording: str) -> int | None:
        """Return where the next whole label of this wording ends, or None; do not move."""
        key = label_key(wording)
        place = self._key.find(key, self._position)
        return None if place < 0 else self._places[place + len(key) - 1] + 1

    def spans(self, pattern: re.Pattern[str]) -> list[tuple[int, int, re.Match[str]]]:
        """Return where in the text each match of ``pattern`` begins and ends, which is compared with the
        Han characters and digits alone; do not move.
        """
        return [
            (self._places[match.start()], self._places[match.end() - 1] + 1, match)
            for match in pattern.finditer(self._key)
        ]

    @property
    def place(self) -> int:
        """What to set to search again from here."""
        return self._position

    @place.setter
    def place(self, place: int) -> None:
        self._position = place

    @property
    def position(self) -> int:
        """Where in the text the search stands: right behind what was found."""
        return self._places[self._position - 1] + 1 if self._position else 0

    def follows_at_once(self, start: int, end: int) -> bool:
        """Whether numbers stand right behind ``start``, with no word between."""
        match = NUMBERS.search(self.text, start, end)
        return match is not None and not is_han(self.text[start : match.start()])

    def count_between(self, wordings: Sequence[str], end: int) -> int:
        """Return how many numbers follow each other between the last of these labels and ``end``."""
        key = self._key[: bisect_left(self._places, end)]
        behind = max(key.rfind(label) + len(label) for label in map(label_key, wordings))
        words = self.text[self._places[behind - 1] + 1 : end].split() if behind > self._position else []
        return max((len(list(run)) for is_one, run in groupby(words, _is_number) if is_one), default=0)

    def numbers(self, start: int, end: int) -> Run:
        """Return the first numbers between ``start`` and ``end``."""
        tokens = _tokens(self.text[start:end])
        ordered = self._is_ordered(self.text[start:end])
        match = NUMBERS.search(self.text, start, end)
        if match is None:
            return Run(" ".join(tokens), (), tokens, ordered) if tokens else NO_RUN
        raw = match.group()
        around = (
            self.text[max(match.start() - 1, start) : match.start()]
            + self.text[match.end() : match.end() + 1]
        )
        broken = (
            STUCK.search(around)
            or AFTER.match(self.text, match.end(), end)
            or DIGIT.search(self.text, match.end(), end)
        )
        pieces = () if broken else tuple(piece.replace(",", "") for piece in raw.split())
        return Run(" ".join(tokens) or raw, pieces, tokens, ordered)

    def _is_ordered(self, text: str) -> bool:
        """Whether numbers stand in the order of their cells: on one line, or each on its own."""
        counts = [count for line in text.splitlines() if (count := sum(map(_is_number, line.split())))]
        return len(counts) < 2 or (not self._laid_out and set(counts) == {1})


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that are cells; none where they do not stand together or digits in others.

    As many cells again behind another word are an extra row of the table.
    """
    words = [(is_cell, tuple(run)) for is_cell, run in groupby(text.split(), _is_cell)]
    runs = [run for is_cell, run in words if is_cell]
    glued = any(DIGIT.search(word) for is_cell, run in words if not is_cell for word in run)
    return runs[0] if len({len(run) for run in runs}) == 1 and not glued else ()


def _is_cell(word: str) -> bool:
    """Whether a word may be all that a cell says: a number, nothing to say, or a number spoiled."""
    plain = ABOUT.sub("", word)
    return is_value(plain) if is_han(plain) else any(map(str.isalnum, plain)) or is_value(plain)


def _is_number(word: str) -> bool:
    return read_amount(word).value is not None
