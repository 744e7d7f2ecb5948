"""Cells of a scan's table that may be parts of cells."""

from __future__ import annotations

from ckanext.govreport.core.documents.ocr_boxes import Boxes

LABEL, GROUP = (40.0, 100.0, 200.0, 116.0), (20.0, 100.0, 40.0, 400.0)


def test_a_part_that_a_seal_cut_from_a_cell_is_doubtful() -> None:
    upper, lower = (200.0, 100.0, 240.0, 105.3), (200.0, 105.3, 240.0, 116.0)
    boxes = Boxes([GROUP, LABEL, upper, lower])
    assert boxes.may_cut(upper)
    assert boxes.may_cut(lower)


def test_a_cell_beside_its_label_is_whole_however_high_the_group_of_the_row() -> None:
    number = (200.0, 100.0, 240.0, 116.0)
    assert not Boxes([GROUP, LABEL, number]).may_cut(number)
