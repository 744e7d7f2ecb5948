"""Chinese text made comparable: folded strings, numbers, years, bigrams."""
