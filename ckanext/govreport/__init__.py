"""Government information disclosure annual reports, read exactly and published in CKAN."""

__version__ = "0.1.0"
