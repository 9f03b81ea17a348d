"""A field of a form with what is wrong with it beside it, and amounts as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.exploring._showing import show_alert
from analysis.words.i18n import _

__all__ = ["Amount", "Choice", "FormField", "PartOfTotal", "Surface", "Whole", "Words"]


class FormField(widgets.VBox):
    """A control and what is wrong with it."""

    def __init__(self, control: Any) -> None:
        self.control, self._told = control, widgets.HTML()
        self._told.add_class("cf-alert")
        super().__init__([control, self._told])
        self.add_class("cf-field")

    def tell(self, text: str) -> None:
        """Say what is wrong; an empty text says that nothing is."""
        self._told.value = show_alert(text)

    @property
    def told(self) -> str:
        """What is said to be wrong, as HTML."""
        return str(self._told.value)


class Words(FormField):
    """A text."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(widgets.Text(description=label, continuous_update=False, **options))

    @property
    def written(self) -> str:
        """What is written, without the blanks around it."""
        return str(self.control.value).strip()

    @property
    def value(self) -> str:
        """What is written."""
        return self.written


class Choice(FormField):
    """One of some codes, or none."""

    def __init__(self, label: str, options: Sequence[tuple[str, str]], value: str | None = None) -> None:
        known = [(_("not said"), ""), *options]
        super().__init__(widgets.Dropdown(options=known, description=label, value=value or ""))

    @property
    def value(self) -> str | None:
        """The code that is chosen."""
        return self.control.value or None


class Amount(Words):
    """A number as people write it: 150 000, 150k, 1,2 M€."""

    @property
    def value(self) -> float | None:  # type: ignore[override]
        """The number; None where nothing is written.

        Raises
        ------
        ValueError
            If it is no number; the message says so.
        """
        text = self.written
        if not text:
            return None
        read = read_amounts(pd.Series([text]))
        if read.wrong.any() or read.values.isna().any():
            raise ValueError(_("{value!r} is no number; write 150000, 150k or 1.2M").format(value=text))
        if read.currency != "EUR":
            raise ValueError(_("{value!r} is not in euros").format(value=text))
        return float(read.values.iloc[0])


class Surface(Amount):
    """Square metres: 200, 200 m², 1 200 m2."""

    @property
    def value(self) -> float | None:  # type: ignore[override]
        """The number; None where nothing is written; ValueError if it is none."""
        text = self.written
        read = read_amounts(pd.Series([re.sub(r"\s*m\s*[2²]$", "", text, flags=re.IGNORECASE)]))
        if text and (read.values.isna().any() or read.currencies.iloc[0]):
            raise ValueError(_("{value!r} is no surface; write 350 or 350 m²").format(value=text))
        return float(read.values.iloc[0]) if text else None


class PartOfTotal(Amount):
    """Euros, or a part of the total: 90 000, 25 %."""

    def find_euros(self, total: float | None) -> float | None:
        """The euros; None where nothing is written.

        Raises
        ------
        ValueError
            If it is no number, or a part and there is no total.
        """
        found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%", self.written)
        if not found:
            return self.value
        if total is None:
            raise ValueError(_("a part needs the total: write it first"))
        return float(
            round(float(found[1].replace(",", ".")) / 100 * total)
        )  # whole euros, as the page "my plan" takes it


class Whole(Amount):
    """A number without decimals, as a year is; one with decimals stays as it is written."""

    @property
    def value(self) -> float | None:  # type: ignore[override]
        """The number; None where nothing is written; ValueError as of an amount."""
        found = super().value
        return int(found) if found is not None and found.is_integer() else found
