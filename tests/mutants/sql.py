"""The mutants of a SQL file, made on its syntax tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import sqlglot
from sqlglot import exp

from tests.mutants.mutant import Mutant, numbered

_OTHER: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
    exp.And: exp.Or,
    exp.Or: exp.And,
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
    exp.Mul: exp.Div,
    exp.Div: exp.Mul,
    exp.NullSafeEQ: exp.EQ,
    exp.NullSafeNEQ: exp.NEQ,
    exp.Max: exp.Min,
    exp.Min: exp.Max,
    exp.ArgMax: exp.ArgMin,
    exp.ArgMin: exp.ArgMax,
    exp.Greatest: exp.Least,
    exp.Least: exp.Greatest,
    exp.LogicalOr: exp.LogicalAnd,
    exp.LogicalAnd: exp.LogicalOr,
    exp.Lead: exp.Lag,
    exp.Lag: exp.Lead,
}


@dataclass(frozen=True)
class _Change:
    """A replacement of one node (None: it goes), as it reads before and after."""

    node: exp.Expr
    before: str
    after: str
    replacement: exp.Expr | None


def sql_mutants(file: str, text: str) -> list[Mutant]:
    """Every mutant of a file of SQL statements or one query, header lines kept."""
    head, statements = _header(text), _statements(text)
    written = [one.sql(dialect="duckdb") for one in statements]
    found = []
    for position, statement in enumerate(statements):
        for place, node in enumerate(statement.walk()):
            for rule in _RULES:
                for change in rule(node):
                    texts = [*written[:position], _changed(statement, place, change), *written[position + 1 :]]
                    holder, line = _holder(node), _line(node)
                    found.append(Mutant(file, line, holder, change.before, change.after, head + ";\n".join(texts)))
    return numbered(found)


def rewritten(text: str) -> str:
    """The file as the syntax tree writes it, unchanged: what every mutant is compared with."""
    return _header(text) + ";\n".join(one.sql(dialect="duckdb") for one in _statements(text))


def _statements(text: str) -> list[exp.Expr]:
    return [one for one in sqlglot.parse(text, dialect="duckdb") if one is not None]


def _header(text: str) -> str:
    lines = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("-- "):
            break
        lines.append(line)
    return "".join(lines)


def _changed(statement: exp.Expr, place: int, change: _Change) -> str:
    if place == 0:
        assert change.replacement is not None
        return change.replacement.sql(dialect="duckdb")
    mutated = statement.copy()
    twin = next(islice(mutated.walk(), place, None))
    if change.replacement is None:
        twin.pop()
    else:
        twin.replace(change.replacement.copy())
    return mutated.sql(dialect="duckdb")


def _shown(node: exp.Expr | None) -> str:
    text = "" if node is None else " ".join(node.sql(dialect="duckdb", comments=False).split())
    return text if len(text) <= 110 else f"{text[:107]}…"


def _to(node: exp.Expr, replacement: exp.Expr) -> _Change:
    return _Change(node, _shown(node), _shown(replacement), replacement)


def _operators(node: exp.Expr) -> Iterator[_Change]:
    other = _OTHER.get(type(node))
    if other is not None:
        yield _to(node, other(**{key: _copied(value) for key, value in node.args.items()}))


def _copied(value: object) -> object:
    if isinstance(value, exp.Expr):
        return value.copy()
    return [_copied(one) for one in value] if isinstance(value, list) else value


def _ranges(node: exp.Expr) -> Iterator[_Change]:
    if not isinstance(node, exp.Between):
        return
    for above, below in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
        low = above(this=node.this.copy(), expression=node.args["low"].copy())
        high = below(this=node.this.copy(), expression=node.args["high"].copy())
        yield _to(node, exp.paren(exp.and_(low, high)))


def _conditions(node: exp.Expr) -> Iterator[_Change]:
    """Each condition of a WHERE, HAVING, QUALIFY or ON left out; of a FILTER with several, each of them."""
    clause, inner = node.parent, node
    if clause is None or isinstance(node, exp.And | exp.Paren | exp.Identifier):
        return
    while isinstance(clause, exp.And | exp.Paren):
        clause, inner = clause.parent, clause
    whole_filter = isinstance(clause, exp.Where) and isinstance(clause.parent, exp.Filter) and inner is node
    on = isinstance(clause, exp.Join) and inner is clause.args.get("on")
    if on or (isinstance(clause, exp.Where | exp.Having | exp.Qualify) and not whole_filter):
        yield _Change(node, _shown(node), "(no condition)", exp.true())


def _negations(node: exp.Expr) -> Iterator[_Change]:
    if isinstance(node, exp.Not):
        yield _to(node, node.this.copy())
    elif isinstance(node, exp.Is) and not isinstance(node.parent, exp.Not):
        yield _to(node, exp.Not(this=exp.paren(node.copy())))


def _orders(node: exp.Expr) -> Iterator[_Change]:
    if isinstance(node, exp.Ordered):
        turned = node.copy()
        turned.set("desc", not node.args.get("desc"))
        yield _Change(node, f"ORDER BY … {_shown(node)}", f"… {_shown(turned)}", turned)
        if isinstance(node.parent, exp.Order) and len(node.parent.expressions) > 1:
            yield _Change(node, f"ORDER BY … {_shown(node)}", "(not in the order)", None)


def _constants(node: exp.Expr) -> Iterator[_Change]:
    if isinstance(node, exp.Boolean):
        yield _within_parent(node, exp.false() if node.this else exp.true())
    elif isinstance(node, exp.Literal) and not isinstance(node.parent, exp.DataTypeParam) and not _in_exists(node):
        if node.this.isdigit() and (not node.is_string or isinstance(node.parent, exp.Interval)):
            for other in (int(node.this) + 1, int(node.this) - 1):
                yield _within_parent(node, exp.Literal.string(str(other)) if node.is_string else exp.convert(other))
        elif node.is_string and not isinstance(node.parent, exp.In | exp.EQ | exp.NEQ):
            yield _within_parent(node, exp.Literal.string(f"{node.this}x"))


def _in_exists(node: exp.Expr) -> bool:
    """Whether it is what an EXISTS selects, which nobody reads."""
    return isinstance(node.parent, exp.Select) and isinstance(node.parent.parent, exp.Exists)


def _within_parent(node: exp.Expr, replacement: exp.Expr) -> _Change:
    """A change that reads with what stands round the node."""
    parent = node.parent
    if parent is None:
        return _to(node, replacement)
    place = next(place for place, one in enumerate(parent.walk()) if one is node)
    changed = parent.copy()
    next(islice(changed.walk(), place, None)).replace(replacement.copy())
    return _Change(node, _shown(parent), _shown(changed), replacement)


def _choices(node: exp.Expr) -> Iterator[_Change]:
    if isinstance(node, exp.In) and len(node.expressions) > 1:
        for value in node.expressions:
            fewer = node.copy()
            fewer.set("expressions", [one.copy() for one in node.expressions if one is not value])
            yield _Change(node, _shown(node), f"without {_shown(value)}", fewer)
    elif isinstance(node, exp.Coalesce):
        every = [node.this, *node.expressions]
        for left_out in every:
            rest = [one.copy() for one in every if one is not left_out]
            yield _to(node, exp.Coalesce(this=rest[0], expressions=rest[1:]) if len(rest) > 1 else rest[0])
    elif isinstance(node, exp.Nullif):
        yield _to(node, node.this.copy())
    elif isinstance(node, exp.Case):
        for number, branch in enumerate(node.args["ifs"]):
            fewer = node.copy()
            fewer.args["ifs"].pop(number)
            other = fewer if fewer.args["ifs"] else (fewer.args.get("default") or exp.null())
            yield _Change(node, _shown(branch), "(no such branch)", other)


def _joins(node: exp.Expr) -> Iterator[_Change]:
    if not isinstance(node, exp.Join) or node.args.get("kind") == "CROSS":
        return
    turned = node.copy()
    left = node.args.get("side") == "LEFT"
    if not left and _is_needed(node):
        return
    turned.set("side", None if left else "LEFT")
    turned.set("kind", "INNER" if left else None)
    yield _to(node, turned)


def _is_needed(join: exp.Join) -> bool:
    """Whether WHERE or another inner join compares a column of the joined table: a missing row fails it, LEFT JOIN or not."""
    select = join.parent
    assert select is not None
    where = [select.args["where"].this] if select.args.get("where") else []
    others = [one for one in select.args["joins"] if one is not join and one.args.get("side") != "LEFT"]
    conditions = [*where, *(one.args["on"] for one in others if one.args.get("on"))]
    return any(
        column.table == join.alias_or_name
        for condition in conditions
        for test in _each(condition)
        for column in _compared(test)
    )


def _each(condition: exp.Expr) -> Iterator[exp.Expr]:
    """The parts of a condition that must all hold."""
    inner = condition.unnest()
    if isinstance(inner, exp.And):
        yield from _each(inner.left)
        yield from _each(inner.right)
    else:
        yield inner


_STRICT = (exp.Cast, exp.Add, exp.Sub, exp.Abs, exp.Neg, exp.Paren)
"""What gives no value where one of its parts has none."""


def _compared(test: exp.Expr) -> Iterator[exp.Column]:
    """The columns that a comparison needs: where one is empty, it does not hold."""
    if isinstance(test, exp.EQ | exp.NEQ | exp.LT | exp.LTE | exp.GT | exp.GTE | exp.Between):
        yield from _strictly_read(test.iter_expressions())
    elif isinstance(test, exp.In):
        yield from _strictly_read([test.this])


def _strictly_read(parts: Iterable[exp.Expr]) -> Iterator[exp.Column]:
    for part in parts:
        if isinstance(part, exp.Column):
            yield part
        elif isinstance(part, _STRICT):
            yield from _strictly_read(part.iter_expressions())


def _sets(node: exp.Expr) -> Iterator[_Change]:
    if isinstance(node, exp.Union):
        yield _Change(node, f"… UNION … {_shown(node.expression)}", "only what stands before", _kept(node, node.this))
        yield _Change(node, f"{_shown(node.this)} … UNION …", "only what stands after", _kept(node, node.expression))
        if node.args.get("distinct"):
            turned = node.copy()
            turned.set("distinct", False)
            yield _Change(node, "UNION", "UNION ALL", turned)
    elif isinstance(node, exp.Select) and node.args.get("distinct"):
        turned = node.copy()
        turned.set("distinct", None)
        yield _Change(node, "SELECT DISTINCT", "SELECT", turned)
    elif isinstance(node, exp.Count) and isinstance(node.this, exp.Distinct):
        yield _to(node, exp.Count(this=node.this.expressions[0].copy()))
    elif isinstance(node, exp.Filter):
        yield _to(node, node.this.copy())


def _kept(union: exp.Union, side: exp.Expr) -> exp.Expr:
    kept = side.copy()
    if union.args.get("with_") is not None:
        kept.set("with_", union.args["with_"].copy())
    return kept


_RULES = (_operators, _ranges, _conditions, _negations, _orders, _constants, _choices, _joins, _sets)


def _line(node: exp.Expr) -> int:
    for one in node.walk():
        if "line" in one.meta:
            return int(one.meta["line"])
    return _line(node.parent) if node.parent is not None else 0


def _holder(node: exp.Expr) -> str:
    holder: exp.Expr | None = node
    while holder is not None:
        if isinstance(holder, exp.CTE):
            return holder.alias
        if isinstance(holder, exp.Create):
            return holder.this.name if isinstance(holder.this, exp.Table) else holder.this.sql(dialect="duckdb")
        holder = holder.parent
    return "query"
