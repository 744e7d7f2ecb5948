"""How long a report takes to be read, against merely opening its file: `reading.py [FOLDER]`.

Opening is what no reader can do without: unpack and parse the XML of a DOCX, take the text out of a PDF,
parse an HTML page. Both are measured in turns, and the fastest of each counts. Plain text needs no opening
worth the name, so its times are printed without a ratio. The status is 1 when reading a file takes more than
3 times as long as opening it.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from ckanext.govreport.core import read_report

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
REPEATS = 7
LIMIT = 3.0


def open_docx(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)


def open_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def open_html(data: bytes) -> None:
    LexborHTMLParser(data)


OPENERS: dict[str, Callable[[bytes], None]] = {".docx": open_docx, ".pdf": open_pdf, ".html": open_html}


def measure(path: Path) -> tuple[float, float | None]:
    """Return the seconds of reading and of opening, the least of each."""
    data = path.read_bytes()
    opener = OPENERS.get(path.suffix)
    read, opened = [], []
    for _ in range(REPEATS):
        read.append(_time(lambda: read_report(data, path.name)))
        if opener:
            opened.append(_time(lambda: opener(data)))
    return min(read), min(opened) if opened else None


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    files = sorted(path for path in folder.iterdir() if path.suffix in (*OPENERS, ".txt"))
    for path in files:  # what is loaded once is not part of any report
        read_report(path.read_bytes(), path.name)
    ratios: dict[str, list[float]] = {}
    for path in files:
        read, opened = measure(path)
        if opened is None:
            print(f"{path.name:50} {read * 1000:8.2f} ms")
            continue
        ratios.setdefault(path.suffix, []).append(read / opened)
        print(f"{path.name:50} {read * 1000:8.2f} ms {opened * 1000:8.2f} ms {read / opened:6.2f}")
    for suffix, values in ratios.items():
        mean = sum(values) / len(values)
        print(
            f"{suffix}: {len(values)} files, least {min(values):.2f}, mean {mean:.2f}, most {max(values):.2f}"
        )
    return int(max(max(values) for values in ratios.values()) > LIMIT)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
