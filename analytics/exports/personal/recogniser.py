"""Texts with the persons in them masked, and the functions by which DuckDB asks for it.

Each distinct text is looked at once: a batch of a column by its distinct values, and what came lately is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
from duckdb.func import PythonUDFType
from duckdb.sqltypes import BOOLEAN, VARCHAR

from analytics.exports.personal.name_shape import forget_texts, is_name
from analytics.exports.personal.names import personal_names
from analytics.exports.personal.numbers import personal_numbers
from analytics.exports.personal.stretches import Stretch, earlier_then_longer, masked, narrow

_REMEMBERED = 20_000
_PIECE = re.compile(r"[^,，;；|\t\"、\s]+")
_PASSPORT = re.compile(r"E[A-Z]?\d{7,8}|G\d{8}")


def personal_stretches(text: str) -> list[Stretch]:
    """Everything in a text that tells of a person; the earlier, then the longer of two that overlap."""
    plain = narrow(text)
    found: list[Stretch] = []
    for stretch in sorted([*personal_numbers(plain), *personal_names(plain)], key=earlier_then_longer):
        if not found or stretch.start >= found[-1].end:
            found.append(stretch)
    return found


@lru_cache(_REMEMBERED)
def masked_text(text: str) -> str:
    """A text without the names and numbers of persons."""
    plain = narrow(text)
    return masked(text, plain, personal_stretches(plain))


@lru_cache(_REMEMBERED)
def masked_numbers(text: str) -> str:
    """A text without the numbers of persons: the name of a thing, where 申请人查询 names nobody."""
    plain = narrow(text)
    return masked(text, plain, personal_numbers(plain))


@lru_cache(_REMEMBERED)
def masked_pieces(text: str) -> str:
    """A text that may be several cells run together, without names that stand between their marks and without passports."""
    return _PIECE.sub(_masked_piece, text)


def _masked_piece(piece: re.Match[str]) -> str:
    text = piece[0]
    if is_name(text):
        return masked(text, text, [Stretch(0, len(text), "name")])
    return masked(text, text, [Stretch(0, len(text), "paper")]) if _PASSPORT.fullmatch(text) else text


def forget() -> None:
    """Keep nothing in clear in memory when an export is read."""
    for remembering in (masked_text, masked_numbers, masked_pieces):
        remembering.cache_clear()
    forget_texts()


def register(con: duckdb.DuckDBPyConnection) -> None:
    """Make `mask_text`, `mask_numbers`, `mask_pieces` and `looks_like_name` known to a connection."""
    for name, function in (("text", masked_text), ("numbers", masked_numbers), ("pieces", masked_pieces)):
        con.create_function(
            f"mask_{name}", _over_distinct(function, pa.string()), [VARCHAR], VARCHAR, type=PythonUDFType.ARROW
        )
    con.create_function(
        "looks_like_name", _over_distinct(is_name, pa.bool_()), [VARCHAR], BOOLEAN, type=PythonUDFType.ARROW
    )


def _over_distinct(function: Callable[[str], object], type_: pa.DataType) -> Callable[..., Any]:
    def over(column: pa.ChunkedArray) -> pa.Array:
        texts = column.combine_chunks().dictionary_encode()
        return pa.array(map(function, texts.dictionary.to_pylist()), type_).take(texts.indices)

    return over
