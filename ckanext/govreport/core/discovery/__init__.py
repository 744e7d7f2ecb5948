"""A place that holds reports → candidates."""
