"""What marks a formula on its way through the PDF."""

FORMULA = "\U000f0000"
"""Begins the alternative text of a formula until it has its tag."""

FORMULA_MARK, FORMULA_PART_MARK = b"/Formula MP", b"/FormulaPart MP"
"""Marked-content points (ISO 32000-1, 14.6.1): what the content of a page has where a formula
begins, and where it goes on behind a place to break the line."""
