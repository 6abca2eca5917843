#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts Alphascope: the window where there is a display, else
# the demo study in the terminal.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
here=$PWD
. "$root/installer/packages.sh"

install_missing
check_blas
build_release alphascope alphascope_cli alphascope_training
cd "$here"
bin=$root/build/release/bin

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/alphascope" "$@"
fi

echo "No display: running the demo study in the terminal."
folder=${XDG_DATA_HOME:-$HOME/.local/share}/alphascope
mkdir -p "$folder"
db=$folder/demo.db
status=0
"$bin/alphascope-cli" run "$root/resources/studies/demo.toml" --db "$db" || status=$?
uuid=$("$bin/alphascope-cli" runs --json --db "$db" | python3 -c '
import json, sys
runs = json.load(sys.stdin)
runs = [r for r in runs if r["scheme"] == "rw-kd" and r["state"] == "finished"]
print(runs[-1]["uuid"] if runs else "")')
if [ -n "$uuid" ]; then
    QT_QPA_PLATFORM=offscreen "$bin/alphascope" --db "$db" --export-figures "$folder/figures" --select "$uuid"
    echo "Figures: $folder/figures"
fi
echo "Database: $db"
exit $status
