#!/usr/bin/env bash
# Installs the package on this machine, serves from it as its own user, upgrades it with data kept,
# removes it. For machines that are thrown away, as in CI: needs root, and that no mujaz is installed.
# usage: packaging/deb/check.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
! dpkg-query -W mujaz >/dev/null 2>&1 || { echo "A package mujaz is installed here already." >&2; exit 1; }
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  dpkg --purge mujaz >/dev/null 2>&1 || true
  rm -rf "$work" /var/lib/mujaz
  ! getent passwd mujaz >/dev/null || userdel mujaz
}
trap finish EXIT
fail() { echo "package check: $*" >&2; [ ! -e "$work/serve.log" ] || tail -n 20 "$work/serve.log" >&2; exit 1; }

# serve: starts the installed server as its user, on a free port that it prints.
serve() {
  setpriv --reuid=mujaz --regid=mujaz --clear-groups env -i PATH=/usr/bin:/bin LANG=C.UTF-8 \
    mujaz serve --config /etc/mujaz/mujaz.toml --data /var/lib/mujaz --listen 127.0.0.1:0 >"$work/serve.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    at=$(grep -om1 'http://127.0.0.1:[0-9]*' "$work/serve.log" || true)
    if [ -n "$at" ] && curl -fsS "$at/readyz" >/dev/null 2>&1; then return; fi
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.2
  done
  fail "the server does not answer"
}
stop() { kill -TERM "$server"; wait "$server" || true; server=; }
admin() { setpriv --reuid=mujaz --regid=mujaz --clear-groups env -i PATH=/usr/bin:/bin mujaz admin "$@"; }

before=$(packaging/deb/build.sh 0.0.1)
mv "$before" "$work/"
now=$(packaging/deb/build.sh)
dpkg -i "$work/$(basename "$before")" >/dev/null
[ "$(stat -c '%U %a' /var/lib/mujaz)" = "mujaz 750" ] || fail "the data's folder is not its user's"
serve
admin site --data /var/lib/mujaz news >/dev/null
token=$(admin token --data /var/lib/mujaz --site news --role push | tail -n 1)
curl -fsS -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: text/html' \
  --data-binary @examples/article.html "$at/v1/sites/news/articles/kept?wait=60" >"$work/pushed.json" ||
  fail "an article was not taken"
stop
echo '# an operator wrote this' >>/etc/mujaz/mujaz.toml

dpkg -i "$now" >/dev/null
grep -q 'an operator wrote this' /etc/mujaz/mujaz.toml || fail "the upgrade lost the configuration"
serve
curl -fsS -H "Authorization: Bearer $token" "$at/v1/sites/news/articles/kept" >"$work/kept.json" ||
  fail "the upgrade lost an article"
stop
dpkg --remove mujaz >/dev/null
[ ! -e /usr/bin/mujaz ] || fail "the program is still there"
[ -e /var/lib/mujaz ] || fail "removing the package removed the data"
echo "package check: installed, upgraded with data kept, removed"
