"""The mutants of a Python file, made on its syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from tests.mutants.mutant import Mutant, numbered

Path = tuple[tuple[str, int | None], ...]
"""The way from a tree's root to a node: fields, and places in lists."""

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
_OTHER_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


def python_mutants(file: str, text: str) -> list[Mutant]:
    """Every mutant of a module. Docstrings, annotations, decorators and texts stay as they are."""
    tree = ast.parse(text)
    found = []
    for path, holder in _places(tree, (), ""):
        node = _at(tree, path)
        for replacement in _changes(node):
            mutated = copy.deepcopy(tree)
            _put(mutated, path, replacement)
            shown = _statement_path(tree, path)
            before, after = _text(_at(tree, shown)), _text(_at(mutated, shown))
            line = getattr(_at(tree, shown), "lineno", 0)
            found.append(
                Mutant(file, line, holder or "module", before, after, ast.unparse(ast.fix_missing_locations(mutated)))
            )
    return numbered(found)


def _places(node: ast.AST, path: Path, holder: str) -> Iterator[tuple[Path, str]]:
    yield path, holder
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        holder = f"{holder}.{node.name}".lstrip(".")
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if isinstance(value, ast.AST):
            yield from _places(value, (*path, (name, None)), holder)
        elif isinstance(value, list):
            for place, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield from _places(one, (*path, (name, place)), holder)


def _at(tree: ast.AST, path: Path) -> ast.AST:
    for name, place in path:
        value = getattr(tree, name)
        tree = value if place is None else value[place]
    return tree


def _put(tree: ast.AST, path: Path, replacement: ast.AST) -> None:
    *above, (name, place) = path
    parent = _at(tree, tuple(above))
    if place is None:
        setattr(parent, name, replacement)
    else:
        getattr(parent, name)[place] = replacement


def _statement_path(tree: ast.AST, path: Path) -> Path:
    """The nearest expression or statement that is worth showing: the operator's own expression, else the node."""
    node = _at(tree, path)
    return path[:-1] if isinstance(node, ast.operator | ast.cmpop | ast.boolop | ast.Constant | ast.Name) else path


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 110 else f"{text[:107]}…"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    if type(node) in _OTHER:
        yield _OTHER[type(node)]()
    elif isinstance(node, ast.BoolOp) and len(node.values) > 1:
        for left_out in node.values:
            rest = [copy.deepcopy(one) for one in node.values if one is not left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(op=node.op, values=rest)
    elif (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    ):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value)
        elif isinstance(node.value, int):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        elif isinstance(node.value, float):
            yield ast.Constant(node.value * 1.1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _OTHER_CALLS:
        turned = copy.deepcopy(node)
        turned.func = ast.Name(_OTHER_CALLS[node.func.id], ast.Load())
        yield turned
    elif isinstance(node, ast.IfExp):
        yield copy.deepcopy(node.body)
        yield copy.deepcopy(node.orelse)
    elif isinstance(node, ast.If):
        for always in (True, False):
            turned = copy.deepcopy(node)
            turned.test = ast.Constant(always)
            yield turned
    elif isinstance(node, ast.comprehension) and node.ifs:
        for place in range(len(node.ifs)):
            turned = copy.deepcopy(node)
            turned.ifs.pop(place)
            yield turned
