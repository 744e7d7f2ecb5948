"""What can be found: how a report is indexed, filtered by its figures, searched in Chinese and faceted."""
