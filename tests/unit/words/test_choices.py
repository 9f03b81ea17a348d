"""A value that is not accepted is one line that lists what is."""

from __future__ import annotations

import pytest

from analysis import i18n
from analysis.words._choices import OptionError, check_option

KNOWN = ["value", "n", "name"]


def test_a_known_value_is_itself():
    assert check_option("sort", "n", KNOWN) == "n"


def test_a_misspelt_value_is_one_line_with_the_one_that_is_meant_and_all_others():
    with pytest.raises(OptionError) as told:
        check_option("sort", "valeu", KNOWN)
    assert str(told.value) == "sort='valeu' is not accepted; did you mean 'value'? There are 'value', 'n', 'name'"
    assert told.value._render_traceback_() == [str(told.value)]


@pytest.mark.parametrize("given", ["median", 3, True, ["n"], None])
def test_where_none_is_near_it_lists_what_there_is(given):
    with pytest.raises(OptionError, match=r"is not accepted; there are 'value', 'n', 'name'$"):
        check_option("sort", given, KNOWN)


def test_it_is_said_in_the_language_of_the_moment():
    with i18n.speak("fr"), pytest.raises(OptionError, match="vouliez-vous dire"):
        check_option("sort", "nam", KNOWN)
