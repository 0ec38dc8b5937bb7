"""Figures on the screen: headline, attention, definitions, the rules in force."""
