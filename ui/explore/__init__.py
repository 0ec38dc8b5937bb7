"""Explore: what is looked at, how it is drawn, and the views that somebody kept under a name."""
