#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers with clang, AddressSanitizer and UndefinedBehaviorSanitizer, lets each run for so
# many seconds, and keeps what reaches new code: tests/fuzz/run_fuzzers.sh [SECONDS] [NAME...]
# Ends with 1 where an input ends a reader in anything but an Error; the input lies in build/fuzz.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
seconds=${1:-240}
shift || true
cd "$root"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzzers
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
    for program in build/fuzz/bin/fuzz_*; do
        name=${program##*/fuzz_}
        [ "$name" = replay_tests ] || names+=("$name")
    done
fi
status=0
for name in "${names[@]}"; do
    kept=$root/tests/fuzz/corpus/$name
    found=$root/build/fuzz/found/$name
    mkdir -p "$found" "$kept"
    echo "== $name"
    # Leaks are looked for by the test suite under the same sanitizers.
    (cd "$found" && "$root/build/fuzz/bin/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=65536 -detect_leaks=0 -print_final_stats=1 "$found" "$kept" 2>&1 |
        grep -E "^(stat::(number|average|peak)|#.*(DONE|INITED)|==|SUMMARY|artifact)" ) || status=1
    if compgen -G "$found/crash-*" >/dev/null || compgen -G "$found/timeout-*" >/dev/null ||
        compgen -G "$found/oom-*" >/dev/null; then
        echo "FOUND in $found"
        status=1
    fi
    # Of all inputs, the smallest set that reaches the same code; large ones are left out.
    merged=$(mktemp -d)
    "$root/build/fuzz/bin/fuzz_$name" -merge=1 -max_len=4096 -detect_leaks=0 "$merged" "$kept" "$found" >/dev/null 2>&1 || true
    find "$merged" -size -9 -type f -exec mv -t "$kept" {} +
    rm -rf "$merged"
done
exit $status
