"""Today: what who watches looks at every morning."""
