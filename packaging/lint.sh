#!/usr/bin/env bash
# Format, then clang-tidy over the sanitizers' build, which clang compiles with warnings as errors.
# usage: packaging/lint.sh [deep]   deep adds clang's path analysis, which takes twice as long
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format-19 --dry-run --Werror "${sources[@]}"
deep=(); [ "${1:-}" != deep ] || deep=('--checks=clang-analyzer-*')
mapfile -t units < <(git ls-files 'src/*.cpp')
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy-19 --quiet -p build-asan "${deep[@]}"
echo "lint: ${#sources[@]} files, no finding"
