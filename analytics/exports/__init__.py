"""Exports of any kind -> canonical rows, and rejected rows with reasons."""

from analytics.exports.export import Export, Part, Preview, SkippedSheet
from analytics.exports.reading import read_export

__all__ = ["Export", "Part", "Preview", "SkippedSheet", "read_export"]
