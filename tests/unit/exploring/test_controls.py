"""Controls that ipywidgets lacks."""

from __future__ import annotations

from analysis.exploring._controls import RangeSlider, list_euro_steps
from analysis.words._formatting import format_euros


def test_a_slider_that_a_page_sends_too_far_stays_on_its_steps():
    slider = RangeSlider("cost", list_euro_steps(10_000, 100_000), format_euros)
    slider.low, slider.high = -3, 99
    assert (slider.low, slider.high) == (0, len(slider.steps) - 1)
    assert RangeSlider("cost", [], format_euros).value is None
