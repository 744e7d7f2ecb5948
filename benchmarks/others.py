"""What a user would take instead, on the same reports: `others.py FOLDER`.

FOLDER is made by ``python -m tests.generator make FOLDER --count 300``. The tools live in an environment of
their own, in which the reader is installed as well::

    python3 -m venv /somewhere/others && /somewhere/others/bin/pip install -e . \\
        'markitdown[pdf,docx,xlsx]==0.1.9' pdfplumber==0.11.10 pandas==3.1.1 lxml==6.1.3 openpyxl==3.1.5 \\
        'docling-slim[convert-core,format-html,format-docx,format-xlsx]==2.143.0'

docling-slim also needs torch, which it does not bring; where that is not there, docling is left out.

Each tool gives tables as rows of texts. One mapper takes the figures of all of them: a row's last known
label says what it counts, in the form's order, and behind it there must be as many cells as the form has
columns. It knows every wording of the form and forgives a misprint. It is nobody's own: our grids go
through it too, and the reader's whole way stands beside it. A cell is *exact*, *wrong* (another number
came out) or *missing*.
"""

from __future__ import annotations

import difflib
import io
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from ckanext.govreport.core import GovReportError, read_report
from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.documents import read_document

Rows = list[list[str]]
Cell = tuple[str, str | None]
Found = dict[Cell, str]
#: What a row's label may be, and the cells behind it.
FormRow = tuple[set[str], list[Cell]]
HAN = re.compile(r"[\u4e00-\u9fff]")
KEY = re.compile(r"[^\u4e00-\u9fff0-9]")
#: A label this much like one of the form is that one.
ALIKE = 0.8


def key(text: str) -> str:
    """Return the Han characters and digits of a label."""
    return KEY.sub("", text)


def map_rows(rows: Rows, edition: str) -> Found:
    """Return the text of every cell that rows of texts give, by indicator and applicant."""
    found: Found = {}
    form = codebook().editions[edition]
    disputes = [(result.indicator, None) for group in form.disputes for result in group.results]
    start = 0
    for row in rows:
        texts = [text for text in row if text.strip()]
        known = next_row(row, form_rows(edition), start)
        if known:
            at, values = known
            found |= dict(zip(form_rows(edition)[at][1], values, strict=True))
            start = at + 1
        elif len(texts) == len(disputes) and all(map(number, texts)):
            found |= dict(zip(disputes, texts, strict=True))
    return found


def next_row(row: list[str], form: list[FormRow], start: int) -> tuple[int, list[str]] | None:
    """Return which row of the form comes next that a row of texts is, and the values behind its label."""
    for column in range(len(row) - 1, -1, -1):
        text = key(row[column])
        if text.isdigit() or len(text) < 2:
            continue
        values = row[column + 1 :]
        if not all(number(value) or not HAN.search(value) for value in values):
            return None
        for at in range(start, len(form)):
            wordings, cells = form[at]
            fitting = fit(values, len(cells))
            if fitting and any(is_alike(text, wording) for wording in wordings):
                return at, fitting
        return None
    return None


def fit(values: list[str], wanted: int) -> list[str] | None:
    """Return as many values as the form has columns: blanks behind them are an empty part of the sheet."""
    rest = values[wanted:]
    return values[:wanted] if len(values) >= wanted and not any(value.strip() for value in rest) else None


@cache
def is_alike(one: str, other: str) -> bool:
    """Whether two labels are the same but for a misprint."""
    return one == other or (
        abs(len(one) - len(other)) <= 3 and difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE
    )


@cache
def form_rows(edition: str) -> list[FormRow]:
    """Return the form's rows in order: what their labels may be, and the cells behind each."""
    form = codebook().editions[edition]
    rows: list[FormRow] = [
        ({key(each) for each in row.label.wordings}, [(code, None) for code in row.indicators])
        for block in form.disclosure
        for row in block.rows
    ]
    for _, row in form.request_rows():
        rows.append(
            ({key(each) for each in row.label.wordings}, [(row.indicator, code) for code in form.applicants])
        )
    return rows


def our_grids(data: bytes, name: str) -> Rows:
    return [[cell.text for cell in cells] for grid in read_document(data).grids for _, cells in grid.rows()]


def markitdown(data: bytes, name: str) -> Rows:
    from markitdown import MarkItDown  # noqa: PLC0415

    text = cached(MarkItDown).convert_stream(io.BytesIO(data), file_extension=Path(name).suffix).text_content
    lines = [
        line for line in text.splitlines() if line.count("|") > 1 and not re.fullmatch(r"[|\s:-]+", line)
    ]
    return [
        [cell.strip().replace("NaN", "") for cell in line.strip().strip("|").split("|")] for line in lines
    ]


def pdfplumber(data: bytes, name: str) -> Rows:
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[(cell or "").replace("\n", "") for cell in row] for table in tables for row in table]


def pandas(data: bytes, name: str) -> Rows:
    import pandas  # noqa: PLC0415

    if name.endswith(".html"):
        frames = pandas.read_html(io.BytesIO(data), header=None, keep_default_na=False, flavor="lxml")
    else:
        frames = list(
            pandas.read_excel(
                io.BytesIO(data), sheet_name=None, header=None, dtype=str, keep_default_na=False
            ).values()
        )
    rows = [list(map(str, row)) for frame in frames for row in frame.to_numpy().tolist()]
    return [without_spans(row) for row in rows]


def docling(data: bytes, name: str) -> Rows:
    from docling.datamodel.base_models import DocumentStream  # noqa: PLC0415
    from docling.document_converter import DocumentConverter  # noqa: PLC0415

    stream = DocumentStream(name=name, stream=io.BytesIO(data))
    tables = cached(DocumentConverter).convert(stream).document.tables
    return [without_spans([cell.text for cell in row]) for table in tables for row in table.data.grid]


def without_spans(row: list[str]) -> list[str]:
    """Return a row in which a label that spans columns stands once."""
    kept: list[str] = []
    for text, same in groupby(row):
        kept += [text] if len(key(text)) >= 2 and not key(text).isdigit() else list(same)
    return kept


@cache
def cached(make: Callable[[], object]) -> object:
    return make()


TOOLS: dict[str, tuple[Callable[[bytes, str], Rows], tuple[str, ...]]] = {
    "our grids": (our_grids, ("html", "docx", "xlsx", "pdf")),
    "markitdown": (markitdown, ("html", "docx", "xlsx", "pdf")),
    "pdfplumber": (pdfplumber, ("pdf",)),
    "pandas": (pandas, ("html", "xlsx")),
    "docling": (docling, ("html", "docx", "xlsx")),
}


def number(text: str) -> str:
    """Return a cell as every tool's user would read it: without separators, spaces, units and notes."""
    plain = re.sub(r"[\s,，]", "", text.translate(str.maketrans("０１２３４５６７８９．－", "0123456789.-")))
    match = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)(?:\D.*)?", plain)
    return f"{float(match.group(1)):g}" if match else ""


def judge(expected: dict, found: Found) -> Counter[str]:
    counts: Counter[str] = Counter()
    for figure in expected["figures"]:
        cell = figure["indicator"], figure["applicant"]
        wanted = f"{float(figure['value']):g}" if figure["state"] == "reported" else ""
        got = number(found[cell]) if cell in found else None
        counts[
            "missing" if got is None or (wanted and not got) else "exact" if got == wanted else "wrong"
        ] += 1
    return counts


def whole_reading(data: bytes, name: str) -> Found:
    figures = read_report(data, name).report.figures
    return {
        (figure.indicator, figure.applicant): "" if figure.value is None else str(figure.value)
        for figure in figures
        if figure.state != "unclear"
    }


def measure(files: list[Path], read: Callable[[bytes, str, str], Found]) -> tuple[Counter[str], float, int]:
    """Return the cells by verdict, the median of the milliseconds a document, and how many files failed."""
    counts: Counter[str] = Counter()
    times = []
    failed = 0
    for path in files:
        expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        begun = time.process_time()
        try:
            found = read(data, path.name, expected["edition"])
        except ImportError:
            raise
        except Exception as error:  # whatever a tool raises, the document is lost to its user
            failed += 1
            found = {}
            if not isinstance(error, GovReportError):
                print(f"  {path.name}: {type(error).__name__}: {str(error)[:80]}", file=sys.stderr)
        times.append((time.process_time() - begun) * 1000)
        counts += judge(expected, found)
    return counts, statistics.median(times), failed


def ways(kind: str) -> Iterator[tuple[str, Callable[[bytes, str, str], Found]]]:
    yield "govreport", lambda data, name, edition: whole_reading(data, name)
    for tool, (read, kinds) in TOOLS.items():
        if kind in kinds:
            yield tool, lambda data, name, edition, read=read: map_rows(read(data, name), edition)


def main() -> int:
    folder = Path(sys.argv[1])
    print("| kind | files | tool | exact % | wrong % | missing % | files lost | ms a file |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind in ("html", "docx", "xlsx", "pdf"):
        files = sorted(folder.glob(f"*.{kind}"))
        for tool, read in ways(kind):
            if files:
                try:
                    measure(files[:1], read)  # what is loaded once is not part of any report
                except ImportError as error:
                    print(f"{tool} cannot be measured here: {error}", file=sys.stderr)
                    continue
                counts, median, failed = measure(files, read)
                cells = counts.total()
                shares = " | ".join(
                    f"{100 * counts[each] / cells:.2f}" for each in ("exact", "wrong", "missing")
                )
                print(f"| {kind} | {len(files)} | {tool} | {shares} | {failed} | {median:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
