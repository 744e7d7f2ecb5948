"""A report set on pages: where every character and every rule stands, in points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..blocks import Cell, Page, Paragraph, Table, grid_of

__all__ = ["Rule", "Sheet", "Text", "Typesetting", "measure", "typeset"]


@dataclass(frozen=True)
class Text:
    """A run of characters: ``y`` is its baseline."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Rule:
    """One border of a cell."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    """One page with what is printed on it."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True)
class Typesetting:
    """How pages are set. ``endless`` makes one long page, as a screenshot is."""

    width: float = 595.0
    height: float = 842.0
    margin: float = 56.0
    size: float = 9.0
    repeated_heads: bool = False
    page_numbers: bool = True
    open_sides: bool = False
    split_labels: bool = False
    cut_rows: bool = False
    endless: bool = False


def measure(text: str, size: float) -> float:
    """Return about how wide a text is: full width for Han and forms, half for the rest."""
    return sum(size if ord(char) > 0x2E7F or char in "“”—…" else size / 2 for char in text)


def typeset(page: Page, setting: Typesetting) -> list[Sheet]:
    """Return the pages of the report."""
    press = _Press(setting)
    for block in page.blocks:
        if isinstance(block, Table):
            press.print_table(block)
        else:
            press.print_paragraph(block)
    return press.finish()


def _broken(text: str, room: float, size: float) -> list[str]:
    """Return the lines that a text takes in a column so wide, broken at any character."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph:
            if line and measure(line + char, size) > room:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


class _Press:
    """Fills page after page from top to bottom."""

    def __init__(self, setting: Typesetting) -> None:
        self.setting = setting
        self.sheets: list[Sheet] = []
        self.y = 0.0
        self._new_sheet()

    def finish(self) -> list[Sheet]:
        setting = self.setting
        if setting.endless:
            self.sheets[0].height = self.y + setting.margin
        elif setting.page_numbers:
            for number, sheet in enumerate(self.sheets, 1):
                at = setting.width / 2 - 10
                sheet.texts.append(Text(at, setting.height - 30, 10, f"- {number} -"))
        return self.sheets

    def print_paragraph(self, block: Paragraph) -> None:
        setting = self.setting
        size = {"title": 18.0, "heading": 13.0}.get(block.kind, 11.0)
        room = setting.width - 2 * setting.margin
        indent = "" if block.kind in ("title", "signed") else "　　"
        for line in _broken(indent + block.text, room, size):
            self._need(size * 1.6)
            self.y += size * 1.6
            shift = 0.0
            if block.kind == "title":
                shift = (room - measure(line, size)) / 2
            elif block.kind == "signed":
                shift = room - measure(line, size)
            self.sheets[-1].texts.append(Text(setting.margin + shift, self.y - size * 0.4, size, line))
        self.y += 4

    def print_table(self, table: Table) -> None:
        setting = self.setting
        scale = (setting.width - 2 * setting.margin) / sum(table.widths)
        edges = [setting.margin + scale * sum(table.widths[:c]) for c in range(len(table.widths) + 1)]
        self.y += 6
        first = 0
        while first < len(table.lines):
            grid, heights = grid_of(table), _row_heights(table, edges, setting.size)
            self._need(heights[first])
            if setting.repeated_heads and first and self.y == setting.margin:
                self._print_rows(grid, heights, edges, 0, table.head)
            last, room = first + 1, setting.height - setting.margin - self.y
            while last < len(grid) and (setting.endless or sum(heights[first : last + 1]) <= room):
                last += 1
            if setting.cut_rows and last < len(grid):
                table, last = self._cut_row(table, last, room - sum(heights[first:last]))
                grid, heights = grid_of(table), _row_heights(table, edges, setting.size)
            self._print_rows(grid, heights, edges, first, last)
            first = last
            if first < len(grid):
                self._new_sheet()
        self.y += 6

    def _cut_row(self, table: Table, row: int, room: float) -> tuple[Table, int]:
        """Return the table with the row's label begun on this page where a line of it still fits."""
        size = self.setting.size
        line = table.lines[row]
        label = next((cell for cell in reversed(line) if cell.kind == "label" and cell.rows == 1), None)
        if label is None or room < size * 1.2 + 6 or len(label.text) < 12 or "\n" in label.text:
            return table, row
        half = len(label.text) // 2
        above = [
            replace(cell, text=label.text[:half] if cell is label else "")
            if cell.rows == 1
            else replace(cell, rows=cell.rows + 1)
            for cell in line
        ]
        below = [
            replace(cell, text=label.text[half:]) if cell is label else cell
            for cell in line
            if cell.rows == 1
        ]
        longer = {
            id(cell) for r, earlier in enumerate(table.lines[:row]) for cell in earlier if r + cell.rows > row
        }
        lines = [
            tuple(replace(cell, rows=cell.rows + 1) if id(cell) in longer else cell for cell in earlier)
            for earlier in table.lines[:row]
        ]
        return replace(table, lines=(*lines, tuple(above), tuple(below), *table.lines[row + 1 :])), row + 1

    def _print_rows(
        self,
        grid: list[list[tuple[Cell, bool]]],
        heights: list[float],
        edges: list[float],
        first: int,
        last: int,
    ) -> None:
        """Print rows ``first`` to ``last`` of a table; a merged cell is cut at both ends."""
        tops = [self.y + sum(heights[first:row]) for row in range(first, last + 1)]
        seen: set[int] = set()
        for r in range(first, last):
            for c, (cell, _) in enumerate(grid[r]):
                if id(cell) in seen:
                    continue
                seen.add(id(cell))
                end = r
                while end < last and grid[end][c][0] is cell:
                    end += 1
                cut = r > 0 and grid[r - 1][c][0] is cell, end < len(grid) and grid[end][c][0] is cell
                box = (edges[c], tops[r - first], edges[c + cell.columns], tops[end - first])
                self._print_cell(cell, box, cut, (edges[0], edges[-1]))
        self.y = tops[-1]

    def _print_cell(
        self,
        cell: Cell,
        box: tuple[float, float, float, float],
        cut: tuple[bool, bool],
        outer: tuple[float, float],
    ) -> None:
        left, top, right, bottom = box
        sheet, size = self.sheets[-1], self.setting.size
        open_sides = self.setting.open_sides
        sheet.rules += [Rule(left, top, right, top), Rule(left, bottom, right, bottom)]
        sheet.rules += [
            Rule(x, top, x, bottom) for x in (left, right) if not (open_sides and x in (outer[0], outer[1]))
        ]
        lines = _broken(cell.text, right - left - 4, size)
        cut_above, cut_below = cut
        if cut_above or cut_below:
            lines = self._share(lines, cut_above, bottom - top)
        y = (top + bottom) / 2 - len(lines) * size * 1.2 / 2 + size
        for line in lines:
            wide = measure(line, size)
            x = left + 2 if cell.kind == "label" else (left + right - wide) / 2
            if line:
                sheet.texts.append(Text(x, y, size, line))
            y += size * 1.2

    def _share(self, lines: list[str], cut_above: bool, height: float) -> list[str]:
        """Return the lines of a cell cut by the page's end that stand on this page."""
        room = max(1, int(height / (self.setting.size * 1.2)))
        half = (
            (len(lines) + 1) // 2 if self.setting.split_labels and len(lines) > 1 else min(room, len(lines))
        )
        return lines[half:] if cut_above else lines[:half]

    def _need(self, height: float) -> None:
        setting = self.setting
        if not setting.endless and self.y + height > setting.height - setting.margin:
            self._new_sheet()

    def _new_sheet(self) -> None:
        self.sheets.append(Sheet(self.setting.width, self.setting.height))
        self.y = self.setting.margin


def _row_heights(table: Table, edges: list[float], size: float) -> list[float]:
    """Return the rows' heights: each as high as its own cells need, merged ones stretch their last row."""
    grid = grid_of(table)
    heights = [size * 1.2 + 6] * len(grid)
    merged: list[tuple[int, int, float]] = []
    for r, row in enumerate(grid):
        for c, (cell, begins) in enumerate(row):
            if begins:
                room = edges[c + cell.columns] - edges[c] - 4
                need = len(_broken(cell.text, room, size)) * size * 1.2 + 6
                if cell.rows == 1:
                    heights[r] = max(heights[r], need)
                else:
                    merged.append((r, cell.rows, need))
    for r, rows, need in merged:
        lacking = need - sum(heights[r : r + rows])
        if lacking > 0:
            heights[r + rows - 1] += lacking
    return heights
