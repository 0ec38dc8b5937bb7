"""Imports kept for ever, snapshots built from them, one published."""

from analytics.warehouse.imports import ImportResult, import_file, undo_import
from analytics.warehouse.manifest import Manifest, find_import, list_imports
from analytics.warehouse.publishing import publish

__all__ = ["ImportResult", "Manifest", "find_import", "import_file", "list_imports", "publish", "undo_import"]
