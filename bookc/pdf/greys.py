"""Greys are written as greys: a press then prints them with black ink alone, and not with four.

WeasyPrint writes every colour of a style sheet as red, green and blue.
"""

import re
from typing import Any

import pydyf

_COLOUR = re.compile(rb"([\d.]+) \1 \1 (rg|RG)")
_OF_GREY = {b"rg": b"g", b"RG": b"G"}
"""The operators of a colour and of a grey. PDF 2.0, table 73."""


def write_greys(pdf: Any) -> None:
    """Write the greys of a PDF that is about to be written as greys."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            each.stream = [_as_grey(operation) for operation in each.stream]


def _as_grey(operation: Any) -> Any:
    # Nothing else that ends like a colour is looked at: most of a stream is text.
    if not isinstance(operation, bytes) or operation[-2:] not in _OF_GREY:
        return operation
    found = _COLOUR.fullmatch(operation)
    return found[1] + b" " + _OF_GREY[found[2]] if found else operation
