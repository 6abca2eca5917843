# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of this folder share: places, and Markdown tables on standard output."""
import os
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build/release/bin"
CLI = BIN / "alphascope-cli"
PYTHON = "/usr/bin/python3"  # Debian's, with python3-torch: the same libtorch and BLAS as ours


def data_folder():
    if "ALPHASCOPE_DATA" not in os.environ:
        sys.exit("Set ALPHASCOPE_DATA to the data folder (with glue/SST-2 and bert-vocab).")
    return pathlib.Path(os.environ["ALPHASCOPE_DATA"]).absolute()


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(*cells):
    print()
    row(*cells)
    print("|---" * len(cells) + "|", flush=True)


def spread(values, digits=2):
    """Median, and the range in brackets."""
    return (f"**{statistics.median(values):.{digits}f}** "
            f"({min(values):.{digits}f} to {max(values):.{digits}f})")
