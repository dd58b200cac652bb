"""Write arrays to a file.

In:   arrays by name.
Out:  an .npz.
Holds: the same arrays are the same bytes: no time of day stands in it.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np


def write_arrays(held: dict[str, "np.ndarray[Any, Any]"], path: Path) -> None:
    """Write arrays as an .npz."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name, value in sorted(held.items()):
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(value), allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue())
