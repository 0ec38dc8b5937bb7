"""Exports of any kind -> canonical rows, and rejected rows with reasons."""

from analytics.exports.apart.reading_apart import read_apart, recognise_apart
from analytics.exports.cleaning.faults import FAULTS, fault_text
from analytics.exports.export import Export, Part, Preview, SkippedSheet
from analytics.exports.read import read_export
from analytics.exports.recognising.mapping import all_mappings, find_mapping, platform_names, save_mapping
from analytics.exports.recognising.preview import proposed_mapping, recognise

__all__ = [
    "FAULTS",
    "Export",
    "Part",
    "Preview",
    "SkippedSheet",
    "all_mappings",
    "fault_text",
    "find_mapping",
    "platform_names",
    "proposed_mapping",
    "read_apart",
    "read_export",
    "recognise",
    "recognise_apart",
    "save_mapping",
]
