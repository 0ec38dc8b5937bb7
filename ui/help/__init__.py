"""Help for the first hour: a tour of the pages, what exports need, documents in the language of the screen."""
