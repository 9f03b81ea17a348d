"""Summaries of files of any size: where the tables are, which engine computes, what each engine needs."""

from __future__ import annotations

from analysis.engines.problem import EngineError
from analysis.engines.summarise import ENGINES, summarise
from analysis.engines.writing import check_target, write_table

__all__ = ["ENGINES", "EngineError", "check_target", "summarise", "write_table"]
