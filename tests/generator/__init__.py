"""Makes reports whose figures are known: the samples that ship, and hundreds to measure a reader with."""
