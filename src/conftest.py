"""The examples in docstrings run on the frozen edition of the data, as the tests do."""

import editions

editions.freeze()
