"""The command line, a file a group; analytics/__main__.py joins them."""
