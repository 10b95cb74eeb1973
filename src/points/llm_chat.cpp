// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/llm_chat.h"

#include <nlohmann/json.hpp>

#include "mujaz/http.h"

namespace mujaz::points {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_answer_bytes = 1u << 20, most_points = 12, longest_point = 2000;
constexpr int most_answer_tokens = 2048;
constexpr std::int64_t most_tokens = 10'000'000;  // that a server may say it has spent

std::chrono::milliseconds milliseconds_of(double seconds) {
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

/// The shape that the answer must have.
Json schema() {
  return {{"type", "json_schema"},
          {"json_schema",
           {{"name", "points"},
            {"strict", true},
            {"schema",
             {{"type", "object"},
              {"properties", {{"points", {{"type", "array"}, {"items", {{"type", "string"}}}}}}},
              {"required", {"points"}},
              {"additionalProperties", false}}}}}};
}

std::string body_of(const std::string& model, const std::vector<Message>& messages) {
  Json json = {{"model", model},
               {"temperature", 0},
               {"max_tokens", most_answer_tokens},
               {"response_format", schema()},
               {"messages", Json::array()}};
  for (const Message& message : messages)
    json["messages"].push_back({{"role", message.role}, {"content", message.content}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// At most about one token for each letter of Arabic, which has two bytes.
std::int64_t tokens_at_most(const std::string& body) {
  return static_cast<std::int64_t>(body.size()) / 2 + most_answer_tokens;
}

std::u32string bare(const std::string& text) {
  std::u32string out;
  for (const char32_t c : from_utf8(text))
    if (!is_space(c))
      out.push_back(c);
    else if (!out.empty() && out.back() != U' ')
      out.push_back(U' ');
  const std::size_t first = out.find_first_not_of(U" -*\u2022\u2013");
  const std::size_t last = out.find_last_not_of(U' ');
  return first == out.npos ? std::u32string() : out.substr(first, last - first + 1);
}

[[noreturn]] void malformed(const std::string& where) {
  throw Error(ErrorCode::bad_input, "The model's answer is not the list of points asked for.",
              where);
}

std::vector<std::u32string> points_of(const Json& answer, const std::string& where) {
  const Json& choice = answer.at("choices").at(0);
  if (choice.value("finish_reason", "stop") == "length") malformed(where);
  const Json content = Json::parse(choice.at("message").at("content").get<std::string>());
  const Json& points = content.at("points");
  if (!points.is_array()) malformed(where);
  std::vector<std::u32string> out;
  for (const Json& one : points) {
    if (out.size() == most_points) break;
    std::u32string point = bare(one.get<std::string>());
    if (point.size() > longest_point) malformed(where);
    if (!point.empty()) out.push_back(std::move(point));
  }
  if (out.empty()) malformed(where);
  return out;
}

/// What the server says that it has spent, within reason.
std::int64_t spent(const Json& answer, std::int64_t supposed) {
  const auto usage = answer.find("usage");
  if (usage == answer.end() || !usage->is_object()) return supposed;
  const auto total = usage->find("total_tokens");
  if (total == usage->end() || !total->is_number_integer()) return supposed;
  const auto tokens = total->get<std::int64_t>();
  return tokens < 0 || tokens > most_tokens ? supposed : tokens;
}

}  // namespace

Chat::Chat(const LlmSection& settings)
    : model_(settings.model),
      key_(settings.api_key.reveal()),
      connect_(milliseconds_of(settings.connect_timeout)),
      total_(milliseconds_of(settings.timeout)),
      retries_(settings.retries),
      budget_(settings.tokens_a_day, settings.ledger) {
  if (settings.base_url.empty() || model_.empty())
    throw Error(ErrorCode::bad_input,
                "points.writer is llm, which needs llm.base_url and llm.model.");
  const Url url = parse_url(settings.base_url);
  if (url.scheme != "http" && url.scheme != "https")
    throw Error(ErrorCode::bad_input, "llm.base_url must be an http or https URL.");
  url_ = url.whole + (url.whole.ends_with('/') ? "" : "/") + "chat/completions";
}

std::vector<std::u32string> Chat::ask(const std::vector<Message>& messages,
                                      const Stop* stop) const {
  HttpRequest request;
  request.method = "POST";
  request.url = url_;
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  if (!key_.empty()) request.headers.emplace_back("Authorization", "Bearer " + key_);
  request.body = body_of(model_, messages);
  request.limits.connect = connect_;
  request.limits.total = total_;
  request.limits.bytes = most_answer_bytes;
  request.limits.retries = retries_;
  const std::string where = parse_url(url_).origin();
  const std::int64_t supposed = tokens_at_most(request.body);
  if (!budget_.take(supposed, now()))
    throw Error(ErrorCode::unavailable, "The day's tokens are spent (llm.tokens_a_day).", where);
  const HttpResponse response = send(request, stop);
  if (!response.good())
    throw Error(ErrorCode::unavailable,
                "The model's server answered HTTP " + std::to_string(response.status) + ".", where);
  try {
    const Json answer = Json::parse(response.body);
    budget_.take(spent(answer, supposed) - supposed, now());
    return points_of(answer, where);
  } catch (const Json::exception&) {
    malformed(where);
  } catch (const Error& error) {  // a point that is not UTF-8
    throw Error(error.code(), error.what(), where);
  }
}

}  // namespace mujaz::points
