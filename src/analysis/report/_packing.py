"""What the script of a page reads: anything that JSON holds, compressed, in letters that stand in a page as they are."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

__all__ = ["pack_json"]


def pack_json(value: Any) -> str:
    """Anything as compressed JSON; the same text for the same value.

    Raises
    ------
    ValueError
        If a number is none: no script can read it.

    Examples
    --------
    >>> json.loads(gzip.decompress(base64.b64decode(pack_json({"name": "Île"}))))
    {'name': 'Île'}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0)).decode()
