"""Report → findings: the form's own arithmetic."""
