"""What pytest loads to validate notebooks: the warm process has its imports while the tests are collected."""

from __future__ import annotations

import os

from analysis.jupyter import _forking as forking

if "PYTEST_XDIST_WORKER" in os.environ and forking.can_fork():  # not in the process that only hands tests out
    forking.start_forking()
