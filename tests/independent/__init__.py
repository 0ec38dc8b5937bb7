"""A second implementation of the clock and the headline figures: slow, obvious, and written from domain.md alone."""
