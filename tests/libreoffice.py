"""LibreOffice, which recalculates and saves what the program writes."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

SOFFICE: Final = shutil.which("soffice")


def recalculated(folder: Path, kind: str = "xlsx") -> Path:
    """Let LibreOffice work out every workbook of a folder, and return the folder of what it saved."""
    if SOFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is needed")
        pytest.skip("LibreOffice (soffice) is not installed")
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out
