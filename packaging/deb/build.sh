#!/usr/bin/env bash
# Makes a Debian package of the program that stands in build/.
# usage: packaging/deb/build.sh [VERSION [COMPRESSION]]   by default the project's version, and xz
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:-$(sed -n 's/^project(mujaz VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)}
architecture=$(dpkg --print-architecture)
root=build/deb/root
rm -rf build/deb && mkdir -p "$root/DEBIAN" build/deb/debian

cmake --install build --prefix "$root/usr" --strip >/dev/null
install -Dm644 packaging/deb/mujaz.service "$root/lib/systemd/system/mujaz.service"
install -d "$root/etc/mujaz"
build/mujaz config >"$root/etc/mujaz/mujaz.toml"
echo /etc/mujaz/mujaz.toml >"$root/DEBIAN/conffiles"
install -m755 packaging/deb/postinst packaging/deb/prerm packaging/deb/postrm "$root/DEBIAN/"

# The libraries that it was linked to, by the packages that hold them.
printf 'Source: mujaz\n\nPackage: mujaz\nArchitecture: any\n' >build/deb/debian/control
depends=$(cd build/deb && dpkg-shlibdeps -O --ignore-missing-info -lroot/usr/lib/mujaz \
  -eroot/usr/bin/mujaz $(printf -- '-e%s ' root/usr/lib/mujaz/*.so*) 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "dpkg-shlibdeps found no libraries" >&2; exit 1; }
cat >"$root/DEBIAN/control" <<TXT
Package: mujaz
Version: $version
Architecture: $architecture
Maintainer: The Mujaz project <mujaz@localhost>
Section: web
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends, espeak-ng-data, ca-certificates, passwd
Description: key points of Arabic news, read aloud
 An Arabic news article goes in; the box above it comes out: key points made of
 the article's own words, each checked against it, and read aloud in correct
 Arabic. A program of the command line, and a server for newsrooms.
TXT
dpkg-deb --root-owner-group -Z"${2:-xz}" --build "$root" "build/mujaz_${version}_${architecture}.deb" >&2
echo "build/mujaz_${version}_${architecture}.deb"
