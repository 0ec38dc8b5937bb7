"""How a message leaves: one file a service, each of which says what became of it in the same four words."""
