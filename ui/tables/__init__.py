"""Tables and the rows behind a number."""
