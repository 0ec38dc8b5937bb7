"""The parts of the Case page."""
