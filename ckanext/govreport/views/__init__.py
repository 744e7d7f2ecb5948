"""Pages: what they show, ready for the templates."""
