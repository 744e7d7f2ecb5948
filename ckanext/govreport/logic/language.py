"""Sentences of core in the reader's language."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from .. import config
from ..core import GovReportError

__all__ = ["refusal", "sentence"]


def sentence(said: GovReportError) -> str:
    """Return what was said in the language of whoever asked; in the site's when nobody did."""
    try:
        language = tk.h.lang()
    except RuntimeError:  # a command or a background job: there is no request
        language = None
    return said.zh if (language or config.site_language()).startswith("zh") else said.en


def refusal(error: GovReportError, parameter: str) -> tk.ValidationError:
    """Return why a report was not read, as the API answers: a sentence, and the code beside it.

    ``refusal`` is the whole of it for programs: code, both sentences, details.
    """
    text = f"{error.name}: {sentence(error)}" if error.name else sentence(error)
    return tk.ValidationError({parameter: [text], "refusal": [error.to_dict()]})
