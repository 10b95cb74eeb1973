// SPDX-License-Identifier: GPL-3.0-or-later
// Articles as a CMS hands them over, as JSON: one reader for the command line and the server.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "intake/moment.h"
#include "mujaz/clock.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

using nlohmann::json;

constexpr std::size_t body_bytes = 20u << 20;

struct Line {
  const char* name;
  std::string Given::* field;
  std::size_t most;  // bytes
};
constexpr std::array<Line, 7> lines = {{{"title", &Given::title, 2000},
                                        {"url", &Given::url, 2000},
                                        {"section", &Given::section, 200},
                                        {"byline", &Given::byline, 500},
                                        {"publisher", &Given::publisher, 500},
                                        {"image", &Given::image, 2000},
                                        {"kind", &Given::kind, 50}}};

[[noreturn]] void wrong(const char* name, const std::string& what) {
  throw Error(ErrorCode::bad_input, "\"" + std::string(name) + "\" must be " + what + ".", name);
}

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_in(const json& value, const char* name, std::size_t most) {
  if (!value.is_string()) wrong(name, "a text");
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() > most) wrong(name, "of " + std::to_string(most) + " bytes at the most");
  if (text.find('\0') != text.npos) wrong(name, "without the character U+0000");
  return text;
}

/// A moment stays as it was given; another usual form of a date becomes RFC 3339.
std::string date_in(const json& object, const char* name) {
  const json* value = member(object, name);
  if (!value) return {};
  constexpr std::size_t most = 100;
  std::string text = text_in(*value, name, most);
  if (text.empty()) return text;
  try {
    (void)parse_time(text);
    return text;
  } catch (const Error&) {
    const auto moment = intake::moment_of(text);
    if (!moment) wrong(name, "a date, as RFC 3339 writes it");
    return *moment;
  }
}

/// Of a paragraph: a text, or an object with one.
std::string words_in(const json& paragraph, const char* name) {
  const json* text = paragraph.is_object() ? member(paragraph, "text") : &paragraph;
  if (!text || !text->is_string()) wrong(name, "a text, or a list of texts");
  return text_in(*text, name, body_bytes);
}

/// A paragraph as `mujaz extract` prints it.
Paragraph paragraph_in(const json& value, const char* name) {
  Paragraph paragraph;
  paragraph.text = from_utf8_lossy(words_in(value, name));
  const json* kind = value.is_object() ? member(value, "kind") : nullptr;
  if (!kind) return paragraph;
  using enum ParagraphKind;
  constexpr std::array kinds = {ParagraphKind::text, heading, item, quote, entry};
  const auto known = std::find_if(kinds.begin(), kinds.end(),
                                  [&](ParagraphKind one) { return *kind == mujaz::name(one); });
  if (known == kinds.end()) wrong(name, "a list of paragraphs of known kinds");
  paragraph.kind = *known;
  if (const std::string time = date_in(value, "time"); !time.empty()) paragraph.time = time;
  return paragraph;
}

/// `body` (a text, or paragraphs), `html`, `paragraphs` (as `mujaz extract` prints them) or `text`:
/// the first of them that is there.
void take_body(Given& given, const json& object) {
  for (const char* name : {"body", "html", "paragraphs", "text"}) {
    const json* value = member(object, name);
    if (!value) continue;
    if (!value->is_array()) {
      given.body = text_in(*value, name, body_bytes);
    } else if (name == std::string_view("paragraphs")) {
      for (const json& one : *value) given.paragraphs.push_back(paragraph_in(one, name));
    } else {
      for (const json& one : *value) {
        if (!given.body.empty()) given.body += '\n';
        given.body += words_in(one, name);
      }
    }
    if (given.body.empty() && given.paragraphs.empty()) wrong(name, "a text that is not empty");
    return;
  }
  throw Error(
      ErrorCode::bad_input,
      "There must be \"body\" (a text, HTML or a list of paragraphs), \"html\" or \"text\".",
      "text");
}

}  // namespace

Given parse_given(std::string_view utf8) {
  json object;
  try {
    object = json::parse(utf8);
  } catch (const json::parse_error& error) {
    throw Error(ErrorCode::bad_input, std::string("This is not JSON in UTF-8: ") + error.what());
  }
  if (!object.is_object()) throw Error(ErrorCode::bad_input, "This is not a JSON object.");
  Given given;
  for (const auto& [name, field, most] : lines)
    if (const json* value = member(object, name)) given.*field = text_in(*value, name, most);
  given.published = date_in(object, "published");
  given.modified = date_in(object, "modified");
  take_body(given, object);
  return given;
}

}  // namespace mujaz
