// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http.h"

#include <algorithm>

#include "mujaz/core.h"

namespace mujaz::server {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool on_one_line(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\t';
  });
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

const std::string* Headers::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (same_name(key, name)) return &value;
  return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
  const std::string* found = find(name);
  return found ? std::string_view(*found) : std::string_view();
}

int Headers::count(std::string_view name) const {
  return static_cast<int>(std::count_if(fields_.begin(), fields_.end(), [&](const auto& field) {
    return same_name(field.first, name);
  }));
}

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(fields_, [&](const auto& field) { return same_name(field.first, name); });
  add(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (!on_one_line(name) || !on_one_line(value))
    throw Error(ErrorCode::internal, "A header field would end its own line.", std::string(name));
  fields_.emplace_back(name, value);
}

const std::string& Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  throw Error(ErrorCode::internal, "The route has no such parameter.", std::string(name));
}

std::optional<std::string> Request::asked(std::string_view name) const {
  for (std::string_view rest = query; !rest.empty();) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (percent_decoded(pair.substr(0, equals), true) != std::string(name)) continue;
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!value || !is_utf8(*value) || value->find('\0') != value->npos)
      throw Error(ErrorCode::bad_input, "The query's parameter is not UTF-8, percent-encoded.",
                  std::string(name));
    return value;
  }
  return std::nullopt;
}

bool Stream::send(std::string piece) {
  const std::lock_guard lock(mutex_);
  if (closed_ || state_ != State::open) return false;
  if (waiting_.size() + piece.size() > kMost)
    state_ = State::aborted;
  else if (waiting_.empty())
    waiting_ = std::move(piece);
  else
    waiting_ += piece;
  if (wake_) wake_();
  return state_ == State::open;
}

void Stream::finish() {
  const std::lock_guard lock(mutex_);
  if (state_ == State::open) state_ = State::finished;
  if (wake_) wake_();
}

void Stream::abort() {
  const std::lock_guard lock(mutex_);
  state_ = State::aborted;
  if (wake_) wake_();
}

bool Stream::open() const {
  const std::lock_guard lock(mutex_);
  return !closed_ && state_ == State::open;
}

std::pair<std::string, Stream::State> Stream::take() {
  const std::lock_guard lock(mutex_);
  return {std::exchange(waiting_, {}), state_};
}

void Stream::listen(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void Stream::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  waiting_.clear();
  wake_ = nullptr;
}

std::string event(std::string_view id, std::string_view name, std::string_view data) {
  std::string out;
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  if (!name.empty()) out.append("event: ").append(name).append("\n");
  for (std::size_t from = 0; from <= data.size();) {
    const std::size_t end = std::min(data.find('\n', from), data.size());
    out.append("data: ").append(data.substr(from, end - from)).append("\n");
    from = end + 1;
  }
  return out + "\n";
}

Response text(std::string body, std::string_view type, int status) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", type);
  response.body = std::move(body);
  return response;
}

const char* reason(int status) {
  static constexpr std::pair<int, const char*> reasons[] = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {303, "See Other"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [code, words] : reasons)
    if (code == status) return words;
  return "Unknown";
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    const auto second = length > 2 ? static_cast<unsigned char>(text[i + 1]) : 0x80;
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

}  // namespace mujaz::server
