// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "intake/address.h"
#include "loopback.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

using namespace std::chrono_literals;
using testing::reply;
using testing::Server;

std::string redirect(const std::string& to) {
  return reply("", "Location: " + to + "\r\n", "302 Found");
}

FetchLimits allowing(const Server& server) {
  FetchLimits limits;
  limits.allowed_hosts = {server.host()};
  limits.total = 5s;
  return limits;
}

template <typename Work>
void expect_error(ErrorCode code, const std::string& words, Work work) {
  try {
    work();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_STREQ(name(error.code()), name(code)) << error.what();
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
  }
}

TEST(Fetch, GivesBytesTypeAndFinalAddress) {
  Server server([](const std::string& path) {
    if (path == "/old") return redirect("/new");
    return reply("<p>خبر</p>", "Content-Type: text/html; charset=utf-8\r\n");
  });
  const Page page = fetch(server.url("/old#part"), allowing(server));
  EXPECT_EQ(page.bytes, "<p>خبر</p>");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(page.url, server.url("/new"));
  EXPECT_NE(server.last_request().find("User-Agent: mujaz/"), std::string::npos);
  EXPECT_NE(server.last_request().find("gzip"), std::string::npos);
}

TEST(Fetch, EncodesArabicPaths) {
  Server server([](const std::string& path) { return reply(path); });
  EXPECT_EQ(fetch(server.url("/خبر"), allowing(server)).bytes, "/%d8%ae%d8%a8%d8%b1");
}

TEST(Fetch, RefusesLocalAddresses) {
  Server server([](const std::string&) { return reply("secret"); });
  FetchLimits limits;
  limits.total = 5s;
  std::vector<std::string> hosts = {"127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1"};
  if (const int probe = ::socket(AF_INET6, SOCK_STREAM, 0); probe >= 0) {
    ::close(probe);
    hosts.insert(hosts.end(), {"[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"});
  }
  for (const std::string& host : hosts)
    expect_error(ErrorCode::bad_input, "address", [&] { fetch("http://" + host + "/", limits); });
  expect_error(ErrorCode::bad_input, "ports", [&] { fetch(server.url("/"), limits); });
  EXPECT_EQ(server.requests(), 0);
}

TEST(Fetch, AllowsAHostByNameAndPortOnly) {
  Server server([](const std::string&) { return reply("page"); });
  FetchLimits limits;
  limits.total = 5s;
  limits.allowed_hosts = {"127.0.0.1"};
  EXPECT_EQ(fetch(server.url("/"), limits).bytes, "page");
  limits.allowed_hosts = {"127.0.0.1:1"};
  expect_error(ErrorCode::bad_input, "ports", [&] { fetch(server.url("/"), limits); });
}

TEST(Fetch, LooksAtEveryRedirect) {
  std::string target;
  Server inner([](const std::string&) { return reply("secret"); });
  Server server([&](const std::string&) { return redirect(target); });
  target = "http://127.0.0.1/";  // another port than the allowed one
  expect_error(ErrorCode::bad_input, "loopback", [&] { fetch(server.url("/"), allowing(server)); });
  target = inner.url("/");
  expect_error(ErrorCode::bad_input, "ports", [&] { fetch(server.url("/"), allowing(server)); });
  target = "http://169.254.169.254/latest/meta-data/";
  expect_error(ErrorCode::bad_input, "link-local",
               [&] { fetch(server.url("/"), allowing(server)); });
  target = "http://user:word@" + server.host() + "/";
  expect_error(ErrorCode::bad_input, "password", [&] { fetch(server.url("/"), allowing(server)); });
  target = "file:///etc/passwd";
  expect_error(ErrorCode::bad_input, "http", [&] { fetch(server.url("/"), allowing(server)); });
  EXPECT_EQ(inner.requests(), 0);
}

TEST(Fetch, RefusesOtherUrls) {
  for (const std::string url : {"", "ftp://example.org/", "file:///etc/passwd", "example.org/a",
                                "javascript:alert(1)", "http://", "gopher://example.org/"})
    expect_error(ErrorCode::bad_input, "http", [&] { fetch(url); });
  expect_error(ErrorCode::bad_input, "password", [&] { fetch("http://a:b@example.org/"); });
  expect_error(ErrorCode::bad_input, "ports", [&] { fetch("http://example.org:22/"); });
}

TEST(Fetch, EndsALoop) {
  Server server([](const std::string&) { return redirect("/again"); });
  expect_error(ErrorCode::too_large, "redirects",
               [&] { fetch(server.url("/"), allowing(server)); });
  EXPECT_EQ(server.requests(), 6);  // the first and five more
}

TEST(Fetch, EndsOverTheSize) {
  Server server([](const std::string& path) {
    const std::string body(200'000, 'x');
    if (path == "/told") return reply(body);
    return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
  });
  FetchLimits limits = allowing(server);
  limits.bytes = 100'000;
  for (const std::string path : {"/told", "/untold"})
    expect_error(ErrorCode::too_large, "larger", [&] { fetch(server.url(path), limits); });
  limits.bytes = 200'000;
  EXPECT_EQ(fetch(server.url("/untold"), limits).bytes.size(), 200'000u);
}

TEST(Fetch, CountsBytesAfterDecompression) {
  // 100,000 letters x, packed by gzip.
  const unsigned char packed[] = {
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xed, 0xc1, 0x31, 0x01, 0x00,
      0x00, 0x00, 0xc2, 0xa0, 0xda, 0x8b, 0x6f, 0x0d, 0x0f, 0xa0, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x80, 0x57, 0x03, 0x71, 0x11, 0x07, 0xfe, 0xa0, 0x86, 0x01, 0x00};
  const std::string bomb(reinterpret_cast<const char*>(packed), sizeof packed);
  Server server([&](const std::string&) { return reply(bomb, "Content-Encoding: gzip\r\n"); });
  FetchLimits limits = allowing(server);
  EXPECT_EQ(fetch(server.url("/"), limits).bytes, std::string(100'000, 'x'));
  limits.bytes = 50'000;
  expect_error(ErrorCode::too_large, "larger", [&] { fetch(server.url("/"), limits); });
}

TEST(Fetch, NamesWhatTheServerSays) {
  Server server([](const std::string& path) {
    if (path == "/404") return reply("", "", "404 Not Found");
    if (path == "/410") return reply("", "", "410 Gone");
    if (path == "/403") return reply("", "", "403 Forbidden");
    return reply("", "", "503 Service Unavailable");
  });
  const FetchLimits limits = allowing(server);
  expect_error(ErrorCode::not_found, "404", [&] { fetch(server.url("/404"), limits); });
  expect_error(ErrorCode::not_found, "410", [&] { fetch(server.url("/410"), limits); });
  expect_error(ErrorCode::unavailable, "403", [&] { fetch(server.url("/403"), limits); });
  expect_error(ErrorCode::unavailable, "503", [&] { fetch(server.url("/503"), limits); });
}

TEST(Fetch, EndsWhereTheServerIsSlow) {
  std::atomic<bool> over = false;
  Server server([&](const std::string&) {
    for (int i = 0; i < 300 && !over; ++i) std::this_thread::sleep_for(10ms);
    return reply("late");
  });
  FetchLimits limits = allowing(server);
  limits.total = 200ms;
  const auto began = std::chrono::steady_clock::now();
  expect_error(ErrorCode::too_large, "longer", [&] { fetch(server.url("/"), limits); });
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
  over = true;
}

TEST(Fetch, StopsWhenAsked) {
  std::atomic<bool> over = false;
  Stop stop;
  Server server([&](const std::string&) {
    stop.request();
    for (int i = 0; i < 300 && !over; ++i) std::this_thread::sleep_for(10ms);
    return reply("late");
  });
  const auto began = std::chrono::steady_clock::now();
  expect_error(ErrorCode::unavailable, "",
               [&] { fetch(server.url("/"), allowing(server), &stop); });
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2500ms);
  over = true;
}

TEST(Fetch, NobodyThere) {
  std::string url;
  FetchLimits limits;
  {
    Server server([](const std::string&) { return reply(""); });
    url = server.url("/");
    limits = allowing(server);
  }
  expect_error(ErrorCode::unavailable, "no whole answer", [&] { fetch(url, limits); });
}

const char* why(const std::string& host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* found = nullptr;
  EXPECT_EQ(::getaddrinfo(host.c_str(), "80", &hints, &found), 0) << host;
  const char* answer = found ? intake::why_refused(*found->ai_addr) : "";
  if (found) {
    EXPECT_EQ(intake::port_of(*found->ai_addr), 80);
    ::freeaddrinfo(found);
  }
  return answer;
}

TEST(Address, SpecialOnesAreRefused) {
  for (const char* host : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.0.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:8.8.8.8",
                           "::8.8.8.8",
                           "64:ff9b::808:808",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:808:808::1",
                           "3fff::1",
                           "5f00::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1"})
    EXPECT_NE(why(host), nullptr) << host;
}

TEST(Address, PublicOnesAreNot) {
  for (const char* host :
       {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
        "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1",
        "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
        "2001:4860::8888", "2003::1"})
    EXPECT_EQ(why(host), nullptr) << host << ": " << why(host);
}

}  // namespace
}  // namespace mujaz
