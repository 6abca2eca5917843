#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of docs/user_guide.md again, from the gallery's runs:
# docs/make_screenshots.sh [--scale N] [--dark] [--out DIR] [GLUE]
# GLUE is the folder whose MRPC sentences are shown; without it the demo's built-in ones are. Needs no display.
# --scale 2: N pixels a unit, as on a dense screen; --dark: all in the dark theme; --out: not over the guide's own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/build/release/bin/alphascope
gallery=$root/experiments.db
pictures=$root/docs/user-guide
theme=light
while [[ ${1:-} == --* ]]; do
    case $1 in
    --scale) [[ ${2:-} =~ ^[1-4]$ ]] || { echo "--scale takes 1, 2, 3 or 4." >&2; exit 2; }
             export QT_SCALE_FACTOR=$2; shift 2 ;;
    --dark)  theme=dark; shift ;;
    --out)   pictures=${2:?--out takes a folder.}; shift 2 ;;
    *)       echo "There is no option $1. Use --scale N, --dark and --out DIR." >&2; exit 2 ;;
    esac
done
export QT_QPA_PLATFORM=offscreen
mkdir -p "$pictures"
pictures=$(cd "$pictures" && pwd)
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
picture window --theme "$theme" "${shown[@]}"
picture window-dark --theme dark "${shown[@]}"
picture window-arabic --theme "$theme" --language ar "${shown[@]}"
picture start --theme "$theme" --select "$demo" --command show_start_page
picture map --theme "$theme" "${shown[@]}" --command toggle_map_dock
fixed=$(run_of "scheme = 'fixed' AND seed = 1 AND study.name = 'demo'")
picture settings --theme "$theme" --select "$demo,$fixed" --command toggle_settings_dock
picture new-study --theme "$theme" --select "$demo" --command new_study
picture table --theme "$theme" --select "$demo" --command build_table
picture data --theme "$theme" --select "$demo" --command get_data
picture commands --theme "$theme" --select "$demo" --command find_command
picture shortcuts --theme "$theme" --select "$demo" --command shortcuts
