#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers with clang, AddressSanitizer and UndefinedBehaviorSanitizer, lets each run for so
# many seconds, and keeps what reaches new code: tests/fuzz/run_fuzzers.sh [SECONDS] [NAME...]
# Ends with 1 where an input ends a reader in anything but an Error; the input lies in build/fuzz.
set -euo pipefail

# The largest input that is kept, in bytes. A database has a page for each table and index, an archive
# a listing; of the others a few lines say all.
limit_of() {
    case $1 in
        database) echo 262144 ;;
        tokenizer | zip | samples | submission) echo 65536 ;;
        *) echo 4096 ;;
    esac
}

# keep_small NAME KEPT FOUND: adds to the kept inputs, of those kept and found, the smallest set that reaches
# the same code; small ones first, until all that is kept comes to 120 inputs, 32 KiB or two of the largest.
keep_small() {
    local limit most merged file size sum count
    limit=$(limit_of "$1")
    most=$((2 * limit > 32768 ? 2 * limit : 32768))
    merged=$(mktemp -d)
    "$root/build/fuzz/bin/fuzz_$1" -merge=1 -max_len="$limit" -detect_leaks=0 "$merged" "$2" "$3" >/dev/null 2>&1 || true
    # Named by their SHA-1; what is kept under a name of its own is not kept twice.
    find "$2" -type f -exec sha1sum {} + | while read -r sum _; do rm -f "$merged/$sum"; done
    sum=$(find "$2" -type f -printf '%s\n' | awk '{ all += $1 } END { print all + 0 }')
    count=$(find "$2" -type f | wc -l)
    find "$merged" -type f -printf '%s %p\n' | sort -n | while read -r size file; do
        sum=$((sum + size)) count=$((count + 1))
        if [ "$sum" -gt "$most" ] || [ "$count" -gt 120 ]; then break; fi
        mv "$file" "$2/"
    done
    rm -rf "$merged"
}

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
    longest=$(limit_of "$name")
    [ "$longest" -ge 65536 ] || longest=65536
    echo "== $name"
    # Leaks are looked for by the test suite under the same sanitizers.
    (cd "$found" && "$root/build/fuzz/bin/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len="$longest" -detect_leaks=0 -print_final_stats=1 "$found" "$kept" 2>&1 |
        grep -E "^(stat::(number|average|peak)|#.*(DONE|INITED)|==|SUMMARY|artifact)" ) || status=1
    if compgen -G "$found/crash-*" >/dev/null || compgen -G "$found/timeout-*" >/dev/null ||
        compgen -G "$found/oom-*" >/dev/null; then
        echo "FOUND in $found"
        status=1
    fi
    keep_small "$name" "$kept" "$found"
done
exit $status
