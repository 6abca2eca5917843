#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the gallery again: docs/make_gallery.sh DATA DATABASE [OUT]
# Runs the demo (three seeds) into DATABASE where it lacks them, and cuts a copy of what is in there, the studies of
# docs/make_results.sh among them, to what the gallery shows. docs/gallery.md says what is left out.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cli=$root/build/release/bin/alphascope-cli

if [ $# -lt 2 ]; then
    sed -n '3,5s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
export ALPHASCOPE_DATA=$1
database=$2
out=${3:-$root/experiments.db}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -e "$database" ] || [ -z "$("$cli" runs --db "$database" --where 'study = demo' | tail -n +2)" ]; then
    "$cli" run "$root/resources/studies/demo.study.toml" --seeds 1,2,3 --db "$database"
fi
sqlite3 "$database" "VACUUM INTO '$work/cut.db'"
sqlite3 -bail "$work/cut.db" < "$root/docs/cut_gallery.sql"
rm -f "$out"
sqlite3 "$work/cut.db" "VACUUM INTO '$out'"
echo "$out: $(du -k "$out" | cut -f1) KiB"
