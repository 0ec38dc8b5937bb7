"""What a file is, by its first bytes; its name is not believed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from analytics.errors import N_, ExportRefused
from analytics.exports.reading.archives import check_archive
from analytics.exports.reading.textfiles import looks_binary
from analytics.exports.reading.workbooks import needs_password
from analytics.settings import Settings

_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"MIME-Version:", "a web archive (MHTML)"),
)
_HTML = re.compile(rb"<\s*(!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)


def check_size(path: Path, file: str, settings: Settings) -> None:
    """Raises `ExportRefused` for a file larger than the settings allow, before a byte of it is read."""
    size = path.stat().st_size
    limit = settings.imports.max_file_mb
    if size > limit * 1_000_000:
        raise ExportRefused(
            N_("`{file}` has {size} MB; at most {limit} MB are read. Export a shorter period, or raise max_file_mb."),
            file=file,
            size=round(size / 1_000_000),
            limit=limit,
        )


def file_type(path: Path, file: str, settings: Settings) -> str:
    """ "text", "workbook", "html" or "spreadsheet xml". Raises `ExportRefused` for anything else, and for files that
    are too large, empty, protected or unsafe to open."""
    check_size(path, file, settings)
    with path.open("rb") as opened:
        start = opened.read(1 << 16)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise ExportRefused(N_("`{file}` is empty. Export it again."), file=file)
    for magic, what in _FOREIGN:
        if start.startswith(magic):
            raise _not_an_export(file, what)
    if start.startswith(b"PK"):
        return _zipped(path, file, settings)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path, file)
    if start[:2] == b"\x09\x08":
        return "workbook"
    marked = start.lstrip(b"\xef\xbb\xbf").lstrip()
    readable = start.replace(b"\0", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in readable and marked.startswith(b"<"):
        return "spreadsheet xml"
    if _HTML.search(readable[:4096]) and b"<" in readable[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]:
        return "html"
    if looks_binary(start):
        raise _not_an_export(file, "a binary file of an unknown kind")
    return "text"


def _not_an_export(file: str, what: str) -> ExportRefused:
    return ExportRefused(
        N_("`{file}` is {what}, not an export. Export the list as CSV or Excel and import that."), file=file, what=what
    )


def _zipped(path: Path, file: str, settings: Settings) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names:
                check_archive(archive, file, settings)
                return "workbook"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ExportRefused(
            N_("`{file}` is cut off or damaged: {error}. Copy or export it again."), file=file, error=error
        ) from error
    if any(name.startswith("word/") for name in names):
        raise _not_an_export(file, "a Word document")
    if any(name.startswith("ppt/") for name in names):
        raise _not_an_export(file, "a PowerPoint presentation")
    raise _not_an_export(file, "a ZIP archive: unpack it first")


def _compound(path: Path, file: str) -> str:
    """An OLE file: an old workbook, or a new one that is encrypted."""
    with path.open("rb") as opened:
        content = opened.read(1 << 26)
    names = {
        "EncryptedPackage": "EncryptedPackage".encode("utf-16-le"),
        "workbook": "Workbook".encode("utf-16-le"),
        "book": "Book".encode("utf-16-le"),
        "word": "WordDocument".encode("utf-16-le"),
    }
    if names["EncryptedPackage"] in content:
        raise needs_password(file)
    if names["workbook"] in content or names["book"] in content:
        return "workbook"
    raise _not_an_export(file, "a Word document" if names["word"] in content else "an old Office document")
