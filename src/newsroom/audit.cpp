// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/audit.h"

#include <nlohmann/json.hpp>

#include "mujaz/digest.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;  // its objects are in the order of their keys

Json json_of(const Entry& entry) {
  return {{"place", entry.place},     {"at", rfc3339(entry.at)},    {"site", entry.site},
          {"story", entry.story},     {"revision", entry.revision}, {"who", entry.who},
          {"role", entry.role},       {"action", entry.action},     {"from", entry.from},
          {"to", entry.to},           {"point", entry.point},       {"text", entry.text},
          {"verdict", entry.verdict}, {"sentence", entry.sentence}, {"decision", entry.decision},
          {"reason", entry.reason},   {"previous", entry.previous}};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A cell of RFC 4180 that no spreadsheet takes for a formula.
std::string cell(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string canonical(const Entry& entry) {
  return dump(json_of(entry));
}

void chain(Entry& entry, const std::optional<Entry>& last) {
  entry.place = last ? last->place + 1 : 1;
  entry.previous = last ? last->hash : std::string(64, '0');
  entry.hash = sha256(canonical(entry));
}

std::optional<std::int64_t> broken(const std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (sha256(canonical(entry)) != entry.hash) return entry.place;
    if (entry.place == 1 && entry.previous != std::string(64, '0')) return entry.place;
    if (i == 0) continue;
    const Entry& before = entries[i - 1];
    if (entry.previous != before.hash || entry.place != before.place + 1) return entry.place;
  }
  return std::nullopt;
}

std::string log_csv(const std::vector<Entry>& entries) {
  std::string out =
      "place,at,site,story,revision,who,role,action,from,to,point,text,verdict,sentence,decision,"
      "reason,previous,hash\r\n";
  for (const Entry& entry : entries) {
    const std::string cells[] = {std::to_string(entry.place),
                                 rfc3339(entry.at),
                                 entry.site,
                                 entry.story,
                                 std::to_string(entry.revision),
                                 entry.who,
                                 entry.role,
                                 entry.action,
                                 entry.from,
                                 entry.to,
                                 entry.point,
                                 entry.text,
                                 entry.verdict,
                                 entry.sentence,
                                 entry.decision,
                                 entry.reason,
                                 entry.previous,
                                 entry.hash};
    for (const std::string& one : cells) {
      if (&one != cells) out += ',';
      out += cell(one);
    }
    out += "\r\n";
  }
  return out;
}

std::string log_json(const std::vector<Entry>& entries) {
  Json all = Json::array();
  for (const Entry& entry : entries) {
    all.push_back(json_of(entry));
    all.back()["hash"] = entry.hash;
  }
  return dump(all);
}

}  // namespace mujaz
