"""Texts with the persons in them masked, and the functions by which DuckDB asks for it."""

from __future__ import annotations

from functools import lru_cache

from analytics.exports.personal.names import personal_names
from analytics.exports.personal.numbers import personal_numbers
from analytics.exports.personal.stretches import Stretch, masked, narrow


def personal_stretches(text: str) -> list[Stretch]:
    """Everything in a text that tells of a person."""
    plain = narrow(text)
    return sorted({*personal_numbers(plain), *personal_names(plain)})


@lru_cache(maxsize=100_000)
def masked_text(text: str) -> str:
    """A text without the names and numbers of persons."""
    plain = narrow(text)
    return masked(text, plain, [*personal_numbers(plain), *personal_names(plain)])


@lru_cache(maxsize=100_000)
def masked_numbers(text: str) -> str:
    """A text without the numbers of persons: the name of a thing, where 申请人查询 names nobody."""
    plain = narrow(text)
    return masked(text, plain, personal_numbers(plain))
