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

# The α figures of the newest finished RW-KD run.
export_figures() {
    local runs uuid
    runs=$("$bin/alphascope-cli" runs --json --db "$db") &&
        uuid=$(python3 -c '
import json, sys
finished = [r["uuid"] for r in json.load(sys.stdin) if r["scheme"] == "rw-kd" and r["state"] == "finished"]
print(finished[-1] if finished else "")' <<<"$runs") &&
        [ -n "$uuid" ] &&
        QT_LOGGING_RULES='*.warning=false' QT_QPA_PLATFORM=offscreen "$bin/alphascope" --db "$db" --export-figures "$folder/figures" --select "$uuid"
}

echo "No display: running the demo study in the terminal."
folder=${XDG_DATA_HOME:-$HOME/.local/share}/alphascope
mkdir -p "$folder"
db=$folder/demo.db
status=0
"$bin/alphascope-cli" run "$root/resources/studies/demo.study.toml" --db "$db" || status=$?
if [ $status -ne 0 ]; then
    echo "The demo study did not finish, so no figures are made; what was wrong is said above." >&2
elif export_figures; then
    echo "Figures: $folder/figures"
else
    echo "The figures could not be made; \`$bin/alphascope --db $db\` shows the runs in a window." >&2
fi
if [ -f "$db" ]; then echo "Database: $db"; else echo "Database: none was made at $db"; fi
exit $status
