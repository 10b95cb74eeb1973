#!/usr/bin/env bash
# Format, then every file compiled by clang with warnings as errors, then clang-tidy.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format-19 --dry-run --Werror "${sources[@]}"
[ -e build-lint/build.ninja ] || cmake --preset lint >/dev/null
ninja --quiet -C build-lint
mapfile -t units < <(git ls-files 'src/*.cpp')
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy-19 --quiet -p build-lint
echo "lint: ${#sources[@]} files, no finding"
