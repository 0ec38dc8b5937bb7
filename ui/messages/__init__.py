"""Messages on the screen: how long answers take, under which limits."""
