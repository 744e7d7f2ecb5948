"""Reports damaged on purpose, and whether the reader stands them: ``python -m tests.fuzz``."""
