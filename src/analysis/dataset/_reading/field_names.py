"""What readers call the fields that a column can be read as: those of the tables, and those that only reading knows."""

from __future__ import annotations

from analysis.dataset._reading.roles import IGNORE
from analysis.words import vocabulary
from analysis.words._formatting import join_pair
from analysis.words.i18n import _, mark

__all__ = ["name_field"]

#: Fields that no table of the vocabulary has.
OTHERS = {
    "grant_eur": mark("one grant, €"),
    "grant_share": mark("one grant, part of the total"),
    "public_eur": mark("all public money, €"),
    "private_eur": mark("all private money, €"),
    "public_share": mark("public part of the total"),
    "private_share": mark("private part of the total"),
    "operating_eur": mark("operating money, €"),
    "currency": mark("currency of the row"),
    "unit": mark("unit of the row (k€ ...)"),
    "funders": mark("funders and their amounts in one cell"),
}


def name_field(field: str) -> str:
    """The name of a field for readers.

    Examples
    --------
    >>> name_field("investment_eur"), name_field("funder:region"), name_field("public_eur"), name_field("")
    ('investment', 'funder: region', 'all public money, €', 'not used')
    """
    if not field or field == IGNORE:
        return _("not used")
    if field in OTHERS:
        return _(OTHERS[field])
    kind, colon, funder = field.partition(":")
    if colon:
        return join_pair(vocabulary.label("funder"), vocabulary.labels("funder_type").get(funder, funder))
    try:
        return vocabulary.label(kind)
    except KeyError:
        return kind
