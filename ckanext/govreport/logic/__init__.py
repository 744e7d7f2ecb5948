"""The Action API: check access, validate, call a room."""
