"""What belongs in a warehouse, by its name: kept for ever and so in every backup, or built again from that."""

KEY, ROLL, POINTER, PROVED = "hash.key", "roll.json", "current", "proved.json"
KEPT = {"imports", "findings", "views", KEY, ROLL, POINTER}
"""Imports, verdicts, saved views, the key, the roll of imports, the pointer to the figures. What is added to a warehouse is added here."""
DERIVED = {"snapshots", "reading", "lock", PROVED, "errors.log", "errors.log.1"}
"""Figures, what is being read, the lock, what the last publish proved, the log of what nobody expected."""
