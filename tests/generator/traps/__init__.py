"""What reports do wrong, one switch each: in what the cells say, in labels, in tables, in prose."""

from __future__ import annotations

from random import Random

from .gaps import GAP_TRAPS
from .labels import LABEL_TRAPS
from .numbers import NUMBER_TRAPS
from .prose import PROSE_TRAPS
from .strangers import STRANGER_TRAPS
from .tables import TABLE_TRAPS

__all__ = [
    "FORM_TRAPS",
    "GAP_TRAPS",
    "LABEL_TRAPS",
    "MARKS",
    "NUMBER_TRAPS",
    "PROSE_TRAPS",
    "STRANGER_TRAPS",
    "TABLE_TRAPS",
    "TRAPS",
    "choose_traps",
]

#: Traps of the form itself, laid when the figures are drawn.
FORM_TRAPS = ("one_row_other", "form_of_another_year")
#: Kinds of file that are pictures, and what paper and scanners do; every second one has one of these.
PICTURES = ("scan", "png")
PICTURE_MARKS = (
    "skewed",
    "seal",
    "grey_paper",
    "pale_print",
    "watermark",
    "faint_rules",
    "specks",
    "grainy",
    "pressed_hard",
    "turned_page",
)
#: Traps that only some kinds of file can make, and which.
MARKS = {
    "split_digits": ("html", "mhtml", "docx", "odt", "rtf"),
    "wrapped_digits": ("html", "mhtml", "docx", "pdf", "ofd"),
    "footnote_mark": ("html", "mhtml", "docx", "pdf"),
    "struck_out": ("html", "mhtml", "docx"),
    "wrong_rowspan": ("html", "mhtml"),
    **dict.fromkeys(PICTURE_MARKS, PICTURES),
}
TRAPS = (
    *FORM_TRAPS,
    *NUMBER_TRAPS,
    *PROSE_TRAPS,
    *LABEL_TRAPS,
    *STRANGER_TRAPS,
    *GAP_TRAPS,
    *TABLE_TRAPS,
    *MARKS,
)

#: What takes table 3 apart, and what needs it whole.
_GAPS = (
    "one_column",
    "last_cell_missing",
    "invented_head",
    "page_number_row",
    "requests_in_many",
    "no_row_labels",
)
_WHOLE_TABLE = (
    "requests_in_two",
    "repeated_head",
    "lost_labels",
    "missing_row",
    "repeated_row",
    "subtotal_row",
    "subtotal_column",
    "total_first",
    "no_total_column",
    "empty_head_cells",
    "empty_head_note",
    "note_row",
    "swapped_tables",
)
#: At most one of each line can be laid in one report.
_RIVALS = (
    (
        "blank_for_zero",
        "slash_for_zero",
        "hyphen_for_zero",
        "dash_for_zero",
        "word_for_zero",
        "blank_row_totals",
        "total_column_only",
        "no_total_column",
    ),
    (
        "thousands",
        "thousands_full_width",
        "thousands_space",
        "wrapped_digits",
        "split_digits",
        "footnote_mark",
        "struck_out",
    ),
    ("letters_for_digits", "two_numbers", "approximate", "note_in_cell", "unit_in_cell", "eight_digits"),
    _GAPS,
    *((gap, *_WHOLE_TABLE) for gap in _GAPS),
    ("requests_in_two", "repeated_head"),
    ("headings", "lost_headings", "wrong_chapters"),
    ("one_column", "total_column_only", "blank_row_totals"),
    ("cut_heads", "guidance_in_labels"),
    ("disclosure_in_four", "lost_caption"),
    ("title_wording", "title_numerals"),
    ("empty_head_cells", "no_total_column", "subtotal_column", "total_first"),
    ("lost_labels", "misprinted_labels", "missing_row", "subtotal_row", "repeated_row"),
    ("total_column_only", "blank_row_totals", "total_first", "subtotal_column"),
    ("one_row_other", "form_of_another_year"),
    ("broken_values", "wrapped_digits"),
)
#: What a kind of file has no way to show.
_IMPOSSIBLE = {
    "txt": ("broken_values", "broken_labels"),
    **dict.fromkeys(PICTURES, ("letters_for_digits",)),
}
_OF_2019_ONLY = ("signed_changes", "guidance_in_labels", "cut_heads")
_OF_2021_ONLY = ("one_row_other", "form_of_another_year")


def choose_traps(chance: Random, kind: str, year: int) -> tuple[str, ...]:
    """Return the traps of one report: none in a quarter, one in four tenths, up to five in the rest."""
    draw = chance.random()
    count = 0 if draw < 0.25 else 1 if draw < 0.65 else chance.randrange(2, 6)
    wrong_edition = _OF_2019_ONLY if year >= 2021 else _OF_2021_ONLY
    possible = [
        trap
        for trap in TRAPS
        if trap not in PICTURE_MARKS
        and kind in MARKS.get(trap, (kind,))
        and trap not in _IMPOSSIBLE.get(kind, ())
        and trap not in wrong_edition
    ]
    chosen: list[str] = []
    while len(chosen) < count and possible:
        trap = possible.pop(chance.randrange(len(possible)))
        chosen.append(trap)
        rivals = {rival for line in _RIVALS if trap in line for rival in line}
        possible = [other for other in possible if other not in rivals]
    if kind in PICTURES and chance.random() < 0.5:
        chosen.append(PICTURE_MARKS[chance.randrange(len(PICTURE_MARKS))])
    return tuple(trap for trap in TRAPS if trap in chosen)
