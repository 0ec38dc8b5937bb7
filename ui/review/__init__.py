"""The page of the weekly meeting: its week, its blocks one by one, what is decided, and what was closed."""
