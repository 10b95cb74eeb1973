// SPDX-License-Identifier: GPL-3.0-or-later
// A server for tests, on loopback alone.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace mujaz::testing {

/// An HTTP server on loopback: one connection at a time, one request a connection.
class Server {
 public:
  using Answer = std::function<std::string(const std::string& path)>;

  explicit Server(Answer answer) : answer_(std::move(answer)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_, 8), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Server() {
    done_ = true;
    thread_.join();
    ::close(socket_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url(const std::string& path) const { return "http://" + host() + path; }
  int requests() const { return requests_; }
  /// The last one with its body; asked in the answer or after the client has returned.
  std::string last_request() const { return requests_ ? last_request_ : ""; }

 private:
  void serve() {
    while (!done_) {
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) continue;
      answer(client);
      ::close(client);
    }
  }
  void answer(int client) {
    std::string request;
    char bytes[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t n = ::recv(client, bytes, sizeof bytes, 0);
      if (n <= 0) return;
      request.append(bytes, static_cast<std::size_t>(n));
    }
    const std::size_t body = request.find("\r\n\r\n") + 4;
    const std::size_t told = request.find("Content-Length: ");
    const std::size_t size = told < body ? std::stoul(request.substr(told + 16)) : 0;
    while (request.size() - body < size) {
      const ssize_t n = ::recv(client, bytes, sizeof bytes, 0);
      if (n <= 0) return;
      request.append(bytes, static_cast<std::size_t>(n));
    }
    last_request_ = request;
    ++requests_;
    const std::size_t from = request.find(' ') + 1;
    const std::string reply = answer_(request.substr(from, request.find(' ', from) - from));
    for (std::size_t sent = 0; sent < reply.size() && !done_;) {
      const ssize_t n = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<std::size_t>(n);
    }
  }

  Answer answer_;
  int socket_ = -1;
  int port_ = 0;
  std::atomic<bool> done_ = false;
  std::atomic<int> requests_ = 0;
  std::string last_request_;
  std::thread thread_;
};

inline std::string reply(const std::string& body, const std::string& headers = {},
                         const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "Connection: close\r\n\r\n" + body;
}

}  // namespace mujaz::testing
