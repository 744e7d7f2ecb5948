"""Document → Report: edition, agency, year, narrative and figures."""
