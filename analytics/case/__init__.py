"""One case: all that the snapshot and the imports know of it."""
