"""The outlines of the regions, laid on a flat page: mainland France to scale, the overseas regions in boxes beside it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.charts._bins import is_crowded

__all__ = ["OVERSEAS", "Box", "lay_boxes", "list_outlines", "place_points"]

FILE = Path(__file__).with_name("regions.geojson")
#: A degree of longitude is that much narrower than one of latitude, in the middle of the mainland.
NARROWER = math.cos(math.radians(46.5))
#: Regions overseas, in the order of their boxes.
OVERSEAS = ("Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte")
#: West, east, south and north of the mainland with Corsica, in degrees.
MAINLAND = (-5.2, 9.7, 41.2, 51.3)
#: Degrees around an overseas region that still belong to it.
AROUND = 0.15
#: Side of the box of an overseas region, and from one to the next, in units of the page.
SIDE, STEP = 1.5, 2.05
#: How far places of one municipality are laid apart, in units of the page.
APART = 0.09


@dataclass(frozen=True)
class Box:
    """A part of the world and where it is laid on the page, whose units are degrees of latitude of the mainland."""

    name: str
    west: float
    east: float
    south: float
    north: float
    left: float
    bottom: float
    scale: float

    def holds(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Which points lie in it."""
        across = (longitude >= self.west) & (longitude <= self.east)
        return across & (latitude >= self.south) & (latitude <= self.north)

    def lay(self, longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Points of the world as points of the page."""
        narrower = math.cos(math.radians((self.south + self.north) / 2))
        x = self.left + (longitude - self.west) * narrower * self.scale
        return x, self.bottom + (latitude - self.south) * self.scale


@cache
def list_outlines() -> dict[str, list[np.ndarray]]:
    """The rings of each region: longitude and latitude of each corner."""
    found = {}
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        several = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["nom"]] = [np.array(ring) for polygon in several for ring in polygon]
    return found


def lay_boxes(*, beside: bool) -> list[Box]:
    """The mainland at 0, 0, and the overseas regions in a column at its left, or in a row below it.

    Examples
    --------
    >>> [box.name for box in lay_boxes(beside=True)][:2]
    ['mainland', 'Guadeloupe']
    """
    west, east, south, north = MAINLAND
    boxes = [Box("mainland", west, east, south, north, 0.0, 0.0, 1.0)]
    for at, name in enumerate(OVERSEAS):
        corners = np.concatenate(list_outlines()[name])
        (left, low), (right, high) = corners.min(axis=0) - AROUND / 3, corners.max(axis=0) + AROUND / 3
        size = max((right - left) * math.cos(math.radians(low)), high - low)
        scale = SIDE / size
        x, y = (-STEP - 0.4, (len(OVERSEAS) - 1 - at) * STEP) if beside else (at * STEP, -STEP - 0.2)
        boxes.append(Box(name, left, right, low, high, x, y, scale))
    return boxes


def place_points(places: pd.DataFrame, boxes: list[Box]) -> pd.DataFrame:
    """The places that lie in a box, with x and y on the page; those of one municipality are laid around its point.

    Where there are too many for points they stay at it.
    """
    longitude, latitude = (places[name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
    laid = []
    for box in boxes:
        inside = box.holds(longitude, latitude)
        x, y = box.lay(longitude[inside], latitude[inside])
        laid.append(places[inside].assign(x=x, y=y))
    found = pd.concat(laid)
    if is_crowded(len(found)):  # circles count them
        return found
    again = found.groupby(["x", "y"]).cumcount().to_numpy()
    far, turn = APART * np.sqrt(again), again * 2.399963  # the golden angle: no two at one point
    return found.assign(x=found["x"] + far * np.cos(turn), y=found["y"] + far * np.sin(turn))
