"""Annotations that are form fields: which are printed, and how they look."""

from __future__ import annotations

from playa.page import Annotation
from playa.pdftypes import ContentStream, dict_value, resolve1

_WIDGET, _PRINTED, _UNPRINTED = "Widget", 0b100, 0b100011  # flags: invisible, hidden, not viewed


def is_printed(annotation: Annotation) -> bool:
    """Whether an annotation is a form field that is printed; all others are left out."""
    flags = annotation.props.get("F", _PRINTED)
    return annotation.type == _WIDGET and not (isinstance(flags, int) and flags & _UNPRINTED)


def look(annotation: Annotation) -> ContentStream | None:
    """The stream that draws a field as it is now, None where there is none."""
    found = resolve1(dict_value(annotation.props.get("AP", {})).get("N"))
    if isinstance(found, dict):
        state = resolve1(annotation.props.get("AS"))
        found = resolve1(found.get(getattr(state, "name", "")))
    return (
        found if type(found) is ContentStream else None
    )  # isinstance says so of dictionaries too, once they were asked
