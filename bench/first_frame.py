#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Milliseconds from the start of the window's program to its first frame, on a real X server (Xvfb): until the
window is on the screen and its pixels are not all alike. The first start is not counted: it warms the file cache.

    bench/first_frame.py [--starts 7] [--db FILE]

Needs xvfb, xdotool and x11-apps (xwd)."""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from common import BIN, ROOT, head, row

DISPLAY = ":87"
HEADER = 100  # the words of an xwd header, at least, in bytes
PATIENCE = 20.0  # seconds


def run(*command):
    return subprocess.run(command, env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, check=False).stdout


def is_painted():
    """Whether a window of ours is there with something in it."""
    found = run("xdotool", "search", "--onlyvisible", "--name", "Alphascope").split()
    if not found:
        return False
    pixels = run("xwd", "-silent", "-id", found[0].decode())[HEADER:]
    return len(set(pixels[:: 4001])) > 3


def first_frame(database, home):
    environment = {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": home, "XDG_RUNTIME_DIR": home}
    begin = time.monotonic()
    program = subprocess.Popen([BIN / "alphascope", "--db", database], env=environment)
    try:
        while not is_painted():
            if time.monotonic() - begin > PATIENCE:
                raise SystemExit("No frame came.")
        return 1e3 * (time.monotonic() - begin)
    finally:
        program.kill()
        program.wait()


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--starts", type=int, default=7)
parser.add_argument("--db", type=pathlib.Path, default=ROOT / "experiments.db")
options = parser.parse_args()
screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1600x1000x24"], stderr=subprocess.DEVNULL)
try:
    time.sleep(2)
    with tempfile.TemporaryDirectory() as folder:
        times = [first_frame(options.db, folder) for _ in range(options.starts + 1)][1:]
finally:
    screen.kill()
    screen.wait()
head("first frame of a warm start", "ms (range)")
row(options.db.name, f"{statistics.median(times):.0f} ({min(times):.0f} to {max(times):.0f})")
