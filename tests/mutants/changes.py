"""Changes of single points in Python source: what a slip of the hand could make of it and still run."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_WITHOUT_ORDER = {"min", "max", "where", "and_", "or_"}
_NOT_SWAPPED = {"isinstance", "issubclass", "cast", "getattr", "setattr", "TypeVar", *_WITHOUT_ORDER}
_LEFT_OUT = {"strip", "casefold", "lower", "where", "order_by", "limit", "distinct", "with_for_update"}


@dataclass(frozen=True)
class Change:
    """Bytes `start` to `end` of a file replaced; `line` to `last_line` is where they stand."""

    path: str
    line: int
    last_line: int
    start: int
    end: int
    old: str
    new: str
    key: str = ""

    def apply(self, source: bytes) -> bytes:
        """The source with this change made."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}  {_shorten(old)}  ->  {_shorten(new)}"


def list_changes(path: str, source: bytes) -> list[Change]:
    """Every change of a file, in the order of the source. Texts, types and decorators stay as they are.

    >>> [change.new for change in list_changes("a.py", b"def f(a):\\n    return a < 3\\n")]
    ['return None', '(a <= 3)', '4']
    """
    starts = [0]
    for line in source.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    seen: Counter[tuple[str, str, str]] = Counter()
    changes = []
    for scope, node, new in _Finder().find(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        old = source[start:end].decode()
        seen[scope, old, new] += 1
        key = "|".join((path, scope, old, new, str(seen[scope, old, new])))
        changes.append(Change(path, node.lineno, node.end_lineno or node.lineno, start, end, old, new, key))
    return changes


def choose_sample(changes: Iterable[Change], count: int, seed: str) -> list[Change]:
    """Some of them, always the same: what is changed elsewhere in the code chooses no others."""
    return sorted(changes, key=lambda change: hashlib.sha256(f"{seed}|{change.key}".encode()).digest())[
        :count
    ]


_Place = ast.expr | ast.stmt
_Found = tuple[str, _Place, str]


class _Finder:
    """Walks a tree and gives the scope, the node and the text that is to stand in its place."""

    def find(self, node: ast.AST, scope: str = "") -> Iterator[_Found]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            scope = f"{scope}.{node.name}"
        if isinstance(node, ast.expr | ast.stmt):
            for place, new in _list_changes_of(node):
                yield scope, place, new
        for child in _list_children(node):
            yield from self.find(child, scope)


def _list_children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                yield child


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr | ast.Assert | ast.Import | ast.ImportFrom):
        return True  # Python 3.11 does not say where the parts of an f-string stand
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "Literal"
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _list_changes_of(node: _Place) -> Iterator[tuple[_Place, str]]:
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield node, "return None"
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield node, "pass"
        case ast.Break():
            yield node, "continue"
        case ast.Continue():
            yield node, "break"
        case ast.If(test=test):
            yield test, "False"
            yield test, "True"
        case ast.While(test=test) | ast.IfExp(test=test):
            yield test, "False"
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for generator in node.generators:
                yield from ((condition, "True") for condition in generator.ifs)
        case ast.Compare(ops=ops):
            for at, operator in enumerate(ops):
                changed = [*ops[:at], _COMPARISONS[type(operator)](), *ops[at + 1 :]]
                yield node, _write(ast.Compare(node.left, changed, node.comparators))
        case ast.BoolOp(op=boolean, values=values):
            yield node, _write(ast.BoolOp(ast.Or() if isinstance(boolean, ast.And) else ast.And(), values))
            if len(values) == 2:
                yield from ((node, _write(value)) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, _write(operand)
        case ast.BinOp(op=arithmetic) if type(arithmetic) in _ARITHMETIC and not _is_text(node):
            yield node, _write(ast.BinOp(node.left, _ARITHMETIC[type(arithmetic)](), node.right))
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Call():
            yield from ((node, new) for new in _change_call(node))


def _change_call(call: ast.Call) -> Iterator[str]:
    match call.func:
        case ast.Name(id=name) if name in _FUNCTIONS:
            keywords = [] if _FUNCTIONS[name] == "list" else call.keywords
            yield _write(ast.Call(ast.Name(_FUNCTIONS[name]), call.args, keywords))
        case ast.Attribute(value=owner, attr=name) if name in _LEFT_OUT:
            yield _write(owner)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    has_order = len(call.args) > 1 and not any(
        isinstance(argument, ast.Starred) for argument in call.args[:2]
    )
    if has_order and name not in _NOT_SWAPPED and ast.dump(call.args[0]) != ast.dump(call.args[1]):
        swapped = [call.args[1], call.args[0], *call.args[2:]]
        yield _write(ast.Call(call.func, swapped, call.keywords))


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str | bytes))
        or (isinstance(side, ast.BinOp) and _is_text(side))
        for side in sides
    )


def _write(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"


def _shorten(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."
