// SPDX-License-Identifier: GPL-3.0-or-later
// A client for tests of the server: it sends exactly the bytes it is given.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace mujaz::testing {

struct Answer {
  int status = 0;
  std::string head, body;
  /// A field's value, or an empty one.
  std::string field(const std::string& name) const {
    const std::string wanted = "\r\n" + name + ": ";
    const std::size_t at = head.find(wanted);
    if (at == head.npos) return {};
    const std::size_t from = at + wanted.size();
    return head.substr(from, head.find("\r\n", from) - from);
  }
};

/// One connection to loopback. Waits a minute for anything at the most.
class Client {
 public:
  explicit Client(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  /// False where the other side has gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  /// Reads one answer; of one to HEAD the head alone. Status 0 where the connection ended before.
  Answer read(bool head_only = false) {
    Answer answer;
    std::size_t end;
    while ((end = got_.find("\r\n\r\n")) == got_.npos)
      if (!more()) return answer;
    answer.head = got_.substr(0, end + 2);
    got_.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const bool empty = answer.status == 204 || answer.status == 304 || answer.status == 100;
    if (head_only || empty) return answer;
    if (answer.field("Transfer-Encoding") == "chunked") {
      whole_ = false;
      while (read_chunk(answer.body)) {
      }
      return answer;
    }
    const std::string length = answer.field("Content-Length");
    const std::size_t size = length.empty() ? std::string::npos : std::stoul(length);
    while (got_.size() < size && more()) {
    }
    answer.body = got_.substr(0, size);
    got_.erase(0, std::min(size, got_.size()));
    return answer;
  }
  Answer ask(std::string_view bytes, bool head_only = false) {
    send(bytes);
    return read(head_only);
  }
  /// Adds the next chunk's content; false at the last one, or where the connection ended.
  bool read_chunk(std::string& body) {
    std::size_t line;
    while ((line = got_.find("\r\n")) == got_.npos)
      if (!more()) return false;
    const std::size_t size = std::stoul(got_.substr(0, line), nullptr, 16);
    while (got_.size() < line + 2 + size + 2)
      if (!more()) return false;
    body += got_.substr(line + 2, size);
    got_.erase(0, line + 2 + size + 2);
    whole_ = size == 0;
    return size > 0;
  }
  /// Whether the last body in chunks had its end.
  bool whole() const { return whole_; }
  /// True where the server has ended the connection and sent nothing more.
  bool ended() {
    while (more()) {
    }
    return got_.empty();
  }

 private:
  bool more() {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 60'000) <= 0) {
      ADD_FAILURE() << "The server does not answer.";
      return false;
    }
    char block[65536];
    const ssize_t n = ::recv(fd_, block, sizeof block, 0);
    if (n <= 0) return false;
    got_.append(block, static_cast<std::size_t>(n));
    return true;
  }

  int fd_;
  bool connected_ = false;
  bool whole_ = false;
  std::string got_;
};

}  // namespace mujaz::testing
