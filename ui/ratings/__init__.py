"""Ratings on the screen: what became of the negative ones, and what can be recorded of one."""
