"""What belongs in a warehouse, by its name: kept for ever and so in every backup, or built again from that."""

KEY, ROLL, POINTER, PROVED, REGISTER = "hash.key", "roll.json", "current", "proved.json", "register"
REGISTER_LINES = "register.jsonl"
EVIDENCE = "evidence"
MEETINGS = "meetings"
OUTBOX_LOCK = "outbox.lock"
KEPT = {"imports", "findings", "views", EVIDENCE, MEETINGS, REGISTER, REGISTER_LINES, KEY, ROLL, POINTER}
"""Imports, verdicts of earlier versions, saved views, what appeals brought as evidence, what closed meetings saw, the register of what people did (in a backup of a
warehouse whose register is on a server, its lines), the key, the roll of imports, the pointer to the figures. What is added to a warehouse is added here."""
DERIVED = {"snapshots", "reading", "lock", OUTBOX_LOCK, PROVED, "errors.log", "errors.log.1"}
"""Figures, what is being read, the locks, what the last publish proved, the log of what nobody expected."""
