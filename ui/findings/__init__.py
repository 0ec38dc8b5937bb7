"""The parts of the Findings page."""
