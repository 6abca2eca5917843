-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cuts a database to what the gallery shows; docs/make_gallery.sh runs it on a copy.
PRAGMA foreign_keys = ON;

-- The demo and the studies of docs/results.md, where all their runs have finished; whatever hangs on a run goes
-- with it.
DELETE FROM run WHERE study_id IN (SELECT study_id FROM run WHERE state <> 'finished') OR study_id NOT IN
    (SELECT id FROM study WHERE name = 'demo' OR name GLOB 'paper-*');
DELETE FROM study WHERE id NOT IN (SELECT study_id FROM run);

-- Records of each sample: seed 1 of the demo and MRPC, fixed 0.5 and RW-KD.
CREATE TEMP TABLE with_samples AS
    SELECT run.id FROM run JOIN study ON study.id = study_id
    WHERE seed = 1 AND study.name IN ('demo', 'paper-small') AND task IN ('demo', 'mrpc') AND
        (scheme = 'fixed' AND json_extract(spec, '$.scheme_parameters.kd_weight') = 0.5 OR
         scheme = 'rw-kd' AND label NOT LIKE '%mlp%');
DELETE FROM sample_chunk WHERE run_id NOT IN (SELECT id FROM with_samples);
DELETE FROM run_teacher WHERE run_id NOT IN (SELECT id FROM with_samples);
DELETE FROM teacher_logits WHERE id NOT IN (SELECT logits_id FROM run_teacher);

-- Curves: all of the demo's first seed; elsewhere some eight points of the losses and of the mean α, and some four
-- histograms.
CREATE TEMP TABLE thinned AS
    SELECT run.id FROM run JOIN study ON study.id = study_id WHERE study.name <> 'demo' OR seed <> 1;
CREATE UNIQUE INDEX thinned_id ON thinned(id);
DELETE FROM scalar WHERE run_id IN (SELECT id FROM thinned) AND series_id NOT IN
    (SELECT id FROM series WHERE name IN ('label_loss', 'teacher_loss', 'total_loss', 'alpha_mean'));
DELETE FROM scalar WHERE run_id IN (SELECT id FROM thinned) AND id NOT IN (
    SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY run_id, series_id ORDER BY step DESC) AS place,
                        count(*) OVER (PARTITION BY run_id, series_id) AS of FROM scalar)
    WHERE (place - 1) % max(1, (of + 4) / 8) = 0);
DELETE FROM histogram WHERE run_id IN (SELECT id FROM thinned) AND id NOT IN (
    SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY run_id ORDER BY step DESC) AS place,
                        count(*) OVER (PARTITION BY run_id) AS of FROM histogram)
    WHERE (place - 1) % max(1, (of + 2) / 4) = 0);

-- Logits of the dev sets at the last evaluation, which paired tests need; the scores of the others stay.
CREATE TEMP TABLE last_step AS SELECT run_id, max(step) AS step FROM evaluation GROUP BY run_id;
UPDATE evaluation SET outputs = 0, logits = x'' WHERE set_name NOT LIKE 'dev%' OR
    step <> (SELECT step FROM last_step WHERE last_step.run_id = evaluation.run_id);

-- Of each grid of fixed weights only those that did best on the meta set, which the reports test.
CREATE TEMP TABLE tried AS
    SELECT study_id, task, json_extract(spec, '$.scheme_parameters.kd_weight') AS kd_weight, avg(value) AS meta
    FROM run JOIN last_step ON last_step.run_id = run.id
        JOIN evaluation ON evaluation.run_id = run.id AND evaluation.step = last_step.step AND set_name = 'meta'
        JOIN score ON evaluation_id = evaluation.id AND position = 0
    WHERE scheme = 'fixed' GROUP BY study_id, task, kd_weight;
CREATE TEMP TABLE passed_over AS
    SELECT run.id FROM run JOIN study ON study.id = study_id
    WHERE study.name GLOB 'paper-*' AND scheme = 'fixed' AND json_extract(spec, '$.scheme_parameters.kd_weight') <>
        (SELECT kd_weight FROM tried WHERE tried.study_id = run.study_id AND tried.task = run.task
         ORDER BY meta DESC, kd_weight LIMIT 1);
UPDATE evaluation SET outputs = 0, logits = x'' WHERE run_id IN (SELECT id FROM passed_over);

-- Which sample of train is which only matters where its records are kept.
UPDATE sample_set SET ids = x'', flags = x'' WHERE id NOT IN (
    SELECT set_id FROM run_set JOIN run ON run.id = run_id JOIN study ON study.id = study_id
    WHERE set_name LIKE 'dev%' OR study.name = 'demo' OR run_id IN (SELECT id FROM with_samples));

-- Files, machines and places of whoever made it.
DELETE FROM checkpoint;
-- The mark by which nothing writes to it.
CREATE TABLE IF NOT EXISTS gallery (about TEXT);

DELETE FROM request;
DELETE FROM log;
DELETE FROM sample_set WHERE id NOT IN (SELECT set_id FROM run_set);
UPDATE run SET spec = replace(spec, rtrim(json_extract(spec, '$.data.folder'), 'glue'), '')
    WHERE json_extract(spec, '$.data.folder') LIKE '%/glue';
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
