"""Figures: the catalogue of measures and listings, the selection, and how it narrows them."""
