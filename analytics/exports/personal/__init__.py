"""Who is named in a text, and by which numbers: found and masked before anything is kept."""
