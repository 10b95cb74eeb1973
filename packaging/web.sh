#!/usr/bin/env bash
# The player and the editors' desk, with the Node that the set-up brought.
# usage: packaging/web.sh build | test [FILE...] | desk [FILE...] | measure
# `test` tests the player, `desk` the desk.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.deps/node/bin:$PATH
verb=$1; shift
# made FOLDER FILE SOURCE...: whether the file is newer than all that it is made of.
made() {
  local file=$2; cd "$1"; shift 2
  [ -e "$file" ] && [ -z "$(find "$@" ./*.json ./*.ts -newer "$file" -print -quit)" ]
}
check_and_pack() {
  node node_modules/typescript/bin/tsc
  node node_modules/vite/bin/vite.js build --logLevel warn
}
case $verb in
  build)
    # Nothing to do where the script is newer than all that it is made of.
    (made web/player dist/mujaz-player.js src) || (cd web/player; check_and_pack)
    (made web/desk dist/index.html src index.html ../../api/openapi.json) || (
      cd web/desk
      node node_modules/openapi-typescript/bin/cli.js ../../api/openapi.json -o generated/contract.ts >/dev/null 2>&1
      check_and_pack) ;;
  test)
    cd web/player
    # One episode for all files.
    MUJAZ_EPISODE=$(mktemp -d); export MUJAZ_EPISODE
    trap 'rm -rf "$MUJAZ_EPISODE"' EXIT
    "${MUJAZ_PROGRAM:-../../build/mujaz}" tell ../../examples/article.html -o "$MUJAZ_EPISODE" --full --voice espeak
    node --test --test-concurrency=1 "${@:-tests/*.test.ts}" ;;
  desk) cd web/desk; exec node --test --test-concurrency=1 "${@:-tests/*.test.ts}" ;;
  measure) cd web/player; exec node tests/measure.ts ;;
  *) echo "usage: packaging/web.sh build | test [FILE...] | desk [FILE...] | measure" >&2; exit 2 ;;
esac
