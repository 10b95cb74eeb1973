#!/usr/bin/env bash
# The player, with the Node that the set-up brought.
# usage: packaging/web.sh build | test [FILE...] | measure
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.deps/node/bin:$PATH
cd web/player
verb=$1; shift
case $verb in
  build)
    # Nothing to do where the script is newer than all that it is made of.
    if [ -e dist/mujaz-player.js ] && [ -z "$(find src *.json *.ts -newer dist/mujaz-player.js -print -quit)" ]; then exit 0; fi
    node node_modules/typescript/bin/tsc
    node node_modules/vite/bin/vite.js build --logLevel warn ;;
  test)
    # One episode for all files.
    MUJAZ_EPISODE=$(mktemp -d); export MUJAZ_EPISODE
    trap 'rm -rf "$MUJAZ_EPISODE"' EXIT
    "${MUJAZ_PROGRAM:-../../build/mujaz}" tell ../../examples/article.html -o "$MUJAZ_EPISODE" --full --voice espeak
    node --test --test-concurrency=1 "${@:-tests/*.test.ts}" ;;
  measure) exec node tests/measure.ts ;;
  *) echo "usage: packaging/web.sh build | test [FILE...] | measure" >&2; exit 2 ;;
esac
