"""JSON in and out: the wire form of every value in `model`, and its JSON Schema.

In:   values of `model`; or JSON text that was written from them.
Out:  plain JSON data with sorted, stable content; values again, checked; JSON Schema (2020-12).
Holds: `from_json(kind, to_json(value)) == value`. Writing needs nothing but the standard library.
"""

import dataclasses
import json
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from tellings.errors import BrokenPromise

T = TypeVar("T")


def to_json(value: object) -> Any:
    """Return the wire form of a value: dictionaries, lists, strings, numbers, booleans and None."""
    kind: type[Any] = type(value)
    if kind in _AS_THEY_ARE:  # most of what a record holds: asked first, and by type, which is faster
        return value
    if (names := _field_names(kind)) is not None:  # type: ignore[arg-type]  # a class can be hashed
        return {name: to_json(getattr(value, name)) for name in names}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(to_json(key)): to_json(item) for key, item in value.items()}
    raise TypeError(f"{kind.__name__} has no wire form")


_AS_THEY_ARE = frozenset({type(None), str, bool, int, float})


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a dataclass, None for any other type."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def to_text(value: object) -> str:
    """Return the wire form as one line of JSON, in Unicode, the keys in the order of the model."""
    return _ONE_LINE.encode(to_json(value))


_ONE_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # dumps would make one each time


@cache
def _adapter(kind: Any) -> Any:
    # pydantic is slow to load and only needed to read stored values back: not at the top of the file.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def from_json(kind: type[T], data: object) -> T:
    """Return the value that `data`, parsed JSON, is the wire form of.

    Raises: BrokenPromise if the data has another shape or breaks an invariant.
    """
    from pydantic import ValidationError

    try:
        value: T = _adapter(cast(Any, kind)).validate_python(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenPromise(f"not a {kind.__name__}: at {where or 'its root'}: {first['msg']}") from exc
    return value


def schema_of(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of the wire form of `kind`."""
    schema: dict[str, Any] = _adapter(kind).json_schema()
    return schema
