"""Exports of any kind -> canonical rows, and rejected rows with reasons."""

from analytics.exports.export import Export, Part, Preview, SkippedSheet
from analytics.exports.faults import FAULTS, fault_text
from analytics.exports.mapping import all_mappings, find_mapping, save_mapping
from analytics.exports.preview import recognise
from analytics.exports.reading import read_export

__all__ = [
    "FAULTS",
    "Export",
    "Part",
    "Preview",
    "SkippedSheet",
    "all_mappings",
    "fault_text",
    "find_mapping",
    "read_export",
    "recognise",
    "save_mapping",
]
