"""The weekly review: its agenda for a week as plain data, what a meeting decides, and what a closed one has seen."""
