// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of an outlet: the plain box and the frame.
#include "mujaz/outlet.h"

#include "publish/escape.h"
#include "publish/outlet.h"

namespace mujaz {
namespace {

constexpr std::string_view style =
    "html{color-scheme:light dark}body{margin:0;background:transparent;font-family:sans-serif}";

std::string head(const std::string& title) {
  return "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width\"><title>" +
         html(title) + "</title>\n";
}

std::string audio(const Showing& episode) {
  return "<audio controls preload=\"none\"><source src=\"" + html(episode.opus.url) +
         "\" type=\"audio/ogg; codecs=opus\"><source src=\"" + html(episode.mp3.url) +
         "\" type=\"audio/mpeg\"><track kind=\"captions\" srclang=\"ar\" src=\"" +
         html(episode.captions) + "\"></audio>\n";
}

}  // namespace

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string headline_of(const Showing& episode) {
  return !episode.title.empty() || episode.points.empty() ? episode.title : episode.points.front();
}

Outlet::Outlet(const Language& language) {
  const Table table = language.table("outlet_strings");
  const std::size_t key = table.column("key"), text = table.column("text");
  for (const auto& row : table.rows()) words_[to_utf8(row[key])] = to_utf8(row[text]);
}

const std::string& Outlet::word(const std::string& key) const {
  const auto found = words_.find(key);
  if (found == words_.end())
    throw Error(ErrorCode::internal, "The outlet's strings have no \"" + key + "\".",
                "outlet_strings.tsv");
  return found->second;
}

std::string Outlet::filled(const std::string& key, const Channel& channel) const {
  const std::string& pattern = word(key);
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t open = pattern.find('{', at);
    out.append(pattern, at, std::min(open, pattern.size()) - at);
    if (open == pattern.npos) return out;
    at = pattern.find('}', open) + 1;
    const std::string name = pattern.substr(open + 1, at - open - 2);
    out += name == "site" ? channel.site : name == "section" ? channel.section : channel.author;
  }
}

std::string Outlet::label(const Showing& episode) const {
  return word(episode.by_editor ? "editor" : "machine");
}

std::string Outlet::notice(const Notice& notice) const {
  return notice.text.empty() ? word("corrected") : word("correction") + ": " + notice.text;
}

std::string Outlet::rich(const Showing& episode) const {
  std::string out = "<ul class=\"mujaz-points\">\n";
  for (const std::string& point : episode.points) out += "<li>" + html(point) + "</li>\n";
  out += "</ul>\n";
  for (const Notice& one : episode.notices)
    out += "<p class=\"mujaz-correction\"><time datetime=\"" + rfc3339(one.at) + "\">" +
           rfc3339(one.at).substr(0, 10) + "</time> " + html(notice(one)) + "</p>\n";
  out += "<p class=\"mujaz-made\"><small>" + html(label(episode)) + "</small></p>\n";
  if (is_web_address(episode.page))
    out += "<p><a href=\"" + html(episode.page) + "\">" + html(word("article")) + "</a></p>\n";
  return out;
}

std::string Outlet::box(const Showing& episode) const {
  std::string out = head(headline_of(episode));
  if (is_web_address(episode.page))
    out += "<link rel=\"canonical\" href=\"" + html(episode.page) + "\">\n";
  return out + "</head><body>\n<section class=\"mujaz\" data-label=\"" +
         (episode.by_editor ? "editor" : "machine") + "\">\n<h2>" + html(word("box")) + "</h2>\n" +
         rich(episode) + audio(episode) + "</section>\n</body></html>\n";
}

std::string_view Outlet::frame_style() {
  return style;
}

std::string Outlet::frame(const Channel& channel, const Showing& episode, const std::string& site,
                          const std::string& article, const FrameLook& look) const {
  std::string out = head(headline_of(episode) + " - " + channel.site);
  if (is_web_address(episode.page))
    out += "<link rel=\"canonical\" href=\"" + html(episode.page) + "\">\n";
  out += "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"" +
         html(episode.oembed + "&format=json") +
         "\">\n<link rel=\"alternate\" type=\"text/xml+oembed\" href=\"" +
         html(episode.oembed + "&format=xml") + "\">\n<style>" + std::string(style) +
         "</style>\n<script defer src=\"/player/mujaz-player.js\"></script>\n"
         "<script defer src=\"/player/embed.js\" "
         "data-frame></script>\n</head><body>\n<mujaz-player site=\"" +
         html(site) + "\" article=\"" + html(article) + "\"";
  const auto add = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(" ") + name + "=\"" + html(value) + "\"";
  };
  if (is_web_address(episode.page)) add("href", episode.page);
  add("lang", look.language);
  add("theme", look.theme);
  add("digits", look.digits);
  return out + "></mujaz-player>\n<noscript>\n" + rich(episode) + audio(episode) +
         "</noscript>\n</body></html>\n";
}

std::string Outlet::empty_frame(bool withdrawn) const {
  return head(word(withdrawn ? "withdrawn" : "absent")) + "<style>" + std::string(style) +
         "</style>\n<script defer "
         "src=\"/player/embed.js\" data-frame></script>\n</head><body></body></html>\n";
}

}  // namespace mujaz
