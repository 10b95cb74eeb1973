#!/usr/bin/env bash
# Installs the package in a clean Debian of its own, serves from it, upgrades it over an older one,
# removes it. Nothing of this machine is touched. Needs root, for the clean Debian's folder.
# usage: packaging/deb/check.sh      ends with 77 where no clean Debian can be made here
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "package check: only root can make a clean Debian; use sudo" >&2; exit 1; }
unshare --mount --pid --fork true 2>/dev/null ||
  { echo "package check: this machine lets nobody have mounts and processes of their own" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
root=$work/root

# The newest and one that came before it: both in a moment, not in their smallest form.
older=$(packaging/deb/build.sh 0.0.1 gzip)
newest=$(packaging/deb/build.sh "" gzip)

# This machine's own release, from where this machine has it.
read -r mirror release < <(apt-get indextargets --format '$(SITE) $(CODENAME)' 'Created-By: Packages' |
  grep -v -e -security -e -updates | head -n 1)
echo "package check: a clean $release" >&2
debootstrap --variant=minbase --include=curl,ca-certificates "$release" "$root" "$mirror" >"$work/log" 2>&1 ||
  { tail -n 20 "$work/log" >&2; echo "package check: no clean Debian could be made" >&2; exit 77; }
install -d "$root/check"
cp packaging/deb/check_inside.sh "$older" "$newest" examples/article.html "$root/check/"
# Its processes end with it, whatever becomes of this program.
unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" chroot "$root" \
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  /check/check_inside.sh "/check/$(basename "$older")" "/check/$(basename "$newest")"
