"""Records as JSON and back, without loss, by their own type annotations.

`sayso.wire` has the shapes that others read, which leave out what they don't need (why a place was resolved so, what
else it could be). The ledger and its exchange files keep everything. A field that a record no longer has is passed
over, one that is new gets its default, so that an older ledger can be read.

>>> from sayso.records import Ref
>>> read_whole(Ref, whole(Ref("report", "c1")))
Ref(article='report', claim='c1')
"""

from __future__ import annotations

import base64
import json
import types
from array import array
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from sayso import records, records_merging
from sayso.errors import RecordError

T = TypeVar("T")
Decode = Callable[[Any], Any]


class Numbers:
    """Stands for `array[int]` in annotations, which can't be evaluated before Python 3.12."""

    def __class_getitem__(cls, item: object) -> type[Numbers]:
        return cls


# Names that the records' annotations use and that their modules import for type checking only.
NAMES = {**vars(records_merging), **vars(records), "date": date, "datetime": datetime, "array": Numbers}


def whole(record: Any) -> str:
    """A record as one line of JSON that nothing is left out of; `read_whole` makes the record of it again."""
    return json.dumps(plain(record), ensure_ascii=True, separators=(",", ":"))


def read_whole(kind: type[T], text: str) -> T:
    """The record of a kind that `whole` wrote; raises RecordError where the text isn't one."""
    try:
        return decoder(kind)(json.loads(text))  # type: ignore[no-any-return, arg-type]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordError(f"this is not a {kind.__name__}: {type(error).__name__} {error}") from error


def plain(value: Any) -> Any:
    """A record as dictionaries, lists, numbers and text; what is at its default is left out."""
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return {f.name: plain(v) for f in fields(value) if (v := getattr(value, f.name)) != f.default}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, array):
        return value.typecode + base64.b64encode(value.tobytes()).decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise RecordError(f"a {type(value).__name__} can't be kept")


@cache
def decoder(kind: Any) -> Decode:
    """What turns plain values into a type: a record, a tuple, a date, or a plain value itself."""
    if is_dataclass(kind):
        return _record(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = decoder(next(a for a in args if a is not type(None)))
        return lambda v: None if v is None else inner(v)
    if origin is tuple:
        return _tuple(args)
    if kind is Numbers:
        return _array
    if isinstance(kind, type) and issubclass(kind, tuple):
        parts = [decoder(t) for t in get_type_hints(kind, None, NAMES).values()]
        return lambda v: kind(*(d(x) for d, x in zip(parts, v, strict=False)))
    if kind in (date, datetime):
        return kind.fromisoformat  # type: ignore[no-any-return]
    if kind is bytes:
        return base64.b64decode
    if origin is Literal or kind in (str, int, float, bool):
        return lambda v: v
    raise RecordError(f"a {kind} can't be kept")


def _record(kind: Any) -> Decode:
    hints = get_type_hints(kind, None, NAMES)
    parts = [(f.name, decoder(hints[f.name])) for f in fields(kind)]
    return lambda row: kind(**{name: decode(row[name]) for name, decode in parts if name in row})


def _tuple(args: tuple[Any, ...]) -> Decode:
    if len(args) == 2 and args[1] is Ellipsis:
        each = decoder(args[0])
        return lambda v: tuple([each(x) for x in v])
    parts = [decoder(a) for a in args]
    return lambda v: tuple(d(x) for d, x in zip(parts, v, strict=True))


def _array(text: str) -> array[int]:
    made: array[int] = array(text[0])
    made.frombytes(base64.b64decode(text[1:]))
    return made
