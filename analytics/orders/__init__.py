"""Supervision orders (督办单): drafted from the ladder, read and signed by a person, answered, followed to their end."""
