"""Controls that ipywidgets lacks."""

from __future__ import annotations

from analysis.exploring._controls import DownloadButton, MultiChoice, RangeSlider, list_euro_steps
from analysis.words._formatting import format_euros


def test_a_slider_that_a_page_sends_too_far_stays_on_its_steps():
    slider = RangeSlider("cost", list_euro_steps(10_000, 100_000), format_euros)
    slider.low, slider.high = -3, 99
    assert (slider.low, slider.high) == (0, len(slider.steps) - 1)
    assert RangeSlider("cost", [], format_euros).value is None


def test_several_values_are_chosen_and_only_those_that_there_are():
    choice = MultiChoice("region", [("Bretagne", "bre"), ("Corse", "cor")])
    choice.count({"bre": 1234})
    assert choice.options == [["bre", "Bretagne", "1,234"], ["cor", "Corse", "0"]]
    choice.value = ["cor", "none", "cor"]
    assert choice.value == ["cor"]


def test_a_file_is_made_when_it_is_asked_for_and_not_before():
    made = []
    button = DownloadButton("CSV", lambda: made.append(1))
    assert made == []
    button.hand_out()
    assert made == [1]
