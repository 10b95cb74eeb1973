#!/usr/bin/env bash
# What packaging/deb/check.sh runs in the clean Debian.
# usage: check_inside.sh OLDER.deb NEWEST.deb
set -euo pipefail
older=$1 newest=$2
log=/check/serve.log
server=
fail() { echo "package check: $*" >&2; [ ! -e $log ] || tail -n 20 $log >&2; exit 1; }
apt() { apt-get "$@" >/check/apt.log 2>&1 || { tail -n 20 /check/apt.log >&2; fail "apt-get $1"; }; }
as_mujaz=(setpriv --reuid=mujaz --regid=mujaz --clear-groups env -i PATH=/usr/bin:/bin)

# serve: starts the installed server as its user, on a free port; $at is its address.
serve() {
  "${as_mujaz[@]}" mujaz serve --config /etc/mujaz/mujaz.toml --data /var/lib/mujaz --listen 127.0.0.1:0 >$log 2>&1 &
  server=$!
  for _ in $(seq 300); do
    at=$(grep -om1 'http://127.0.0.1:[0-9]*' $log || true)
    [ -z "$at" ] || ! curl -fsS "$at/readyz" >/dev/null 2>&1 || return 0
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.2
  done
  fail "the server does not answer"
}
stop() {
  kill -TERM "$server"
  wait "$server" || fail "the server did not end well"
}

apt install -y --no-install-recommends "$older"
[ "$(stat -c '%U %a' /var/lib/mujaz)" = "mujaz 750" ] || fail "the data's folder is not its user's"
[ "$(stat -c '%U:%G %a' /etc/mujaz/mujaz.toml)" = "root:mujaz 640" ] || fail "the configuration is not private"
[ -e /lib/systemd/system/mujaz.service ] || fail "there is no unit"
mujaz doctor >/check/doctor || fail "something is missing: $(cat /check/doctor)"
serve
"${as_mujaz[@]}" mujaz admin site --data /var/lib/mujaz news --policy publish >/dev/null
token=$("${as_mujaz[@]}" mujaz admin token --data /var/lib/mujaz --site news --role push | tail -n 1)
article=$at/v1/sites/news/articles/kept
curl -fsS -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: text/html' \
  --data-binary @/check/article.html "$article?wait=60" >/check/pushed.json || fail "an article was not taken"
before=$(curl -fsS "$article/episode") || fail "there is no episode"
stop
echo '# an operator wrote this' >>/etc/mujaz/mujaz.toml

apt install -y --no-install-recommends "$newest"
grep -q 'an operator wrote this' /etc/mujaz/mujaz.toml || fail "the upgrade lost the configuration"
[ "$(dpkg-query -W -f '${Version}' mujaz)" != 0.0.1 ] || fail "nothing was upgraded"
serve
[ "$(curl -fsS "$at/v1/sites/news/articles/kept/episode")" = "$before" ] || fail "the upgrade changed the episode"
for sound in $(grep -o '/audio/[0-9a-f]*\.mp3' <<<"$before"); do
  curl -fsS "$at$sound" -o /check/sound.mp3 && [ -s /check/sound.mp3 ] || fail "the upgrade lost the sound"
done
[ -s /check/sound.mp3 ] || fail "the episode names no sound: $before"
stop

apt remove -y mujaz
[ ! -e /usr/bin/mujaz ] && [ ! -e /usr/lib/mujaz ] || fail "the program is still there"
[ -e /var/lib/mujaz/mujaz.db ] || fail "removing the package removed the data"
[ -e /etc/mujaz/mujaz.toml ] || fail "removing the package removed the configuration"
apt purge -y mujaz
[ ! -e /etc/mujaz/mujaz.toml ] || fail "purging the package left its configuration"
[ -e /var/lib/mujaz/mujaz.db ] || fail "purging the package removed the data"
echo "package check: installed, served, upgraded with its data kept, removed"
