"""The control words of RTF that the reader asks for, and the encodings of its bytes."""

from __future__ import annotations

import re

__all__ = ["CODEPAGES", "DESTINATIONS", "ENTERED", "SIGNS", "decode_run"]

#: Groups whose content is no text of the document.
DESTINATIONS = frozenset(
    [
        "annotation",
        "atnauthor",
        "atnid",
        "author",
        "bkmkend",
        "bkmkstart",
        "colortbl",
        "company",
        "datafield",
        "fldinst",
        "filetbl",
        "footer",
        "footerf",
        "footerl",
        "footerr",
        "footnote",
        "ftncn",
        "ftnsep",
        "ftnsepc",
        "header",
        "headerf",
        "headerl",
        "headerr",
        "info",
        "listoverridetable",
        "listtable",
        "nonesttables",
        "nonshppict",
        "objdata",
        "pgdsctbl",
        "pict",
        "private",
        "revtbl",
        "rsidtbl",
        "rxe",
        "shprslt",
        "sp",
        "stylesheet",
        "tc",
        "tcn",
        "upr",
        "xe",
    ]
)

#: Groups that are marked as to be passed over by older programs, and are read all the same.
ENTERED = frozenset(["nesttableprops", "shpinst", "shptxt", "ud"])

#: Control words and symbols that stand for a sign.
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "~": "\u00a0",
    "_": "-",
    "emdash": "\u2014",
    "endash": "\u2013",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "\\": "\\",
    "{": "{",
    "}": "}",
}

#: The encoding that a font's character set has, and that a document's code page has.
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 204: "cp1251", 238: "cp1250"}
CODEPAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 54936: "gb18030"}
_CHINESE = re.compile(r"[\x00-\x7f\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2460-\u249b]*")


def decode_run(data: bytes, charset: int, encoding: str) -> str:
    """Return the text of bytes under a font's character set, in a document of that encoding.

    Fonts are often declared Western over Chinese bytes: what reads as Chinese
    throughout is Chinese.

    >>> decode_run(b"\\xd5\\xfe\\xb8\\xae", 0, "cp1252"), decode_run(b"\\x93a\\x94", 0, "gb18030")
    ('政府', '“a”')
    """
    if data.isascii():
        return data.decode("ascii")
    declared = _CHARSETS.get(charset)
    if declared:
        return data.decode(declared, "replace")
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = ""
    if chinese and _CHINESE.fullmatch(chinese):
        return chinese
    if encoding == "gb18030":
        encoding = "cp1252"
    return data.decode(encoding, "replace")
