"""Bulletins (通报): composed from figures, printed after GB/T 9704, numbered and issued, checked again."""
