"""The machinery of bin/portal and bin/test: servers, environments and steps, on Python's standard library alone."""
