"""What a system says of a file is in the language that is spoken."""

from __future__ import annotations

import pytest

from analysis.words._reasons import REASONS, say_reason
from analysis.words.i18n import speak


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_is_said_in_french(reason):
    with speak("fr"):
        assert say_reason(OSError(1, reason)) != reason


def test_a_file_that_is_not_there_is_told_in_french(tmp_path):
    with speak("fr"), pytest.raises(FileNotFoundError) as told:
        (tmp_path / "plans.toml").read_bytes()
    with speak("fr"):
        assert say_reason(told.value) == "ce fichier ou ce dossier n’existe pas"


def test_an_error_without_words_of_the_system_says_its_own():
    with speak("fr"):
        assert say_reason(OSError("half a zip archive")) == "half a zip archive"
