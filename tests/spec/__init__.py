"""Specs: small tables of what exports tell in, the rows of a figure out. They test the figures and document them."""
