// SPDX-License-Identifier: GPL-3.0-or-later
// The server over real sockets, with clients of every kind.
#include "server/listener.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "http_client.h"
#include "mujaz/core.h"
#include "server/problem.h"
#include "support.h"

namespace mujaz::server {
namespace {

using mujaz::testing::Answer;
using mujaz::testing::Client;
using std::chrono::milliseconds;

/// Content that no file holds.
class Counted : public Bytes {
 public:
  explicit Counted(std::uint64_t size) : size_(size) {}
  std::uint64_t size() const override { return size_; }
  std::string read(std::uint64_t at, std::size_t most) const override {
    std::string out;
    for (std::size_t i = 0; i < most && at + i < size_; ++i)
      out += static_cast<char>('a' + (at + i) % 26);
    return out;
  }

 private:
  std::uint64_t size_;
};

Route route(const char* method, const char* pattern, Lane lane,
            std::function<Response(const Request&)> handler, std::size_t body = 0) {
  return {method, pattern, pattern, lane, body, 1, false, std::move(handler), {}};
}

struct Served {
  explicit Served(Listening listening = {}) {
    std::ofstream(scratch.path / "file") << Counted(300'000).read(0, 300'000);
    Router router;
    router.add(route("GET", "/hello", Lane::at_once,
                     [](const Request&) { return text("hello", "text/plain"); }));
    router.add(route(
        "PUT", "/echo", Lane::blocking,
        [](const Request& request) { return text(request.body, "text/plain"); }, 1u << 20));
    router.add(route("GET", "/who", Lane::at_once, [](const Request& request) {
      return text(request.client + (request.secure ? " secure " : " plain ") + request.host,
                  "text/plain");
    }));
    router.add(route("GET", "/file", Lane::blocking, [this](const Request&) {
      return tagged(file_bytes((scratch.path / "file").string()));
    }));
    router.add(route("GET", "/counted", Lane::blocking,
                     [](const Request&) { return tagged(std::make_shared<Counted>(600'000)); }));
    router.add(
        route("GET", "/throw/{what}", Lane::blocking, [](const Request& request) -> Response {
          if (request.parameter("what") == "problem") throw Problem(422, "No.", "x");
          if (request.parameter("what") == "error") throw Error(ErrorCode::conflict, "Newer.");
          throw std::runtime_error("secret");
        }));
    router.add(route("GET", "/gate", Lane::blocking, [this](const Request&) {
      ++inside;
      while (!gate) std::this_thread::sleep_for(milliseconds(1));
      return text("through", "text/plain");
    }));
    router.add(route("GET", "/later", Lane::blocking, [](const Request&) {
      Response response;
      const auto asked = std::make_shared<int>(0);
      response.body = Later{[asked]() -> std::optional<Response> {
        if (++*asked < 3) return std::nullopt;
        return text("at last", "text/plain");
      }};
      return response;
    }));
    router.add(route("GET", "/made", Lane::heavy, [](const Request&) {
      Response response = text("", "text/plain");
      response.body = Streaming{std::make_shared<Stream>(), [](Stream& stream) {
                                  for (const char* piece : {"one ", "two ", "three"})
                                    stream.send(piece);
                                }};
      return response;
    }));
    router.add(route("GET", "/broken", Lane::heavy, [](const Request&) {
      Response response = text("", "text/plain");
      response.body = Streaming{std::make_shared<Stream>(), [](Stream& stream) {
                                  stream.send("one ");
                                  throw Error(ErrorCode::internal, "No more.");
                                }};
      return response;
    }));
    router.add(route("GET", "/events", Lane::at_once, [this](const Request&) {
      Response response = text("", "text/event-stream");
      events = std::make_shared<Stream>(Stream::Kind::events);
      response.body = Streaming{events, {}};
      return response;
    }));
    listening.fault = [this](const Route&, const std::string& what) { fault = what; };
    listener = std::make_unique<Listener>(std::move(router), std::move(listening));
  }
  ~Served() { gate = true; }
  static Response tagged(std::shared_ptr<const Bytes> bytes) {
    Response response = text("", "audio/mpeg");
    response.headers.set("ETag", "\"v1\"");
    response.body = std::move(bytes);
    return response;
  }
  int port() const { return listener->port(); }

  testing::Scratch scratch;
  std::atomic<bool> gate = false;
  std::atomic<int> inside = 0;
  std::shared_ptr<Stream> events;
  std::string fault;
  std::unique_ptr<Listener> listener;
};

std::string get(const std::string& path, const std::string& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
std::string put(const std::string& path, const std::string& body, const std::string& fields = {}) {
  return "PUT " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + fields + "\r\n" + body;
}

TEST(Listener, KeepsAConnectionAndAnswersInOrder) {
  Served served;
  Client client(served.port());
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  EXPECT_EQ(client.ask(put("/echo", "abc")).body, "abc");
  // Four at once: one on this thread, two on workers, one that is nowhere.
  client.send(get("/later") + get("/hello") + put("/echo", "x") + get("/none"));
  EXPECT_EQ(client.read().body, "at last");
  EXPECT_EQ(client.read().body, "hello");
  EXPECT_EQ(client.read().body, "x");
  EXPECT_EQ(client.read().status, 404);
  EXPECT_EQ(client.ask("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n", true).field("Content-Length"),
            "5");
  EXPECT_EQ(client.ask(get("/hello", "Connection: close\r\n")).field("Connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST(Listener, SpeaksToHttp10) {
  Served served;
  Client client(served.port());
  EXPECT_EQ(client.ask("GET /made HTTP/1.0\r\n\r\n").body, "one two three");
  EXPECT_TRUE(client.ended());
}

TEST(Listener, SendsFilesAndPartsOfThem) {
  Served served;
  Client client(served.port());
  for (const auto& [path, size] : {std::pair("/file", 300'000u), {"/counted", 600'000u}}) {
    const std::string all = Counted(size).read(0, size);
    EXPECT_EQ(client.ask(get(path)).body, all);
    const Answer part = client.ask(get(path, "Range: bytes=299000-299999\r\n"));
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, all.substr(299'000, 1000));
    EXPECT_EQ(client.ask(get(path, "Range: bytes=0-0\r\n")).body, "a");
    const Answer parts = client.ask(get(path, "Range: bytes=0-1,-2\r\n"));
    EXPECT_EQ(parts.body.size(), std::stoul(parts.field("Content-Length")));
    EXPECT_NE(parts.body.find("\r\n\r\nab\r\n--"), std::string::npos);
    EXPECT_NE(parts.body.find("\r\n\r\n" + all.substr(size - 2) + "\r\n--"), std::string::npos);
    EXPECT_EQ(client.ask(get(path, "If-None-Match: \"v1\"\r\n")).status, 304);
    EXPECT_EQ(client.ask(get(path, "Range: bytes=700000-\r\n")).status, 416);
    EXPECT_EQ(client.ask("HEAD " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n", true)
                  .field("Content-Length"),
              std::to_string(size));
  }
}

TEST(Listener, MakesProblemsOfWhatIsThrown) {
  Served served;
  Client client(served.port());
  const Answer told = client.ask(get("/throw/problem"));
  EXPECT_EQ(told.status, 422);
  EXPECT_EQ(told.field("Content-Type"), "application/problem+json");
  EXPECT_EQ(client.ask(get("/throw/error")).status, 409);
  const Answer ours = client.ask(get("/throw/fault"));
  EXPECT_EQ(ours.status, 500);
  EXPECT_EQ(ours.body.find("secret"), std::string::npos);
  EXPECT_EQ(served.fault, "secret");
  EXPECT_EQ(client.ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n").field("Allow"),
            "GET, HEAD, OPTIONS");
}

TEST(Listener, RefusesWhatIsTooMuch) {
  Served served;
  {
    Client client(served.port());
    EXPECT_EQ(client.ask(get("/hello", "X: " + std::string(20'000, 'x') + "\r\n")).status, 431);
    EXPECT_TRUE(client.ended());
  }
  {
    Client client(served.port());
    EXPECT_EQ(client.ask(get("/" + std::string(9'000, 'x'))).status, 414);
  }
  {
    Client client(served.port());
    std::string many;
    for (int i = 0; i < 200; ++i) many += "A: b\r\n";
    EXPECT_EQ(client.ask(get("/hello", many)).status, 431);
  }
  for (const std::string path : {"/echo", "/hello", "/none"}) {
    Client client(served.port());
    const int status = client.ask(put(path, std::string(10u << 20, 'x'))).status;
    EXPECT_EQ(status, path == "/echo" ? 413 : path == "/hello" ? 405 : 404) << path;
    EXPECT_TRUE(client.ended()) << "what follows could not be told from the body";
  }
  {
    Client client(served.port());
    client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(65'536, 'x') + "\r\n";
    for (int i = 0; i < 17; ++i) client.send(chunk);
    EXPECT_EQ(client.read().status, 413);
  }
  EXPECT_EQ(served.listener->figures().bodies, 0u);
}

TEST(Listener, HidesNoRequestInABody) {
  Served served;
  const std::string hidden = get("/hello");
  for (const std::string& fields :
       {std::string("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"),
        std::string("Content-Length: 0\r\nContent-Length: 40\r\n"),
        std::string("Transfer-Encoding: identity\r\nContent-Length: 0\r\n"),
        std::string("Transfer-Encoding: \x0b"
                    "chunked\r\n")}) {
    Client client(served.port());
    const Answer answer =
        client.ask("PUT /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n0\r\n\r\n" + hidden);
    EXPECT_GE(answer.status, 400) << fields;
    EXPECT_TRUE(client.ended()) << "the hidden request was answered: " << fields;
  }
  Client client(served.port());
  // A body that is shorter than told: the server waits for the rest, and answers once.
  client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  client.send("defghij" + hidden);
  EXPECT_EQ(client.read().body, "abcdefghij");
  EXPECT_EQ(client.read().body, "hello");
}

TEST(Listener, AsksForABodyThatWaits) {
  Served served;
  Client client(served.port());
  const std::string head = "PUT /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
  EXPECT_EQ(client.ask(head + "Content-Length: 3\r\n\r\n").status, 100);
  EXPECT_EQ(client.ask("abc").body, "abc");
  EXPECT_EQ(client.ask(head + "Content-Length: 9999999\r\n\r\n").status, 413);
}

TEST(Listener, CutsSlowClients) {
  Listening listening;
  listening.limits.header = listening.limits.transfer = milliseconds(300);
  listening.limits.idle = milliseconds(300);
  Served served(std::move(listening));
  {
    Client client(served.port());
    EXPECT_TRUE(client.ended()) << "who says nothing is told nothing";
  }
  {
    Client client(served.port());
    while (client.send("X")) std::this_thread::sleep_for(milliseconds(20));
  }
  {
    Client client(served.port());
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\nX: ").status, 408);
    EXPECT_TRUE(client.ended());
  }
  {
    Client client(served.port());
    EXPECT_EQ(client.ask("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc").status,
              408);
  }
}

TEST(Listener, KeepsSlowClientsOffItsThreads) {
  Listening listening;
  listening.limits.workers = listening.limits.heavy = 1;
  Served served(std::move(listening));
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<Client>(served.port()));
    slow.back()->send(i % 2 ? "GET /he"
                            : "PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n");
  }
  Client client(served.port());
  EXPECT_EQ(client.ask(put("/echo", "abc")).body, "abc");
  EXPECT_EQ(client.ask(get("/made")).body, "one two three");
}

TEST(Listener, BoundsConnectionsAndRequestsOfAClient) {
  Listening listening;
  listening.limits.unlimited.clear();
  listening.limits.connections_per_client = 3;
  listening.limits.requests_per_second = 0.001;
  listening.limits.burst = 5;
  Served served(std::move(listening));
  Client a(served.port()), b(served.port()), c(served.port());
  for (Client* client : {&a, &b, &c}) EXPECT_EQ(client->ask(get("/hello")).status, 200);
  Client d(served.port());
  EXPECT_TRUE(d.ended());
  EXPECT_EQ(a.ask(get("/hello")).status, 200);
  EXPECT_EQ(a.ask(get("/none")).status, 404);
  const Answer refused = a.ask(get("/hello"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_NE(refused.field("Retry-After"), "");
}

TEST(Listener, RefusesWhatTheWorkersCannotTake) {
  Listening listening;
  listening.limits.workers = 1;
  listening.limits.queue = 1;
  Served served(std::move(listening));
  Client a(served.port()), b(served.port()), c(served.port());
  a.send(get("/gate"));
  while (served.inside < 1) std::this_thread::sleep_for(milliseconds(1));
  b.send(get("/gate"));
  while (served.listener->figures().waiting < 1) std::this_thread::sleep_for(milliseconds(1));
  const Answer refused = c.ask(put("/echo", "x"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_NE(refused.field("Retry-After"), "");
  EXPECT_EQ(c.ask(get("/hello")).body, "hello") << "what needs no worker is served all the while";
  served.gate = true;
  EXPECT_EQ(a.read().body, "through");
  EXPECT_EQ(b.read().body, "through");
}

TEST(Listener, BelievesNamedProxiesAlone) {
  const std::string told =
      "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: news.example\r\n";
  {
    Served served;
    EXPECT_EQ(Client(served.port()).ask(get("/who", told)).body, "127.0.0.1 plain a");
  }
  Listening listening;
  listening.proxies = {"127.0.0.1"};
  Served served(std::move(listening));
  EXPECT_EQ(Client(served.port()).ask(get("/who", told)).body, "203.0.113.9 secure news.example");
}

TEST(Listener, StreamsWhatIsMade) {
  Served served;
  Client client(served.port());
  EXPECT_EQ(client.ask(get("/made")).body, "one two three");
  EXPECT_TRUE(client.whole());
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  EXPECT_EQ(client.ask(get("/broken")).body, "one ");
  EXPECT_FALSE(client.whole()) << "a body that is cut must not look whole";
  EXPECT_TRUE(client.ended());
}

TEST(Listener, SendsEventsUntilTheClientGoes) {
  Served served;
  {
    Client client(served.port());
    EXPECT_EQ(client.ask(get("/events"), true).status, 200);
    EXPECT_TRUE(served.events->send(event("1", "", "one")));
    std::string got;
    client.read_chunk(got);
    EXPECT_EQ(got, "id: 1\ndata: one\n\n");
  }
  while (served.events->send("x")) std::this_thread::sleep_for(milliseconds(1));
}

TEST(Listener, StopsInPeace) {
  Served served;
  Client idle(served.port()), working(served.port()), stream(served.port());
  EXPECT_EQ(idle.ask(get("/hello")).status, 200);
  stream.send(get("/events"));
  while (!served.events) std::this_thread::sleep_for(milliseconds(1));
  working.send(get("/gate") + get("/hello"));
  while (served.inside < 1) std::this_thread::sleep_for(milliseconds(1));
  served.listener->stop();
  EXPECT_TRUE(idle.ended());
  EXPECT_FALSE(Client(served.port()).connected() &&
               Client(served.port()).ask(get("/hello")).status);
  served.gate = true;
  const Answer last = working.read();
  EXPECT_EQ(last.body, "through");
  EXPECT_EQ(last.field("Connection"), "close");
  EXPECT_TRUE(working.ended()) << "what was not begun is left to another server";
  EXPECT_FALSE(served.events->open() && served.events->send("x"));
  served.listener->wait();
  EXPECT_EQ(served.listener->figures().connections, 0u);
}

TEST(Listener, LosesItsPatienceAtLast) {
  Listening listening;
  listening.limits.stop = milliseconds(50);
  Served served(std::move(listening));
  Client client(served.port());
  client.send(get("/gate"));
  while (served.inside < 1) std::this_thread::sleep_for(milliseconds(1));
  served.listener->stop();
  served.listener->wait();
  EXPECT_TRUE(client.ended());
}

TEST(Listener, TellsItsLog) {
  std::atomic<int> requests = 0;
  std::string path;
  Listening listening;
  listening.log = [&](const Access& access) {
    path = std::string(access.method) + " " + std::string(access.path) + " " +
           std::to_string(access.status) + " " + std::to_string(access.bytes);
    ++requests;
  };
  Served served(std::move(listening));
  Client client(served.port());
  client.ask(get("/hello?key=secret"));
  client.ask(get("/hello"));
  while (requests < 1) std::this_thread::sleep_for(milliseconds(1));
  served.listener->stop();
  served.listener->wait();
  EXPECT_EQ(path, "GET /hello 200 5");
}

/// What a command of the shell prints.
std::string shell(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  char block[4096];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, pipe)) > 0;) out.append(block, n);
  ::pclose(pipe);
  return out;
}

TEST(Listener, SpeaksTls) {
  const testing::Scratch scratch;
  Listening listening;
  listening.certificate = (scratch.path / "cert.pem").string();
  listening.key = (scratch.path / "key.pem").string();
  shell(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 "
      "-subj /CN=localhost -keyout " +
      listening.key + " -out " + listening.certificate + " 2>&1");
  listening.limits.header = milliseconds(2'000);
  Served served(std::move(listening));
  const std::string ask =
      " | openssl s_client -quiet -connect 127.0.0.1:" + std::to_string(served.port()) +
      " 2>/dev/null";
  const std::string who = shell(
      "printf 'GET /who HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"
      "GET /file HTTP/1.1\\r\\nHost: a\\r\\nRange: bytes=1-3\\r\\n\\r\\n"
      "GET /counted HTTP/1.0\\r\\n\\r\\n'" +
      ask);
  EXPECT_NE(who.find("127.0.0.1 secure a"), who.npos) << who;
  EXPECT_NE(who.find("\r\n\r\nbcd"), who.npos);
  EXPECT_TRUE(who.ends_with(Counted(600'000).read(599'900, 100)));
  // One who speaks no TLS is cut, and one who says nothing too.
  EXPECT_TRUE(Client(served.port()).ask(get("/who")).status == 0);
  EXPECT_TRUE(Client(served.port()).ended());
}

TEST(Listener, SaysWhyItCannotListen) {
  Served served;
  Listening listening;
  listening.port = served.port();
  EXPECT_THROW(
      try { Listener(Router(), listening); } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::conflict);
        throw;
      },
      Error);
  listening.port = 0;
  listening.certificate = (served.scratch.path / "none.pem").string();
  EXPECT_THROW(Listener(Router(), listening), Error);
  listening.key = listening.certificate;
  EXPECT_THROW(Listener(Router(), listening), Error);
  listening = {};
  listening.address = "news";
  EXPECT_THROW(Listener(Router(), listening), Error);
}

}  // namespace
}  // namespace mujaz::server
