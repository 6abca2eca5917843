#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the gallery again: docs/make_gallery.sh GLUE_FOLDER [OUT]
# Runs the demo and SST-2, three seeds each (about an hour and a half on two cores), and cuts the
# result to what the gallery shows. docs/gallery.md says what is left out.
# docs/make_gallery.sh --from DATABASE [OUT] cuts a database in which both studies have been run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cli=$root/build/release/bin/alphascope-cli

if [ $# -lt 1 ]; then
    sed -n '3,6s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ "$1" = --from ]; then
    source_db=$2
    out=${3:-$root/experiments.db}
else
    source_db=$work/runs.db
    out=${2:-$root/experiments.db}
    "$cli" run "$root/resources/studies/demo.toml" --seeds 1,2,3 --db "$source_db"
    "$cli" run "$root/resources/studies/sst2.toml" --data "$1" --db "$source_db"
fi

sqlite3 "$source_db" "VACUUM INTO '$work/cut.db'"
sqlite3 -bail "$work/cut.db" <<'SQL'
PRAGMA foreign_keys = ON;
-- The finished runs of the two studies; whatever hangs on a run goes with it.
DELETE FROM run WHERE task NOT IN ('demo', 'sst2') OR state <> 'finished' OR seed > 3;
DELETE FROM study WHERE id NOT IN (SELECT study_id FROM run);
-- Samples of one seed, and of the schemes whose α differs from 0.
DELETE FROM sample_chunk WHERE run_id IN
    (SELECT id FROM run WHERE seed <> 1 OR scheme NOT IN ('fixed', 'rw-kd'));
-- Curves of SST-2: every tenth step.
DELETE FROM scalar WHERE step % 10 <> 0 AND run_id IN (SELECT id FROM run WHERE task = 'sst2');
-- Logits of the dev set only; the scores of the others stay.
UPDATE evaluation SET outputs = 0, logits = x'' WHERE set_name NOT LIKE 'dev%';
-- Files, machines and places of whoever made it.
DELETE FROM checkpoint;
DELETE FROM request;
DELETE FROM run_teacher WHERE run_id IN (SELECT id FROM run WHERE seed <> 1);
DELETE FROM teacher_logits WHERE id NOT IN (SELECT logits_id FROM run_teacher);
DELETE FROM sample_set WHERE id NOT IN (SELECT set_id FROM run_set);
UPDATE run SET spec = json_set(spec, '$.data.folder', ''), owner_host = '', owner_boot = '',
    owner_pid = 0, owner_start = 0;
UPDATE study SET toml = (
    SELECT group_concat(line, char(10)) FROM (
        WITH RECURSIVE lines(line, rest) AS (
            SELECT NULL, toml || char(10)
            UNION ALL
            SELECT substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
            FROM lines WHERE rest <> '')
        SELECT line FROM lines WHERE line IS NOT NULL AND line NOT LIKE 'folder =%'));
SQL
rm -f "$out"
sqlite3 "$work/cut.db" "VACUUM INTO '$out'"
echo "$out: $(du -k "$out" | cut -f1) KiB"
