"""Old binary formats, made by LibreOffice where it is installed: for a developer's own trials only."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ..blocks import Page
from .docx import write_docx
from .look import Look
from .xlsx import write_xlsx

__all__ = ["OfficeMissing", "convert"]


class OfficeMissing(RuntimeError):
    """LibreOffice is not installed, so no file of that kind can be made."""


def convert(page: Page, look: Look, source: str, target: str) -> bytes:
    """Return what LibreOffice makes of the report written as ``source`` (docx or xlsx).

    :raises OfficeMissing: there is no soffice on this machine, or it lacks the part for that kind
    """
    program = shutil.which("soffice")
    if program is None:
        raise OfficeMissing("soffice is not installed")
    if source == "docx":
        data = write_docx(page, replace(look, style="word"))
    else:
        data = write_xlsx(page, replace(look, style="one_sheet"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{source}"
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/generator-office"
        command = [program, profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        made = path.with_suffix(f".{target}")
        if not made.exists():
            raise OfficeMissing(f"the installed soffice cannot write .{target}")
        return made.read_bytes()
