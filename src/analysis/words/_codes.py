"""Codes: what logic compares, each with the message that names it for readers."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from analysis.words._messages import Message, say

__all__ = ["Code", "Feature", "label_codes", "label_feature"]


#: The label of a code that is looked up by its slug: none is given then.
UNNAMED = Message("")


class Code(StrEnum):
    """A slug with its name for readers, which is worded when it is shown.

    Examples
    --------
    >>> from analysis.words._messages import say
    >>> class Answer(Code):
    ...     YES = "yes", say("yes")
    >>> Answer("yes") is Answer.YES, str(Answer.YES.label)
    (True, 'yes')
    """

    label: Message

    def __new__(cls, slug: str, label: Message = UNNAMED) -> Self:
        code = str.__new__(cls, slug)
        code._value_ = slug
        code.label = label
        return code


class Feature(Code):
    """A feature on which kinds of place are compared: a column of `substance.features`."""

    INVESTMENT = "investment", say("investment (log10 euros)")
    FUNDERS = "funders", say("funders named")
    STAKEHOLDERS = "stakeholders", say("stakeholders named")
    PUBLIC_CARRIER = "public_carrier", say("public carrier")
    PRIVATE_CARRIER = "private_carrier", say("private carrier")
    SURFACE = "surface", say("surface (log10 m²)")


#: Columns of codes that no table of the vocabulary has.
COLUMNS: dict[str, type[Code]] = {"feature": Feature}


def label_codes(column: str) -> dict[str, str]:
    """Names for readers of the codes of a column that the vocabulary does not know; empty where it holds none.

    Examples
    --------
    >>> label_codes("feature")["surface"], label_codes("share")
    ('surface (log10 m²)', {})
    """
    return {code.value: str(code.label) for code in COLUMNS.get(column, ())}


def label_feature(code: str) -> str:
    """A feature for readers, in the language that is spoken; the column of another table as it is.

    Examples
    --------
    >>> label_feature("surface"), label_feature("height")
    ('surface (log10 m²)', 'height')
    """
    return label_codes("feature").get(code, code)
