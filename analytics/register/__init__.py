"""What people did: orders, reminders, decisions, notes, verdicts. Append-only, never derived, never lost by an import."""

from analytics.register.register import Register, register_of

__all__ = ["Register", "register_of"]
