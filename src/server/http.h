// SPDX-License-Identifier: GPL-3.0-or-later
// A request and a response as plain values: what handlers see of HTTP. Nothing here knows of
// sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mujaz::server {

/// Header fields in their order. Names are compared without regard to case.
class Headers {
 public:
  /// The first value of that name, or nothing.
  const std::string* find(std::string_view name) const;
  /// The value, or an empty one.
  std::string_view get(std::string_view name) const;
  int count(std::string_view name) const;
  /// Puts the value in place of all of that name. Throws internal where name or value has a
  /// character that would end the line.
  void set(std::string_view name, std::string_view value);
  void add(std::string_view name, std::string_view value);
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// True where the two are the same but for the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);

struct Request {
  std::string method;
  std::string path;   ///< as it came, percent-encoded, begins with a slash
  std::string query;  ///< what follows the question mark, as it came
  Headers headers;
  std::string body;
  std::string client;   ///< the address; behind a proxy that is named as one, the one it tells
  std::string host;     ///< the authority that the client asked for
  bool secure = false;  ///< it came by TLS, here or at a named proxy
  std::vector<std::pair<std::string, std::string>> parameters;  ///< of the route, decoded

  /// A parameter of the route. Throws internal where the route has none of that name.
  const std::string& parameter(std::string_view name) const;
  /// The first value of a query's parameter, decoded, or nothing. Throws bad_input where it is not
  /// UTF-8.
  std::optional<std::string> asked(std::string_view name) const;
};

/// Content that is sent piece by piece and can be read anywhere. Any thread may call it.
class Bytes {
 public:
  virtual ~Bytes() = default;
  virtual std::uint64_t size() const = 0;
  /// Reads up to `most` bytes from `at`, at least one where `at` is inside. Throws unavailable. May
  /// block, and is then called on a worker.
  virtual std::string read(std::uint64_t at, std::size_t most) const = 0;
  /// An open file that holds the same bytes from its beginning, or -1: the kernel sends it itself.
  virtual int descriptor() const { return -1; }
};
/// A file as content; it is opened now and stays open. Throws not_found or unavailable.
std::shared_ptr<const Bytes> file_bytes(const std::string& path);

/// A body that is sent as it is made. One producer calls `send` and `finish` from any thread, and
/// never waits for the client: one who is `kMost` bytes behind is cut.
class Stream {
 public:
  static constexpr std::size_t kMost = 32u << 20;
  enum class Kind { bytes, events };  ///< events are kept alive by comments

  explicit Stream(Kind kind = Kind::bytes) : kind_(kind) {}
  /// False once the client is gone or too far behind: the producer should end.
  bool send(std::string piece);
  /// The body is whole.
  void finish();
  /// The body cannot be made whole: the connection is closed so that the client sees it.
  void abort();
  bool open() const;
  Kind kind() const { return kind_; }

  // What the connection calls.
  enum class State { open, finished, aborted };
  /// Takes what waits to be sent.
  std::pair<std::string, State> take();
  /// `wake` is called, from any thread and under the stream's lock, when there is something to
  /// take.
  void listen(std::function<void()> wake);
  /// The client is gone.
  void close();

 private:
  const Kind kind_;
  mutable std::mutex mutex_;
  std::string waiting_;
  State state_ = State::open;
  bool closed_ = false;
  std::function<void()> wake_;
};

/// One server-sent event. `id` and `event` may be empty; every line of `data` becomes its own.
std::string event(std::string_view id, std::string_view name, std::string_view data);

struct Response;
/// A body that a worker makes while it is sent.
struct Streaming {
  std::shared_ptr<Stream> stream;
  std::function<void(Stream&)> produce;  ///< run by a worker of the heavy kind, or empty
};
/// An answer that is not there yet: `poll` is called on a worker until it has one, without a thread
/// that waits in between.
struct Later {
  std::function<std::optional<Response>()> poll;
};

using Body = std::variant<std::string, std::shared_ptr<const std::string>,
                          std::shared_ptr<const Bytes>, Streaming, Later>;

struct Response {
  int status = 200;
  Headers headers;
  Body body;
};

Response text(std::string body, std::string_view type, int status = 200);

/// The words that go with a status.
const char* reason(int status);

/// Undoes percent-encoding (and `+`, where asked). Nothing where it is broken.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);
std::string percent_encoded(std::string_view text);
bool is_utf8(std::string_view text);

}  // namespace mujaz::server
