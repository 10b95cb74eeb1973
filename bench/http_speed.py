#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server beside nginx: the same bytes over loopback, 64 connections, each on the same one core.

usage: bench/http_speed.py [SECONDS [ROUNDS]]   seconds of a run (10), rounds in turns (3); needs two cores
"""

import contextlib
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from serving import SITE, Serving, articles

SERVER, CLIENT = 0, 1  # cores
IDLE, SLOW = 5000, 500
SIZE, PIECE = 2 << 20, 64 << 10

RANGES = f"""
request = function()
  local at = math.random(0, {SIZE // PIECE - 1}) * {PIECE}
  return wrk.format("GET", nil, {{["Range"] = "bytes=" .. at .. "-" .. at + {PIECE - 1}}})
end
"""

NGINX = """
daemon off; worker_processes 1; user root; pid {0}/pid; error_log {0}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type application/json;
  open_file_cache max=100; max_ranges 8;
  client_body_temp_path {0}/b; proxy_temp_path {0}/p; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;
  server {{ listen 127.0.0.1:{1}; root {0}/files; }}
}}
"""


def pinned(core):
    return lambda: os.sched_setaffinity(0, {core})


@contextlib.contextmanager
def nginx(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "conf").write_text(NGINX.format(folder, port))
    server = subprocess.Popen(["nginx", "-e", folder / "error.log", "-c", folder / "conf"],
                              preexec_fn=pinned(SERVER))
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def wrk(port, path, seconds, script=None):
    """Requests a second, and the 99th of 100 latencies in ms."""
    command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency", f"http://127.0.0.1:{port}{path}"]
    if script:
        command[1:1] = ["-s", script]
    out = subprocess.run(command, check=True, capture_output=True, text=True, preexec_fn=pinned(CLIENT)).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(f"wrk saw errors:\n{out}")
    unit = {"us": 0.001, "ms": 1, "s": 1000}
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), float(late[1]) * unit[late[2]]


class Crowd:
    """Clients that are idle between requests, and slow ones: half of them ask, half read, 10 bytes a second."""

    def __init__(self, port, path, sound):
        self.at = ("127.0.0.1", port)
        self.ask = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        self.sound = f"GET {sound} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        self.ended = threading.Event()
        self.idle = [self.open() for _ in range(IDLE)]
        for one in self.idle:
            one.sendall(self.ask)
        for one in self.idle:
            one.recv(1 << 16)
        self.slow = [self.begin(i) for i in range(SLOW)]
        self.thread = threading.Thread(target=self.crawl)
        self.thread.start()

    def open(self, room=None):
        one = socket.socket()
        if room:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        one.connect(self.at)
        return one

    def begin(self, i):
        one = self.open(4096)
        if i % 2:
            one.sendall(self.sound)
        one.setblocking(False)
        return [one, 0]

    def crawl(self):
        os.sched_setaffinity(0, {CLIENT})
        while not self.ended.wait(1):
            for i, (one, sent) in enumerate(self.slow):
                try:
                    if i % 2:
                        if one.recv(10) == b"":
                            raise OSError
                    else:
                        one.send(self.ask[sent:sent + 10] or b"\r\n")
                        self.slow[i][1] += 10
                except BlockingIOError:
                    pass
                except OSError:  # the server has had enough of it: another comes
                    one.close()
                    self.slow[i] = self.begin(i)

    def here(self):
        """How many of the idle ones are still connected."""
        count = 0
        for one in self.idle:
            one.setblocking(False)
            try:
                count += one.recv(1) != b""
            except BlockingIOError:
                count += 1
            except OSError:
                pass
        return count

    def end(self):
        self.ended.set()
        self.thread.join()
        for one in self.idle + [one for one, _ in self.slow]:
            one.close()


def beside(name, ours, theirs, bar):
    share = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs))
    rate, late = (statistics.median(x) for x in zip(*ours))
    peer, peer_late = (statistics.median(x) for x in zip(*theirs))
    print(f"| {name}: requests/s, share of nginx | {rate:.0f} of {peer:.0f}, {share:.2f} | ≥ {bar} |")
    print(f"| {name}: 99 of 100 within | {late:.1f} ms (nginx {peer_late:.1f}) | ≤ 5 ms |", flush=True)


def main():
    seconds, rounds = (int(word) for word in (sys.argv[1:] + ["10", "3"][len(sys.argv) - 1:])[:2])
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        os.chmod(folder, 0o755)
        (folder / "files").mkdir()
        (folder / "data").mkdir()
        script = folder / "ranges.lua"
        script.write_text(RANGES)
        with Serving(folder / "data", core=SERVER) as ours, nginx(folder) as theirs:
            ours.push("a", next(articles()), wait=60)
            path = f"/v1/sites/{SITE}/articles/a/episode"
            episode = None
            while not episode:
                episode = ours.episode("a")
            (folder / "files/episode").write_bytes(ours.ask("GET", path)[1])
            # The sound as if it were of 2 MB: before it is asked for the first time.
            sound = re.search(r"/audio/\w+\.mp3", episode["audio"][0]["url"])[0]
            name = sound[7:-4]
            blob = folder / "data/blobs" / name[:2] / name
            blob.write_bytes(blob.read_bytes().ljust(SIZE, b"\0"))
            (folder / "files/sound").write_bytes(blob.read_bytes())

            print(f"load before: {os.getloadavg()[0]:.1f}\n\n| measure | measured | bar |\n|---|---|---|")
            mine, peer = [], []
            for _ in range(rounds):
                peer.append(wrk(theirs, "/episode", seconds))
                mine.append(wrk(ours.port, path, seconds))
            beside("episode", mine, peer, 0.5)
            mine, peer = [], []
            for _ in range(rounds):
                peer.append(wrk(theirs, "/sound", seconds, script))
                mine.append(wrk(ours.port, sound, seconds, script))
            beside("64 KB of 2 MB", mine, peer, 0.6)

            alone, crowded = [], []
            for _ in range(rounds):
                alone.append(wrk(ours.port, path, seconds))
                crowd = Crowd(ours.port, path, sound)
                time.sleep(2)  # until each slow reader has its buffers full
                crowded.append(wrk(ours.port, path, seconds))
                here = crowd.here()
                crowd.end()
            rate, late = (statistics.median(x) for x in zip(*crowded))
            times = statistics.median(a[1] / b[1] for a, b in zip(crowded, alone))
            print(f"| episode beside {here} idle and {SLOW} slow clients: requests/s; 99 of 100 within | "
                  f"{rate:.0f} (alone {statistics.median(r for r, _ in alone):.0f}); {late:.1f} ms, {times:.2f} times | "
                  f"≤ 2 times |")


main()
