"""What becomes of a file that is broken or means harm: it is read or refused, and soon."""

from __future__ import annotations

import time
from pathlib import Path

from ckanext.govreport.core.documents import Document, read_document
from ckanext.govreport.core.errors import GovReportError

#: Seconds of the processor, not of the clock: other programs may be busy.
LIMIT = 10
FILES = Path(__file__).parent / "files"


def outcome(data: bytes) -> str:
    """Return ``read`` or the code of the refusal; anything else, or taking long, is a failure."""
    begun = time.process_time()
    try:
        assert isinstance(read_document(data), Document)
        result = "read"
    except GovReportError as error:
        result = error.code
    assert time.process_time() - begun < LIMIT
    return result
