// SPDX-License-Identifier: GPL-3.0-or-later
// RSS 2.0 (rssboard.org), the tags that Apple asks of podcasts, Podcasting 2.0 (the namespace of
// podcastindex.org), and Atom (RFC 4287).
#include <cmath>

#include "publish/outlet.h"
#include "publish/xml.h"

namespace mujaz {
namespace {

constexpr const char* generator = "Mujaz";
/// How a synthetic voice is declared: the purpose that hosts and programs have agreed on.
const XmlWriter::Attributes ai_content = {{"purpose", "ai-content"}};

std::string whole_seconds(double duration) {
  return std::to_string(std::max(1L, std::lround(duration)));
}

Time latest(const std::vector<Showing>& episodes) {
  Time out{};
  for (const Showing& one : episodes) out = std::max(out, one.changed);
  return out;
}

/// Where a reader is led: the article, or the frame where its address is unknown.
const std::string& target(const Showing& episode) {
  return is_web_address(episode.page) ? episode.page : episode.frame;
}

void enclosures(XmlWriter& out, const Showing& episode) {
  out.empty("enclosure", {{"url", episode.mp3.url},
                          {"length", std::to_string(episode.mp3.bytes)},
                          {"type", "audio/mpeg"}});
  out.open(
      "podcast:alternateEnclosure",
      {{"type", "audio/ogg"}, {"length", std::to_string(episode.opus.bytes)}, {"codecs", "opus"}});
  out.empty("podcast:source", {{"uri", episode.opus.url}});
  out.close();
}

}  // namespace

std::string rfc822(Time time) {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const unsigned weekday = std::chrono::weekday(day).c_encoding();
  const std::string text = rfc3339(std::chrono::floor<std::chrono::seconds>(time));
  const auto month = static_cast<unsigned>(std::chrono::year_month_day(day).month());
  return std::string(days[weekday]) + ", " + text.substr(8, 2) + " " + months[month - 1] + " " +
         text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

std::string Outlet::title_of(const Channel& channel) const {
  if (!channel.section.empty()) return filled("feed_of_section", channel);
  if (!channel.author.empty()) return filled("feed_of_author", channel);
  return channel.title.empty() ? filled("feed_title", channel) : channel.title;
}

std::string Outlet::plain(const Showing& episode) const {
  std::string out;
  for (const std::string& point : episode.points) out += "• " + point + "\n";
  for (const Notice& one : episode.notices)
    out += notice(one) + " (" + rfc3339(one.at).substr(0, 10) + ")\n";
  return out + label(episode) + ".";
}

std::string Outlet::rss(const Channel& channel, const std::vector<Showing>& episodes) const {
  XmlWriter out;
  out.open("rss", {{"version", "2.0"},
                   {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                   {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                   {"xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
                   {"xmlns:podcast", "https://podcastindex.org/namespace/1.0"}});
  out.open("channel");
  const std::string title = title_of(channel);
  out.text("title", title);
  out.text("link", channel.link);
  out.text("description", channel.description.empty() ? word("feed_about") : channel.description);
  out.text("language", channel.language);
  out.text_if("copyright", channel.copyright);
  out.text("generator", generator);
  if (!episodes.empty()) out.text("lastBuildDate", rfc822(latest(episodes)));
  out.empty("atom:link",
            {{"rel", "self"}, {"type", "application/rss+xml"}, {"href", channel.self}});
  if (!channel.hub.empty()) out.empty("atom:link", {{"rel", "hub"}, {"href", channel.hub}});
  out.text("itunes:author", channel.owner.empty() ? channel.site : channel.owner);
  out.text("itunes:type", "episodic");
  out.text("itunes:explicit", "false");
  out.empty("itunes:category", {{"text", channel.category}});
  if (!channel.image.empty()) {
    out.empty("itunes:image", {{"href", channel.image}});
    out.open("image");
    out.text("url", channel.image);
    out.text("title", title);
    out.text("link", channel.link);
    out.close();
  }
  if (!channel.email.empty()) {
    out.open("itunes:owner");
    out.text("itunes:name", channel.owner.empty() ? channel.site : channel.owner);
    out.text("itunes:email", channel.email);
    out.close();
  }
  if (channel.personal) out.text("itunes:block", "Yes");
  out.text("podcast:guid", channel.guid);
  out.text("podcast:locked", "yes",
           channel.email.empty() ? XmlWriter::Attributes{}
                                 : XmlWriter::Attributes{{"owner", channel.email}});
  out.text("podcast:txt", "true", ai_content);
  for (const Showing& one : episodes) {
    out.open("item");
    out.text("title", headline_of(one));
    out.text("link", target(one));
    out.text("guid", one.guid, {{"isPermaLink", "false"}});
    out.text("pubDate", rfc822(one.published));
    out.text("atom:updated", rfc3339(one.changed));
    out.text_if("dc:creator", one.author);
    out.text_if("category", one.section);
    out.text("description", plain(one));
    out.text("content:encoded", rich(one));
    enclosures(out, one);
    out.text("itunes:duration", whole_seconds(one.duration));
    out.text("itunes:explicit", "false");
    out.text("itunes:episodeType", "full");
    out.text_if("itunes:author", one.author);
    if (is_web_address(one.image)) out.empty("itunes:image", {{"href", one.image}});
    out.empty("podcast:transcript", {{"url", one.captions},
                                     {"type", "text/vtt"},
                                     {"language", channel.language},
                                     {"rel", "captions"}});
    out.empty("podcast:chapters", {{"url", one.chapters}, {"type", "application/json+chapters"}});
    if (!one.author.empty()) out.text("podcast:person", one.author, {{"role", "author"}});
    out.text("podcast:txt", "true", ai_content);
    out.close();
  }
  return out.take();
}

std::string Outlet::atom(const Channel& channel, const std::vector<Showing>& episodes) const {
  XmlWriter out;
  out.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", channel.language}});
  out.text("id", "urn:uuid:" + channel.guid);
  out.text("title", title_of(channel));
  out.text("subtitle", channel.description.empty() ? word("feed_about") : channel.description);
  out.text("updated", rfc3339(latest(episodes)));
  out.empty("link", {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", channel.self}});
  out.empty("link", {{"rel", "alternate"}, {"href", channel.link}});
  if (!channel.hub.empty()) out.empty("link", {{"rel", "hub"}, {"href", channel.hub}});
  // 4.1.1: a feed has an author unless each of its entries has one.
  out.open("author");
  out.text("name", channel.owner.empty() ? channel.site : channel.owner);
  out.close();
  out.text("generator", generator);
  out.text_if("rights", channel.copyright);
  if (!channel.image.empty()) out.text("logo", channel.image);
  for (const Showing& one : episodes) {
    out.open("entry");
    out.text("id", "urn:uuid:" + one.guid);
    out.text("title", headline_of(one));
    out.text("published", rfc3339(one.published));
    out.text("updated", rfc3339(one.changed));
    if (!one.author.empty()) {
      out.open("author");
      out.text("name", one.author);
      out.close();
    }
    if (!one.section.empty()) out.empty("category", {{"term", one.section}});
    out.empty("link", {{"rel", "alternate"}, {"href", target(one)}});
    for (const auto& [file, type] :
         {std::pair(&one.mp3, "audio/mpeg"), std::pair(&one.opus, "audio/ogg")})
      out.empty("link", {{"rel", "enclosure"},
                         {"type", type},
                         {"length", std::to_string(file->bytes)},
                         {"href", file->url}});
    out.text("summary", plain(one));
    out.text("content", rich(one), {{"type", "html"}});
    out.close();
  }
  return out.take();
}

}  // namespace mujaz
