#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of docs/user_guide.md again, from the gallery's runs: docs/make_screenshots.sh [GLUE]
# GLUE is the folder whose MRPC sentences are shown; without it the demo's built-in ones are. Needs no display.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/build/release/bin/alphascope
gallery=$root/experiments.db
pictures=$root/docs/user-guide
export QT_QPA_PLATFORM=offscreen
mkdir -p "$pictures"
# The window shows where its database is: not in somebody's home.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$gallery" "$work/runs.db"

run_of() { # CONDITION
    sqlite3 -readonly "file:$gallery?immutable=1" "SELECT substr(run.uuid, 1, 8) FROM run
        JOIN study ON study.id = study_id WHERE $1 ORDER BY run.id LIMIT 1"
}
picture() { # NAME OPTIONS...
    (cd / && "$program" --db "$work/runs.db" --size 1560x960 --screenshot "$pictures/$1.png" "${@:2}")
    echo "$pictures/$1.png"
}

rw_kd="scheme = 'rw-kd' AND seed = 1 AND label NOT LIKE '%mlp%' AND study.name ="
demo=$(run_of "$rw_kd 'demo'")
if [ $# -gt 0 ]; then
    mrpc=$(run_of "$rw_kd 'paper-small' AND task = 'mrpc'")
    shown=(--select "$mrpc" --data "$1" --range 0.9,1.0)
else
    shown=(--select "$demo" --range 0.9,1.0)
fi
picture window --theme light "${shown[@]}"
picture window-dark --theme dark "${shown[@]}"
picture window-arabic --theme light --language ar "${shown[@]}"
picture start --theme light --select "$demo" --command show_start_page
picture map --theme light "${shown[@]}" --command toggle_map_dock
fixed=$(run_of "scheme = 'fixed' AND seed = 1 AND study.name = 'demo'")
picture settings --theme light --select "$demo,$fixed" --command toggle_settings_dock
picture new-study --theme light --select "$demo" --command new_study
picture table --theme light --select "$demo" --command build_table
picture data --theme light --select "$demo" --command get_data
picture commands --theme light --select "$demo" --command find_command
picture shortcuts --theme light --select "$demo" --command shortcuts
