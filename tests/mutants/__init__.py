"""Mutants: one operator, filter, order or constant changed at a time, to see whether a test notices."""
