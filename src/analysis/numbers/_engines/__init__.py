"""Summaries of files of any size: where the tables are, which engine computes, what each engine needs."""

from __future__ import annotations

from analysis.numbers._engines.problem import EngineError
from analysis.numbers._engines.summarise import ENGINES, summarise_groups
from analysis.numbers._engines.writing import check_target, write_table

__all__ = ["ENGINES", "EngineError", "check_target", "summarise_groups", "write_table"]
