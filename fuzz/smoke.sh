#!/usr/bin/env bash
# Runs every fuzzer for some seconds over its seeds; a finding is left in build-asan and printed.
# usage: fuzz/smoke.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")/.."
for fuzzer in build-asan/fuzz/*_fuzz; do
  name=$(basename "${fuzzer%_fuzz}")
  mkdir -p "build-asan/corpus/$name"
  echo "fuzz $name for $1 s" >&2
  "$fuzzer" -max_total_time="$1" -timeout=10 -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="build-asan/$name-" "build-asan/corpus/$name" "fuzz/corpus/$name" \
    >"build-asan/$name.log" 2>&1 || { tail -n 40 "build-asan/$name.log" >&2; exit 1; }
  grep -E 'stat::number_of_executed_units' "build-asan/$name.log" >&2
done
