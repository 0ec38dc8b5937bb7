"""Texts from mappings and settings as SQL literals, written by SQLGlot: never pasted."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp


def literal(text: str) -> str:
    """`text` as a DuckDB string literal."""
    return exp.Literal.string(text).sql(dialect="duckdb")


def literals(texts: Iterable[str]) -> str:
    """`texts` as a comma-separated list of DuckDB string literals."""
    return ", ".join(literal(text) for text in texts)
