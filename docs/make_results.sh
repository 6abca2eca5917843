#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of docs/results.md again: docs/make_results.sh DATA DATABASE [OUT]
# DATA holds glue, bert-vocab, use-lite and glove-100d. Runs the eight studies resources/studies/paper-*.study.toml
# into DATABASE (some hours on two cores) and writes their reports to OUT (docs/results_tables.md).
# Stopped in between, it goes on where it was: run it again with the same DATABASE.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cli=$root/build/release/bin/alphascope-cli

if [ $# -lt 2 ]; then
    sed -n '3,6s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
export ALPHASCOPE_DATA=$1
database=$2
out=${3:-$root/docs/results_tables.md}
studies=(paper-small paper-stsb paper-sst2 paper-qqp paper-mnli paper-qnli paper-bilstm paper-sst2-full)

# Nothing is piped into a command that may end early: its reader's end would count as a failure.
runs() { [ -e "$database" ] && "$cli" runs --db "$database" --where "$1" | tail -n +2 || true; }
left='study ~ paper- and not state = finished'
if [ -n "$(runs "$left")" ]; then
    "$cli" continue --db "$database" --where "$left" --concurrent 2
fi
for study in "${studies[@]}"; do
    if [ -z "$(runs "study = $study")" ]; then
        "$cli" run "$root/resources/studies/$study.study.toml" --db "$database" --concurrent 2 --threads 1
    fi
done

{
    echo "Made by docs/make_results.sh; docs/results.md says what is in here."
    for study in "${studies[@]}"; do
        echo
        "$cli" report --db "$database" --study "$study"
    done
} > "$out"
echo "$out"
