"""Imports: upload an export, see what was recognised, import it, look at the history, undo, settle damage."""

from ui.help.export_columns import export_columns_folded
from ui.imports.damaged import damaged_imports
from ui.imports.history import history
from ui.imports.upload import upload
from ui.shell.frame import enter

enter()
damaged_imports()
upload()
export_columns_folded()
history()
