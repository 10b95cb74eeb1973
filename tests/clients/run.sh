#!/usr/bin/env bash
# Other people's programs against the real server: OpenAI's clients for Python and JavaScript, a
# reader of feeds, and a tester that holds every call to the contract.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
program=${MUJAZ_PROGRAM:-$root/build/mujaz}
export PYTHONPATH=$root/.deps/clients PATH=$root/.deps/node/bin:$PATH
folder=$(mktemp -d)
server=
end() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" || true; }
  rm -rf "$folder"
}
trap end EXIT

"$program" admin site --data "$folder/data" nawras --policy publish >/dev/null
token=$("$program" admin token --data "$folder/data" --site '*' --role admin 2>/dev/null)
"$program" serve --data "$folder/data" --listen 127.0.0.1:0 --voice espeak --workers 1 >"$folder/out" 2>"$folder/log" &
server=$!
for _ in $(seq 600); do
  address=$(sed -n 's/^Listening on //p' "$folder/out")
  [ -z "$address" ] || break
  kill -0 "$server" || { cat "$folder/log" >&2; exit 1; }
  sleep 0.2
done
[ -n "$address" ] || { echo "The server does not listen." >&2; exit 1; }

/usr/bin/python3 - "$address" "$token" <<'PY'
import json, sys, urllib.request
address, token = sys.argv[1:]
body = {"title": "قطار جديد", "section": "محليات", "byline": "سلمى",
        "text": "أعلنت البلدية تسيير قطار جديد بين المدينة والميناء بعد عامين من العمل. "
                "وقالت إن القطار ينقل ألف راكب في اليوم."}
request = urllib.request.Request(address + "/v1/sites/nawras/articles/train?wait=60", method="PUT",
                                 data=json.dumps(body).encode(),
                                 headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
state = json.load(urllib.request.urlopen(request, timeout=120))["state"]
assert state == "published", state
PY
/usr/bin/python3 clients.py "$address" "$token"
node clients.mjs "$address" "$token"
# Every call, with what its schema allows and what it does not; nothing may fail, and nothing may
# answer otherwise than the contract says. Events never end, and a session ends the tester's own.
/usr/bin/python3 -c 'from schemathesis.cli import schemathesis; schemathesis()' \
  --config-file schemathesis.toml run "$address/openapi.json" -H "Authorization: Bearer $token" \
  --phases examples,coverage,fuzzing --max-examples 3 --seed 1 --request-timeout 60 \
  --suppress-health-check all --warnings off --no-color \
  --exclude-operation-id getEvents --exclude-operation-id deleteSession \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance \
  >"$folder/contract" || { cut -c1-400 "$folder/contract" >&2; tail -n 20 "$folder/log" >&2; exit 1; }
sed -n '/SUMMARY/,$p' "$folder/contract"
