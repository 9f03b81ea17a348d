"""Numbers as each language writes them."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal, format_percent

from analysis.words import _formatting as formatting
from analysis.words.i18n import speak
from spoken import plain


@pytest.mark.parametrize(
    ("form", "value", "english", "french"),
    [
        (formatting.format_euros, 1_234_567, "€1.23M", "1,23 M€"),
        (formatting.format_euros, 150_000, "€150k", "150 k€"),
        (formatting.format_euros, 5e9, "€5bn", "5 Md€"),
        (formatting.format_euros, 1_650, "€1,650", "1 650 €"),
        (formatting.format_euros, -150_000, "−€150k", "−150 k€"),
        (formatting.format_euros, float("nan"), "not known", "non connu"),
        (formatting.format_short_euros, 1_200_000, "1.2M", "1,2 M"),
        (formatting.format_share, 0.654, "65%", "65 %"),
        (formatting.format_share, 0.001, "<1%", "< 1 %"),
        (formatting.format_rate, 0.0312, "+3.1%", "+3,1 %"),
        (formatting.format_p_value, 0.0002, "p < 0.001", "p < 0,001"),
        (formatting.format_p_value, 0.0346, "p = 0.035", "p = 0,035"),
        (formatting.format_number, 46_867, "46,900", "46 900"),
        (formatting.format_whole, 1_234_567, "1,234,567", "1 234 567"),
        (formatting.format_decimal, -0.126, "−0.13", "−0,13"),
        (lambda n: formatting.format_count(n, "place"), 0, "0 places", "0 lieu"),
        (lambda n: formatting.format_count(n, "place"), 1, "1 place", "1 lieu"),
        (lambda n: formatting.format_count(n, "funder"), 1.5, "1.5 funders", "1,5 financeur"),
        (lambda n: formatting.format_count(n, "place"), 1_200, "1,200 places", "1 200 lieux"),
        (
            lambda low: formatting.format_interval(low, 0.56, formatting.format_share),
            0.43,
            "43% to 56%",
            "de 43 % à 56 %",
        ),
        (formatting.quote, "fab lab", "“fab lab”", "« fab lab »"),
        (formatting.join_names, ["a", "b", "c"], "a, b and c", "a, b et c"),
        (formatting.join_parts, ["a", "b"], "a; b", "a ; b"),
    ],
)
def test_each_language_writes_numbers_its_own_way(form, value, english, french):
    assert form(value) == english
    with speak("fr"):
        assert plain(form(value)) == french


@pytest.mark.parametrize("value", [0, 3, 999, 1_000, 12_345, 1_234_567])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_marks_and_blanks_are_those_of_babel(lang, value):
    with speak(lang):
        assert formatting.format_whole(value) == format_decimal(value, locale=lang)
        assert formatting.format_decimal(value / 7) == format_decimal(
            value / 7, format="#,##0.00", locale=lang, group_separator=False
        )
        assert formatting.format_share(0.42) == format_percent(0.42, locale=lang)


@pytest.mark.parametrize(
    ("value", "text"),
    [(999_600, "€1M"), (12_345, "€12.3k"), (5e9, "€5bn"), (0, "€0"), (9_950, "€9,950")],
)
def test_euros_are_rounded_to_three_digits(value, text):
    assert formatting.format_euros(value) == text
