"""The one object that a notebook loads: checked tables of places and funding lines, with their problems."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.checking import DataError, Problem, check
from analysis.reading import read_package, shipped_data

__all__ = ["DATA_VARIABLE", "Dataset", "load"]

#: Environment variable that names another data package; the command `report --data` sets it.
DATA_VARIABLE = "CLUSTER_FUNDING_DATA"


@dataclass(frozen=True)
class Dataset:
    """Checked tables, in the columns and types of `analysis.vocabulary`.

    Attributes
    ----------
    places : DataFrame
        One row per place, `vocabulary.PLACES`.
    funding : DataFrame
        One row per funding line, `vocabulary.FUNDING`; may be empty.
    context, concepts : DataFrame
        National figures and the vocabulary of clusters.
    problems : tuple of Problem
        Warnings that the checks raised; errors never reach a dataset.
    path : Path
        Folder that the tables were read from.
    """

    places: pd.DataFrame
    funding: pd.DataFrame
    context: pd.DataFrame
    concepts: pd.DataFrame
    problems: tuple[Problem, ...]
    path: Path

    def __repr__(self) -> str:
        return f"Dataset({len(self.places)} places, {len(self.funding)} funding lines)"


def load(path: str | Path | None = None) -> Dataset:
    """Read and check a data package.

    Parameters
    ----------
    path : str or Path, optional
        Folder of a data package or its ``datapackage.json``. By default the folder that the environment variable
        CLUSTER_FUNDING_DATA names, else the package that comes with the project.

    Returns
    -------
    Dataset
        Amounts in nominal EUR, VAT basis in ``places["vat"]``.

    Raises
    ------
    DataError
        If any row breaks a rule; the message lists every problem with file, row, column, value and rule.

    Examples
    --------
    >>> load().places["place_id"].is_unique
    True
    """
    folder = Path(path or os.environ.get(DATA_VARIABLE) or shipped_data())
    texts, problems = read_package(folder)
    tables, found = check(texts)
    problems = [*problems, *found]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(errors)
    return Dataset(**tables, problems=tuple(problems), path=folder)
