# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `mujaz watch` against a feed on loopback that changes, breaks, moves and comes back.
usage: watch_hour.py MUJAZ [SECONDS=3600]
Prints what was published, what was handed on, and what was lost, came twice or came too old; exit 1 where one of
the three is not 0. An article counts as lost where its last text was not handed on by the end."""
import collections, http.server, json, os, random, signal, subprocess, sys, tempfile, threading, time

MUJAZ, SECONDS = os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 3600
QUIET = min(180, SECONDS / 4)   # at the end, in which nothing happens any more
WINDOW = 20                     # entries that the feed shows
chance = random.Random(7)
begun = time.monotonic()
lock = threading.Lock()
texts = {}                      # number of an article: how often its text was changed
born = []                       # when each came
asked = collections.Counter()

# What the newsroom does over and over: how long (in parts of a round of 600 seconds), and what.
ROUND = [(90, 'well'), (40, 'cut'), (60, 'well'), (40, 'error'), (50, 'well'), (30, 'later'), (50, 'moved'),
         (40, 'well'), (30, 'gone'), (50, 'well'), (20, 'slow'), (40, 'dropped'), (30, 'loop'), (30, 'html')]


def now(): return time.monotonic() - begun


def mood():
    at = now() * (1 if SECONDS >= 1200 else 1200 / SECONDS)
    if now() > SECONDS - QUIET: return 'well'
    at %= sum(long for long, _ in ROUND)
    for long, what in ROUND:
        if at < long: return what
        at -= long


def article(number):
    version = texts[number]
    return (f'<html lang="ar"><head><title>خبر رقم {number}</title></head><body><article><h1>خبر رقم {number}</h1>'
            f'<p>أعلنت بلدية مرسى الياسمين، الأحد، افتتاح الحديقة رقم {number} في الأحياء الشرقية من المدينة.</p>'
            f'<p>وقالت رئيسة البلدية إن هذه هي الصيغة رقم {version} من الخبر، وإن العمل يتواصل حتى الخريف المقبل.</p>'
            '</article></body></html>')


def feed(base):
    items = ''.join(f'<item><guid>{n}</guid><title>خبر رقم {n}</title><link>{base}/{n}</link>'
                    f'<description>{texts[n]}</description></item>' for n in sorted(texts, reverse=True)[:WINDOW])
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>مرسى</title>{items}</channel></rss>'


class Newsroom(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_): pass

    def answer(self, status, body='', **headers):
        data = body.encode()
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        what, base = mood(), f'http://{self.headers["Host"]}'
        with lock:
            asked['robots' if 'robots' in self.path else 'feeds' if self.path.startswith('/feed') else 'pages'] += 1
            if self.path == '/robots.txt': return self.answer(200, 'User-agent: *\nDisallow: /private\n')
            if self.path.startswith('/feed'):
                whole, tag = feed(base), f'"{hash(tuple(sorted(texts.items())))}"'
                asked[what] += 1
            else:
                number = int(self.path[1:]) if self.path[1:].isdigit() else -1
                if number not in texts: return self.answer(404)
                asked['page', number] += 1
                first = asked['page', number]
                page = article(number)
        if not self.path.startswith('/feed'):
            if what == 'error' or (number % 7 == 3 and first == 1): return self.answer(500)
            return self.answer(200, page, Content_Type='text/html; charset=utf-8')
        if what == 'well' and self.headers.get('If-None-Match') == tag: return self.answer(304)
        if what == 'well' or (what == 'moved' and self.path == '/feed2'): return self.answer(200, whole, ETag=tag)
        if what == 'cut': return self.answer(200, whole[:len(whole) * 2 // 3])
        if what == 'error': return self.answer(500)
        if what == 'later': return self.answer(503, Retry_After='20')
        if what == 'moved': return self.answer(301, Location='/feed2')
        if what == 'gone': return self.answer(410)
        if what == 'loop': return self.answer(302, Location=self.path)
        if what == 'html': return self.answer(200, '<html><body><p>Maintenance</p></body></html>')
        if what == 'slow': time.sleep(25)
        self.close_connection = True  # dropped: no answer at all


def publish():
    """New articles, and changes of those that the feed still shows."""
    pace = min(1, SECONDS / 1200)
    while now() < SECONDS - QUIET:
        with lock:
            texts[len(texts) + 1] = 1
            if len(texts) > 3 and chance.random() < .5: texts[len(texts) - chance.randrange(1, 4)] += 1
        time.sleep(chance.uniform(20, 60) * pace)


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Newsroom)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f'127.0.0.1:{server.server_port}'
    threading.Thread(target=publish, daemon=True).start()
    folder = tempfile.mkdtemp()
    out = open(os.path.join(folder, 'out'), 'wb')
    command = [MUJAZ, 'watch', f'http://{host}/feed', '--state', os.path.join(folder, 'state.json'), '--shortest', '3',
               '--longest', '20', '--gap', '0.05']
    environment = {**os.environ, 'MUJAZ_ALLOWED_HOSTS': host}
    restarts, killed = 0, 0
    while now() < SECONDS:
        errors = open(os.path.join(folder, 'told'), 'ab')
        watch = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        until = min(SECONDS, now() + SECONDS / 12)
        while now() < until and watch.poll() is None: time.sleep(.2)
        if watch.poll() is not None: sys.exit(f'the watch ended by itself: {watch.returncode}; see {folder}')
        restarts += 1
        if restarts % 3 == 0 and now() < SECONDS - QUIET:
            watch.kill()
            killed += 1
        else:
            watch.send_signal(signal.SIGTERM)
        watch.wait(60)
    out.close()
    handed = []
    for line in open(out.name, encoding='utf8'):
        one = json.loads(line)['article']
        words = one['text'].split()
        handed.append((int(one['url'].rsplit('/', 1)[1]), int(words[words.index('الصيغة') + 2])))
    last = {number: version for number, version in handed}
    lost = [number for number in texts if last.get(number) != texts[number]]
    twice = [one for one, count in collections.Counter(handed).items() if count > 1]
    old = [(a, b) for (a, b), (c, d) in zip(handed, handed[1:]) if a == c and d < b]
    print(f'{SECONDS:.0f} s; {len(texts)} articles published, {sum(texts.values())} texts; {len(handed)} handed on; '
          f'{asked["feeds"]} requests for feeds, {asked["pages"]} for pages, {asked["robots"]} for robots.txt; '
          f'{restarts} runs, {killed} of them killed')
    print('feed asked while it was', ', '.join(f'{what} {asked[what]}' for what in dict.fromkeys(w for _, w in ROUND)))
    print(f'lost {len(lost)}, twice {len(twice)}, too old {len(old)}', *lost, *twice)
    sys.exit(bool(lost or twice or old))


main()
