"""Imports kept for ever: their rows, their manifests, what was rejected; one writer at a time."""

from analytics.warehouse.manifest import Manifest, find_import, list_imports

__all__ = ["Manifest", "find_import", "list_imports"]
