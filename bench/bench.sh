#!/usr/bin/env bash
# Measures; each kind prints one table.
# usage: bench/bench.sh speed|quality|sound|voices|newsroom|pushes|http [ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/.."
python() {
  if ! cmp -s bench/requirements.txt .deps/bench/requirements.txt; then
    echo "The peers (Python), into .deps/bench" >&2
    rm -rf .deps/bench
    /usr/bin/python3 -m venv .deps/bench
    .deps/bench/bin/pip install -q --disable-pip-version-check --require-hashes -r bench/requirements.txt
    cp bench/requirements.txt .deps/bench/
  fi
  exec .deps/bench/bin/python "$@"
}
kind=${1:-}; [ $# -eq 0 ] || shift
case $kind in
  quality) exec /usr/bin/python3 bench/quality.py "$@" ;;
  speed) python bench/speed.py "$@" ;;
  sound) python bench/sound.py "$@" ;;
  voices) python bench/voice_speed.py "$@" ;;
  pushes) exec /usr/bin/python3 bench/pushes.py "$@" ;;
  http) exec /usr/bin/python3 bench/http_speed.py "$@" ;;
  newsroom) [ $# -eq 0 ] || exec build/bench/newsroom "$@"
    for line in 'crash sqlite' 'crash postgresql' 'races sqlite' 'races postgresql' 'away sqlite' 'away postgresql' \
      'bucket sqlite' 'frozen sqlite' 'frozen postgresql' 'standby postgresql' 'queue sqlite' \
      'queue postgresql 1000 1' 'queue postgresql 1000 2' 'queue postgresql 1000 4'; do
      echo "newsroom $line"
      read -ra words <<<"$line"
      build/bench/newsroom "${words[@]}" 2>/dev/null || { echo "newsroom $line: wrong" >&2; exit 1; }
    done ;;
  *) echo "usage: ./run bench speed|quality|sound|voices|newsroom|pushes|http" >&2; exit 2 ;;
esac
