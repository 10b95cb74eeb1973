# SPDX-License-Identifier: GPL-3.0-or-later
"""A newsroom's server of our own for a bench: on loopback, in a folder of its own, ended by its id."""

import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/mujaz"
SITE = "nawras"


def told(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Serving:
    """`mujaz serve` with one site that publishes by itself; `core`: all its threads on that one."""

    def __init__(self, data, voice="espeak", words=30, workers=1, core=None):
        house = ["--data", str(data)]
        told([PROGRAM, "admin", "site", *house, SITE, "--policy", "publish", "--on-stale", "correct",
              "--count", "3", "--words", str(words)])
        self.token = told([PROGRAM, "admin", "token", *house, "--site", SITE, "--role", "push"]).split()[-1]
        self.log = open(pathlib.Path(data) / "log", "w+")
        pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *house, "--listen", "127.0.0.1:0", "--voice", voice, "--workers", str(workers)],
            stdout=self.log, stderr=self.log, preexec_fn=pin)
        for _ in range(600):
            found = re.search(r"http://127.0.0.1:(\d+)", pathlib.Path(self.log.name).read_text())
            if found:
                break
            if self.process.poll() is not None:
                sys.exit(pathlib.Path(self.log.name).read_text())
            time.sleep(0.1)
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def ask(self, method, path, body=None):
        """Status and body of one request."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        client.request(method, path, body, {"Authorization": f"Bearer {self.token}",
                                            "Content-Type": "application/json"})
        answer = client.getresponse()
        body = answer.read()
        client.close()
        return answer.status, body

    def push(self, name, article, wait=0):
        status, body = self.ask("PUT", f"/v1/sites/{SITE}/articles/{name}?wait={wait}", json.dumps(article))
        if status not in (200, 202):
            sys.exit(f"a push was answered with {status}: {body[:300]}")
        return json.loads(body)

    def episode(self, name):
        status, body = self.ask("GET", f"/v1/sites/{SITE}/articles/{name}/episode")
        return json.loads(body) if status == 200 else None

    def memory(self):
        """What the server holds of memory, in MB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0


def articles():
    """Invented articles of some 370 words without end, no two alike."""
    lines = (ROOT / "examples/article.txt").read_text().splitlines()
    number = 0
    while True:
        number += 1
        text = [re.sub(r"\b(42|130|27|480)\b", lambda m: str(int(m[0]) + number), line) for line in lines if line]
        yield {"title": f"{text[0]} ({number})", "body": text[1:]}
