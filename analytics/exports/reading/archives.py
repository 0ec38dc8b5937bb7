"""Zipped workbooks: what they would unpack to is checked before any parser sees them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator

from analytics.errors import N_, ExportRefused
from analytics.exports.reading.tables import MAX_CELLS
from analytics.settings import Settings

MAX_ENTRIES = 10_000
_RATIO = 1032  # no honest deflate stream shrinks more
_BLOCK = 1 << 22
# How Excel and every library write references: the plain patterns are ten times faster than the general ones.
_WIDE = re.compile(rb'<c r="([A-Za-z]{2,3})')
_ROW = re.compile(rb'<row r="([0-9]+)"')
_ANY_WIDE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{2,9})[0-9]")
_ANY_ROW = re.compile(rb"\sr\s*=\s*[\"']\s*[A-Za-z]*([0-9]{1,18})")
_ROWS = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CELLS = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_COUNT = re.compile(rb"\s(uniqueCount|count)\s*=\s*[\"']\s*([0-9]{6,18})")
_REPEATED = re.compile(
    rb"<[\w.-]+:table-row\b[^>]*rows-repeated\s*=\s*[\"']([0-9]{4,18})[\"'][^>]*[^/>]?>(.*?)</", re.DOTALL
)
_OPEN_ROWS = re.compile(rb"<[\w.-]+:table-row\b")
_OPEN_CELLS = re.compile(rb"<[\w.-]+:(?:covered-)?table-cell\b([^>]*)>")
_MANY_ACROSS = re.compile(rb"columns-repeated\s*=\s*[\"']\s*0*([0-9]{3,18})")
_ACROSS = re.compile(rb"columns-repeated\s*=\s*[\"']\s*([0-9]{1,18})")
_MOST_REPEATED = 100_000  # filled rows that an open workbook may write once and mean so often
_SHORTEST = 4  # bytes of the shortest element that a count can count


def check_archive(archive: zipfile.ZipFile, file: str, settings: Settings) -> None:
    """Raises `ExportRefused` for zip bombs, XML entities, and sheets that span more cells than can be laid out."""
    entries = archive.infolist()
    limit = settings.imports.max_expanded_mb * 1_000_000
    if len(entries) > MAX_ENTRIES:
        raise _unsafe(file, N_("it has {count} entries"), count=len(entries))
    for entry in entries:
        if entry.flag_bits & 1:
            raise _unsafe(file, N_("its entry {entry} is encrypted"), entry=entry.filename)
        if entry.file_size > limit or entry.file_size > max(entry.compress_size, 1) * _RATIO:
            raise _too_large(file, settings)
    if sum(entry.file_size for entry in entries) > limit:
        raise _too_large(file, settings)
    left = limit
    for entry in entries:  # whatever its name: a parser follows relations, in any case of letters
        left -= _check_entry(archive, entry, left, file, settings)


def _unsafe(file: str, reason: str, **details: object) -> ExportRefused:
    return ExportRefused(
        N_("`{file}` is not safe to open: {reason}. Open it in Excel, save it again, and import that."),
        file=file,
        reason=reason.format(**details),
    )


def _too_large(file: str, settings: Settings) -> ExportRefused:
    return ExportRefused(
        N_("`{file}` unpacks to more than {limit} MB. Export a shorter period, or raise max_expanded_mb."),
        file=file,
        limit=settings.imports.max_expanded_mb,
    )


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, file: str, settings: Settings) -> int:
    """Unpack one entry in blocks, keeping none: its size as it is, not as the directory says, and what it would lay out."""
    size = most = repeated = open_rows = across = 0
    span = _Span()
    before = b""
    for block in _blocks(archive, entry):
        size += len(block)
        if size > left:
            raise _too_large(file, settings)
        text = before + block
        if size == len(block) and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise _unsafe(file, N_("{entry} declares XML entities"), entry=entry.filename)
        shared = b"<sst" in text  # its plain count is that of the cells that refer to it
        most = max([most, *(int(count) for name, count in _COUNT.findall(text) if name != b"count" or not shared)])
        repeated += sum(int(times) for times, row in _REPEATED.findall(text) if b":p" in row or b"value" in row)
        open_rows += len(_OPEN_ROWS.findall(text, len(before)))
        across = max(across, _across(text))
        span.see(text, len(before))
        before = block[-64:]
    for rows, columns in ((span.rows, span.columns), (open_rows + repeated, across)):
        if rows * columns > MAX_CELLS:
            raise _unsafe(
                file,
                N_("{entry} spans {rows} rows x {columns} columns"),
                entry=entry.filename,
                rows=rows,
                columns=columns,
            )
    if repeated > _MOST_REPEATED:
        raise _unsafe(
            file, N_("{entry} repeats filled rows {count} times"), entry=entry.filename, count=f"{repeated:,}"
        )
    if most > size // _SHORTEST:
        raise _unsafe(file, N_("{entry} says that it counts {count}"), entry=entry.filename, count=f"{most:,}")
    return size


def _across(text: bytes) -> int:
    """How many cells the widest row of an open workbook lays out of those that repeat some hundreds of times, empty ones
    before a filled one among them: the parser lays out every row as wide."""
    if not _MANY_ACROSS.search(text):
        return 0
    widest = 0
    for row in _OPEN_ROWS.split(text):
        if _MANY_ACROSS.search(row):
            column = 0
            for cell in _OPEN_CELLS.findall(row):
                times = _ACROSS.search(cell)
                column += int(times[1]) if times else 1
                if not cell.endswith(b"/") or b"value" in cell:
                    widest = max(widest, column)
    return widest


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What an entry unpacks to, block by block, straight from its bytes: zipfile would check a sum as well, for
    three times the time."""
    source = archive.fp
    assert source is not None
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        source.seek(entry.header_offset + 26)
        sizes = source.read(4)
        skip = int.from_bytes(sizes[:2], "little") + int.from_bytes(sizes[2:], "little")
        source.seek(entry.header_offset + 30 + skip)
        inflate = zlib.decompressobj(-15)
        remaining = entry.compress_size
        data = b""
        try:
            while not inflate.eof and (data or remaining):
                if not data:
                    data = source.read(min(_BLOCK // 4, remaining))
                    remaining -= len(data)
                    if not data:
                        raise zipfile.BadZipFile("unexpected end of file")
                block = inflate.decompress(data, _BLOCK)
                data = inflate.unconsumed_tail
                yield block
        except zlib.error as error:
            raise zipfile.BadZipFile(str(error)) from error
    else:
        with archive.open(entry) as opened:
            while block := opened.read(_BLOCK):
                yield block


class _Span:
    """The furthest row and column of a sheet, as far as its pieces were seen."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 26
        self._unnumbered = 0

    def see(self, text: bytes, seen: int) -> None:
        """A piece of a sheet, of which the first bytes were `seen` before: the references in it, and rows without one."""
        plain = text.count(b'<c r="') >= text.count(b"<c") - text.count(b"<col") and b":c " not in text
        wide = (_WIDE if plain else _ANY_WIDE).findall(text)
        self.columns = max(self.columns, *map(_column, set(wide)), 0)
        numbers = (_ROW if plain else _ANY_ROW).findall(text)
        self.rows = max([self.rows, *map(int, numbers)])
        if b"<row>" in text or b"<row/>" in text or b":row" in text or not plain:
            self._unnumbered += sum(1 for _ in _ROWS.finditer(text, seen))
            self.rows = max(self.rows, self._unnumbered)
            if text.count(b"r=") < len(_CELLS.findall(text)):
                self._count_cells(text)

    def _count_cells(self, text: bytes) -> None:
        """Cells without a reference follow one another: the most that stand between two rows."""
        self.columns = max([self.columns, *(len(_CELLS.findall(row)) for row in _ROWS.split(text))])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
