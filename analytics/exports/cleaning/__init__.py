"""Raw cells into canonical rows, rejected rows with reasons, masked texts."""
