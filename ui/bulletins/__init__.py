"""Bulletins on screen: composed, read, worded, issued."""
