"""Files cut off, with flipped bits, or of any bytes: each is read or refused."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.govreport.core.documents.archive import Archive
from tests.core.documents.making import make_zip
from tests.core.documents.outcomes import FILES, outcome


def samples(corpus: Path) -> list[bytes]:
    """Return a file of each kind that holds text; test_ocr.py damages pictures, which take seconds a page."""
    names = [
        "shanghai_general_office_2019.html",
        "xinxiang_muye_dsj_2021.txt",
        "_official/template_2021_30.docx",
    ]
    office = sorted(FILES.glob("form.*"))
    return [path.read_bytes() for path in (*(corpus / name for name in names), *office)]


def test_truncated_files_are_read_or_refused(corpus: Path) -> None:
    for data in samples(corpus):
        for part in range(1, 8):
            outcome(data[: len(data) * part // 8])


def test_files_with_flipped_bits_are_read_or_refused(corpus: Path) -> None:
    chance = random.Random(7)
    for data in samples(corpus):
        for _ in range(20):
            flipped = bytearray(data)
            for _ in range(chance.choice([1, 8, 64])):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            outcome(bytes(flipped))


def test_packed_files_with_damaged_parts_are_read_or_refused() -> None:
    chance = random.Random(8)
    for path in (path for path in sorted(FILES.iterdir()) if path.suffix in (".odt", ".ods")):
        archive = Archive(path.read_bytes())
        parts = {name: archive.read(name) for name in archive.names}
        for _ in range(30):
            content = bytearray(parts["content.xml"])
            at = chance.randrange(len(content))
            content[at : at + chance.randrange(60)] = chance.choice(
                [b"", b"999999999", b"<", b'"', content[at : at + 300] * 9]
            )
            outcome(make_zip({**parts, "content.xml": bytes(content)}))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/=\"' \n\t|-#&;!tabledrhpnsofiu年报0123.", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome(f"<!DOCTYPE html><html><body><p>年度报告</p>{text}</body></html>".encode())
    outcome(f"年报\n{text}".encode())


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"", b"<html>"]),
    st.binary(max_size=600),
)
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    outcome(start + rest)
