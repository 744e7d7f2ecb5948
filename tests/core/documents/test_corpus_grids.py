"""Every cell of the real reports whose files mark their cells, held against the truth files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core.documents import Cell, Grid, read_document
from tests.core.documents.making import spans

Truth = Callable[[str], dict[str, Any]]


def value(cell: Cell) -> int | str | None:
    """Return what a truth file holds of a cell: a number, a text, None for a blank."""
    text = cell.text.strip()
    return int(text) if text.isdecimal() else text or None


def rows(grid: Grid, width: int) -> list[list[int | str | None]]:
    """Return the last cells of each row whose very last is a number or blank, and that has so many."""
    found = [[value(cell) for cell in row] for _, row in grid.rows()]
    return [row[-width:] for row in found if len(row) > width or width > 7]


REPORTS = ["hangzhou_style_city_2025.html", "shanghai_general_office_2019.html", "xinxiang_muye_dsj_2021.txt"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_of_a_real_report_is_right(corpus: Path, truth: Truth, name: str) -> None:
    printed = truth(name.rpartition(".")[0])
    second, third, fourth = read_document((corpus / name).read_bytes()).grids

    disclosed = {}
    for _, row in second.rows():
        label, *values = row
        disclosed[label.text] = [value(cell) for cell in values]
    for label, values in printed["table2"].items():
        assert disclosed[label] == (values if isinstance(values, list) else [values]), label

    numbers = [row for row in rows(third, 7) if not any(isinstance(found, str) for found in row)]
    assert numbers == list(printed["table3"].values())

    last = [value(cell) for cell in list(fourth.rows())[-1][1]]
    assert last == printed["table4"]


@pytest.mark.parametrize(
    ("name", "sizes"), [(REPORTS[0], (14, 28, 4)), (REPORTS[1], (18, 26, 4)), (REPORTS[2], (14, 28, 4))]
)
def test_the_grids_of_a_real_report_have_the_size_printed(
    corpus: Path, name: str, sizes: tuple[int, ...]
) -> None:
    grids = read_document((corpus / name).read_bytes()).grids
    assert tuple(grid.row_count for grid in grids) == sizes
    assert [grid.column_count for grid in grids][1:] == [10, 15]


def test_the_official_form_keeps_its_merged_cells(corpus: Path) -> None:
    second, third, fourth = read_document((corpus / "_official" / "template_2021_30.docx").read_bytes()).grids
    assert [(grid.row_count, grid.column_count) for grid in (second, third, fourth)] == [
        (14, 4),
        (28, 10),
        (4, 15),
    ]
    assert spans(second)["第二十条第（五）项"] == (4, 0, 1, 4)
    found = spans(third)
    assert found["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (0, 0, 3, 3)
    assert found["三、本年度办理结果"] == (5, 0, 22, 1)
    assert found["（三）不予公开"] == (7, 1, 8, 1)
    assert found["四、结转下年度继续办理"] == (27, 0, 1, 3)
    assert spans(fourth)["复议后起诉"] == (1, 10, 1, 5)
    labels = [row[-8].text for _, row in third.rows() if len(row) >= 8]
    assert len(labels) == 25
    assert all(cell.text.strip() == "" for _, row in third.rows() if len(row) >= 8 for cell in row[-7:])
    assert [cell.column for cell in list(fourth.rows())[-1][1]] == list(range(15))


FLATTENED = [
    "pingtan_2019.txt",
    "pingtan_2025.txt",
    "pingtan_zone_2012.txt",
    "huaian_city_2024.layout.txt",
    "huaian_city_2024.raw.txt",
]


@pytest.mark.parametrize("name", FLATTENED)
def test_text_that_lost_its_cells_gives_paragraphs_only(corpus: Path, name: str) -> None:
    document = read_document((corpus / name).read_bytes())
    assert document.grids == ()
    assert document.paragraphs


def test_every_file_of_the_corpus_is_read(corpus: Path) -> None:
    for path in sorted(corpus.iterdir()):
        if path.suffix in (".txt", ".md", ".html"):
            assert read_document(path.read_bytes()).paragraphs, path.name
