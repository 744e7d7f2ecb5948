"""How much a reader takes in before it refuses; no real report comes near."""

from __future__ import annotations

__all__ = [
    "ARCHIVE_ENTRIES",
    "ARCHIVE_TOTAL",
    "BLOCKS",
    "CELLS",
    "COLUMNS",
    "FILE_SIZE",
    "HTML_TAGS",
    "LINES",
    "MEMBER_RATIO",
    "MEMBER_RATIO_FREE",
    "MEMBER_SIZE",
    "PICTURES",
    "PICTURE_SIZE",
    "ROWS",
    "SPAN",
    "TABLE_DEPTH",
    "TEXT",
    "XML_TAGS",
]

_MIB = 1024 * 1024

FILE_SIZE = 64 * _MIB

#: One member of a ZIP, unpacked; and how many times smaller it may have been packed.
MEMBER_SIZE = 64 * _MIB
MEMBER_RATIO = 200
#: Below this size any ratio will do: a short file of blanks packs very well.
MEMBER_RATIO_FREE = _MIB
ARCHIVE_TOTAL = 256 * _MIB
ARCHIVE_ENTRIES = 10_000

#: Tags in the XML parts of a file: an element tree takes some 300 bytes for each.
XML_TAGS = 1_500_000

#: Tags of a web page: long ones have some ten thousand.
HTML_TAGS = 500_000

#: Lines or paragraphs of a text, and control words of rich text.
LINES = 1_000_000

ROWS = 20_000
CELLS = 200_000
COLUMNS = 2_000
#: The widest form has 15 columns, the longest span 22 rows.
SPAN = 100
TABLE_DEPTH = 50

#: Paragraphs and tables of a document, and the signs of its text: the longest reports have some thousands.
BLOCKS = 100_000
TEXT = 3_000_000

#: Pages without text in one file, each some 2 seconds of work; and the pixels of one picture.
PICTURES = 40
PICTURE_SIZE = 80_000_000
