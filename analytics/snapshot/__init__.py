"""Snapshots: derived from the imports, checked, published by one rename, opened read-only."""
