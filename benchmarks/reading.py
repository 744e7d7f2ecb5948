"""How long a report takes to be read, against merely opening its file: `reading.py [FOLDER]`.

Opening is what no reader can do without: unpack and parse the XML of a packed document, take the text
out of a PDF, parse an HTML page. The steps are measured in turns, in time of the processor, and the
fastest of each counts: *grids* is the file read into paragraphs and grids, *whole* the way from bytes to
a checked reading. A file with no opening worth the name has no ratio. The status is 1 when the median
ratio of a kind is beyond its aim: grids at most 3 times opening, whole at most 2 times grids.
"""

from __future__ import annotations

import contextlib
import io
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from ckanext.govreport.core import GovReportError, read_report
from ckanext.govreport.core.documents import read_document

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
REPEATS = 9
GRIDS, WHOLE = 3.0, 2.0


def open_packed(data: bytes) -> None:
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


OPENERS: dict[str, Callable[[bytes], None]] = {
    **dict.fromkeys((".docx", ".xlsx", ".odt", ".ods", ".ofd"), open_packed),
    ".pdf": open_pdf,
    ".html": open_html,
}
OTHERS = (".doc", ".xls", ".rtf", ".txt", ".mhtml")


def measure(path: Path) -> tuple[float, float, float]:
    """Return the milliseconds of opening (0 where there is none), of the grids and of the whole reading."""
    data = path.read_bytes()
    opener = OPENERS.get(path.suffix, len)
    steps = (lambda: opener(data), lambda: read_document(data), lambda: read_report(data, path.name))
    times = [[_time(step) for step in steps] for _ in range(REPEATS)]
    opened, grids, whole = (1000 * min(each) for each in zip(*times, strict=True))
    return (opened if path.suffix in OPENERS else 0.0), grids, whole


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    rows: dict[str, list[tuple[float, float, float]]] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix in (*OPENERS, *OTHERS)):
        with contextlib.suppress(GovReportError):
            read_report(path.read_bytes(), path.name)  # what is loaded once is not part of any report
            rows.setdefault(path.suffix, []).append(measure(path))
    missed = 0
    print("kind   files   open ms  grids ms  whole ms  grids/open  whole/grids")
    for suffix, times in rows.items():
        opened, grids, whole = (statistics.median(each) for each in zip(*times, strict=True))
        ratio = grids / opened if opened else 0.0
        missed |= ratio > GRIDS or whole / grids > WHOLE
        figures = f"{opened:9.2f} {grids:9.2f} {whole:9.2f} {ratio:11.1f} {whole / grids:12.1f}"
        print(f"{suffix[1:]:6} {len(times):5} {figures}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return missed


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
