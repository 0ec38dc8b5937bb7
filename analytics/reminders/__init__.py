"""Reminders: who is urged about what, by which channel, and what became of it (domain.md 7)."""
