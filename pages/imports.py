"""Imports: upload an export, see what was recognised, import it, look at the history, undo."""

from ui.frame import enter
from ui.history import history
from ui.upload import upload

enter()
upload()
history()
