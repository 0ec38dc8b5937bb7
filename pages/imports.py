"""Imports: upload an export, see what was recognised, import it, look at the history, undo."""

from ui.imports.history import history
from ui.imports.upload import upload
from ui.shell.frame import enter

enter()
upload()
history()
