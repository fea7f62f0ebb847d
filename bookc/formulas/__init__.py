"""Formulas: TeX in, MathML out.

Below the stages, because two of them need it: `parse` to tell an author what cannot be read, and
`render` to put the formula into a content document. Owner of latex2mathml.
"""

from bookc.formulas.macros import Macros, expand, take_definitions
from bookc.formulas.mathml import UnreadableFormulaError, mathml_of

__all__ = ["Macros", "UnreadableFormulaError", "expand", "mathml_of", "take_definitions"]
