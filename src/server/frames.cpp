// SPDX-License-Identifier: GPL-3.0-or-later
// Players on other people's pages: frames, oEmbed 1.0, the player's script.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "mujaz/digest.h"
#include "server/embed.h"
#include "server/input.h"
#include "server/problem.h"
#include "server/showing.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

constexpr Embedded usual_size{600, 420};

/// The source expression of a style that stands in the page itself.
std::string hash_source(std::string_view style) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()),
                     style.size());
  std::array<char,
             sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
      text{};
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return "'sha256-" + std::string(text.data()) + "'";
}

/// Nothing but our own script and sound; who may frame it, the site says.
std::string policy(const std::vector<std::string>& frames, const std::string& origin) {
  std::string ancestors;
  for (const std::string& one : frames) ancestors += " " + one;
  return "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' " + origin +
         "; style-src " + hash_source(Outlet::frame_style()) +
         "; base-uri 'none'; form-action 'none'; frame-ancestors" +
         (ancestors.empty() ? " *" : ancestors);
}

/// One of the words that the player knows, or nothing.
std::string look(const Request& request, const char* name, const std::vector<std::string>& words) {
  const std::string given = request.asked(name).value_or("");
  if (!given.empty() && std::find(words.begin(), words.end(), given) == words.end())
    throw Problem(
        422, "\"" + std::string(name) + "\" must be " + words[0] + " or " + words[1] + ".", name);
  return given;
}

struct One {
  Admitted admitted;
  Story story;
};
One find_one(const Api& api, const std::string& site, const std::string& id, const Request& request,
             const Visitor& visitor) {
  One one;
  std::optional<Story> story;
  api.store().read([&](Transaction& rows) {
    one.admitted = admit(rows, site, request, visitor);
    story = Stories(rows).find(site, id);
  });
  shown_of(story);
  one.story = std::move(*story);
  return one;
}

Response page(std::string text, const std::string& csp, int status) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.set("Content-Security-Policy", csp);
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Cache-Control", "public, max-age=15, must-revalidate");
  if (status == 200) response.headers.set("ETag", quoted(sha256(text)));
  response.body = std::move(text);
  return response;
}

Response frame(const Api& api, const Request& request, const Visitor& visitor) {
  const FrameLook how{look(request, "lang", {"ar", "en"}),
                      look(request, "theme", {"light", "dark"}),
                      look(request, "digits", {"latn", "arab"})};
  const Outlet& outlet = *api.parts.outlet;
  const std::string &site = request.parameter("site"), &id = request.parameter("id");
  try {
    const One one = find_one(api, site, id, request, visitor);
    const std::string origin = origin_of(request, one.admitted.front);
    Response response =
        page(outlet.frame(channel_of(one.admitted, origin),
                          showing_of(one.story, one.admitted, origin), site, id, how),
             policy(one.admitted.front.frames, origin), 200);
    if (one.admitted.front.personal) response.headers.set("Cache-Control", "private, no-cache");
    return response;
  } catch (const Problem& problem) {
    // A frame without an episode is a page without height, never an empty player.
    if (problem.status() != 404 && problem.status() != 410) throw;
    return page(outlet.empty_frame(problem.status() == 410), policy({}, ""), problem.status());
  }
}

/// Site and article of one of our own addresses; nothing for any other.
struct Asked {
  std::string site, id, origin;
  Request request;  ///< with the address's own query
};
std::optional<Asked> asked_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return std::nullopt;
  const std::size_t path = std::min(url.find('/', scheme + 3), url.size());
  const std::size_t end = std::min(url.find_first_of("?#", path), url.size());
  std::vector<std::string> parts;
  for (std::size_t at = path + 1; at < end && parts.size() < 8;) {
    const std::size_t slash = std::min(url.find('/', at), end);
    auto part = percent_decoded(std::string_view(url).substr(at, slash - at));
    if (!part || part->empty() || part->size() > 200 || !is_utf8(*part) ||
        part->find('\0') != part->npos)
      return std::nullopt;
    parts.push_back(std::move(*part));
    at = slash + 1;
  }
  Asked out;
  out.origin = url.substr(0, path);
  if (end < url.size() && url[end] == '?')
    out.request.query = url.substr(end + 1, std::min(url.find('#', end), url.size()) - end - 1);
  const bool frame = parts.size() == 3 && parts[0] == "embed";
  const bool article = parts.size() == 6 && parts[0] == "v1" && parts[1] == "sites" &&
                       parts[3] == "articles" && (parts[5] == "episode" || parts[5] == "box.html");
  if (!frame && !article) return std::nullopt;
  out.site = parts[frame ? 1 : 2];
  out.id = parts[frame ? 2 : 4];
  return out;
}

Response oembed(const Api& api, const Request& request, const Visitor& visitor) {
  const std::string url = request.asked("url").value_or(""),
                    format = request.asked("format").value_or("json");
  if (url.empty() || url.size() > 4000)
    throw Problem(422, "\"url\" must be the address of an episode.", "url");
  constexpr std::int64_t most = 100'000;
  const Embedded size{
      std::min(usual_size.width, static_cast<int>(asked_whole(request, "maxwidth", most, 1, most))),
      std::min(usual_size.height,
               static_cast<int>(asked_whole(request, "maxheight", most, 1, most)))};
  if (format != "json" && format != "xml") throw Problem(501, "The format must be json or xml.");
  const std::optional<Asked> asked = asked_of(url);
  if (!asked) throw Problem(404, "There is no episode at this address.");
  const One one = find_one(api, asked->site, asked->id, asked->request, visitor);
  const std::string origin = origin_of(request, one.admitted.front);
  if (asked->origin != origin &&
      asked->origin != (request.secure ? "https://" : "http://") + request.host)
    throw Problem(404, "The address is of another server.");
  const Channel channel = channel_of(one.admitted, origin);
  const Showing showing = showing_of(one.story, one.admitted, origin);
  const bool xml = format == "xml";
  Response response =
      text(xml ? oembed_xml(channel, showing, size) : oembed_json(channel, showing, size),
           xml ? "text/xml; charset=utf-8" : "application/json");
  response.headers.set("Cache-Control", one.admitted.front.personal
                                            ? "private, no-cache"
                                            : "public, max-age=300, must-revalidate");
  return response;
}

Response script(std::shared_ptr<const std::string> text, const std::string& tag) {
  Response response;
  response.headers.set("Content-Type", "text/javascript; charset=utf-8");
  response.headers.set("Cache-Control", "public, max-age=300, must-revalidate");
  response.headers.set("ETag", tag);
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  response.body = std::move(text);
  return response;
}

struct Script {
  std::shared_ptr<const std::string> text;
  std::string tag;
};
std::map<std::string, Script> scripts_of(const std::filesystem::path& player) {
  std::map<std::string, Script> out;
  const auto add = [&out](const char* name, std::string text) {
    const std::string tag = quoted(sha256(text));
    out[name] = {std::make_shared<const std::string>(std::move(text)), tag};
  };
  add("embed.js", embed_script);
  if (std::ifstream in(player, std::ios::binary); in.is_open())
    add("mujaz-player.js", {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  return out;
}

}  // namespace

void add_frames(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["getFrame"] = [api](const Request& request, const Visitor& visitor) {
    return frame(*api, request, visitor);
  };
  handlers.handlers["getOembed"] = [api](const Request& request, const Visitor& visitor) {
    return oembed(*api, request, visitor);
  };
  const auto scripts =
      std::make_shared<const std::map<std::string, Script>>(scripts_of(api->parts.player));
  handlers.handlers["getPlayerFile"] = [scripts](const Request& request, const Visitor&) {
    const auto found = scripts->find(request.parameter("file"));
    if (found == scripts->end())
      throw Problem(404, request.parameter("file") == "mujaz-player.js"
                             ? "The player was not built: `./run web` builds it."
                             : "There is no such file.");
    return script(found->second.text, found->second.tag);
  };
}

}  // namespace mujaz::server
