"""A file is read in a process of its own, within limits: whatever it does, it ends in a sentence and nobody else does."""
