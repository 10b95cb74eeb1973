// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/showing.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "mujaz/people.h"
#include "server/input.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

constexpr std::size_t most_frames = 50;

bool all_of(std::string_view text, std::string_view besides) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           besides.find(c) != besides.npos;
  });
}

/// `https://host:port`, where wanted with `*.` before the host.
bool is_origin(std::string_view text, bool wild = false) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || text.size() > 300) return false;
  text.remove_prefix(scheme);
  if (wild && text.starts_with("*.")) text.remove_prefix(2);
  return !text.empty() && all_of(text, ".-:[]");
}

[[noreturn]] void wrong(const std::string& member, const std::string& what) {
  throw Problem(422, "\"" + member + "\" of \"page\" must be " + what + ".", "page." + member);
}

std::string web_address(const Json& page, const char* member) {
  const std::string text = Input(page).text_or(member, "", 2000);
  const bool right = text.starts_with("https://") || text.starts_with("http://");
  if (!text.empty() && (!right || std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
      })))
    wrong(member, "an address of the web");
  return text;
}

std::vector<std::string> frames_of(const Json& page) {
  std::vector<std::string> out;
  const auto found = page.find("frames");
  if (found == page.end() || found->is_null()) return out;
  if (!found->is_array() || found->size() > most_frames)
    wrong("frames", "a list of " + std::to_string(most_frames) + " origins at the most");
  for (const Json& one : *found) {
    if (!one.is_string() || !is_origin(one.get_ref<const std::string&>(), true))
      wrong("frames", "a list of origins, as https://news.example");
    out.push_back(one.get<std::string>());
  }
  return out;
}

}  // namespace

Front front_of(const Site& site) {
  const Json page = Json::parse(site.page);
  const Input input(page);
  Front front;
  front.title = input.text_or("title", site.name, 200);
  front.description = input.text_or("description", "", 2000);
  front.owner = input.text_or("owner", "", 200);
  front.email = input.text_or("email", "", 200);
  front.copyright = input.text_or("copyright", "", 500);
  front.category = input.text_or("category", front.category, 100);
  front.guid = input.text_or("guid", "", 100);
  front.link = web_address(page, "link");
  front.image = web_address(page, "image");
  front.hub = web_address(page, "hub");
  front.language = input.text_or("language", front.language, 35);
  if (front.language.size() < 2 || !all_of(front.language, "-"))
    wrong("language", "a language's tag, as ar or ar-EG");
  front.origin = input.text_or("origin", "", 300);
  if (!front.origin.empty() && !is_origin(front.origin)) wrong("origin", "as https://host");
  front.frames = frames_of(page);
  front.personal = input.flag_or("private", false);
  return front;
}

Admitted admit(Transaction& rows, const std::string& site, const Request& request,
               const Visitor& visitor) {
  const std::optional<Site> found = Sites(rows).find(site);
  if (!found) throw Problem(404, "There is no such site.");
  Admitted out{*found, front_of(*found), {}};
  if (!out.front.personal || (visitor.of(site) && may(visitor.actor.role, Right::read))) return out;
  out.key = request.asked("key").value_or("");
  const std::optional<FeedKey> key =
      out.key.empty() || out.key.size() > 100 ? std::nullopt : People(rows).feed_key(out.key);
  if (!key || key->site != site) throw Problem(401, "This site's episodes need a feed's key.");
  return out;
}

std::string origin_of(const Request& request, const Front& front) {
  if (!front.origin.empty()) return front.origin;
  if (request.host.empty() || request.host.size() > 255 || !all_of(request.host, ".-:[]"))
    throw Problem(400, "The request's Host is none.");
  return (request.secure ? "https://" : "http://") + request.host;
}

std::string address(const std::string& origin, const Admitted& admitted, const std::string& path) {
  if (admitted.key.empty()) return origin + path;
  return origin + path + (path.find('?') == path.npos ? "?" : "&") +
         "key=" + percent_encoded(admitted.key);
}

const Live& shown_of(const std::optional<Story>& story) {
  if (!story || !story->live) throw Problem(404, "There is no such episode.");
  if (story->state == State::withdrawn) throw Problem(410, "The episode was withdrawn.");
  if (!visible(*story)) throw Problem(404, "The episode is being corrected.");
  return *visible(*story);
}

Channel channel_of(const Admitted& admitted, const std::string& origin) {
  const Front& front = admitted.front;
  Channel channel;
  channel.site = front.title;
  channel.link = front.link.empty() ? origin + "/" : front.link;
  channel.description = front.description;
  channel.image = front.image;
  channel.owner = front.owner;
  channel.email = front.email;
  channel.copyright = front.copyright;
  channel.category = front.category;
  channel.language = front.language;
  channel.hub = front.hub;
  channel.personal = front.personal;
  return channel;
}

Showing showing_of(const Story& story, const Admitted& admitted, const std::string& origin) {
  const Live& live = *visible(story);
  const std::string site = percent_encoded(story.site), id = percent_encoded(story.id);
  const auto here = [&](const std::string& path) { return address(origin, admitted, path); };
  Showing out;
  out.guid = podcast_uuid((admitted.front.guid.empty() ? story.site : admitted.front.guid) + "/" +
                          story.id);
  out.title = story.title;
  out.page = story.url;
  out.author = story.byline;
  out.section = story.section;
  for (const StoryPoint& point : live.points)
    out.points.push_back(to_utf8(point.checked.point.text));
  out.by_editor = live.label == Label::editor;
  for (const Correction& one : story.corrections)
    out.notices.push_back({to_utf8(one.text), one.at});
  out.mp3 = {here("/audio/" + live.sound.mp3 + ".mp3"), live.sound.mp3_bytes};
  out.opus = {here("/audio/" + live.sound.opus + ".opus"), live.sound.opus_bytes};
  out.duration = live.sound.duration;
  out.captions = here("/captions/" + live.sound.captions + ".vtt");
  out.chapters = here("/v1/sites/" + site + "/articles/" + id + "/chapters.json");
  out.frame = here("/embed/" + site + "/" + id);
  out.oembed = origin + "/oembed?url=" + percent_encoded(out.frame);
  out.published = live.first;
  out.changed = live.latest;
  // A notice changes what is shown, too.
  for (const Correction& one : story.corrections) out.changed = std::max(out.changed, one.at);
  return out;
}

std::string podcast_uuid(const std::string& name) {
  // ead4c236-bf58-58c6-a2c6-a6b28d128cb6
  static constexpr unsigned char space[] = {0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6,
                                            0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6};
  std::string all(reinterpret_cast<const char*>(space), sizeof space);
  all += name;
  std::array<unsigned char, SHA_DIGEST_LENGTH> hash{};
  SHA1(reinterpret_cast<const unsigned char*>(all.data()), all.size(), hash.data());
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0f) | 0x50);
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3f) | 0x80);
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += digits[hash[i] >> 4];
    out += digits[hash[i] & 15];
  }
  return out;
}

}  // namespace mujaz::server
