"""The machinery of bin/portal and bin/test, on Python's standard library alone."""
