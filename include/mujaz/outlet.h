// SPDX-License-Identifier: GPL-3.0-or-later
// From a published episode to what the public's programs read: feeds, plain HTML, frames, oEmbed,
// structured data, chapters. Texts are UTF-8; what is unknown is empty; every text may hold
// anything, and is told as text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/text.h"

namespace mujaz {

struct SoundFile {
  std::string url;
  std::int64_t bytes = 0;
};
/// A correction; without a text it is the machine's own.
struct Notice {
  std::string text;
  Time at{};
};

/// A published episode. Addresses are whole, with the server's name.
struct Showing {
  std::string guid;         ///< a UUID that never changes
  std::string title, page;  ///< the article's, and its address
  std::string author, section, image;
  std::string written, modified;  ///< when the article was, RFC 3339
  std::vector<std::string> points;
  bool by_editor = false;  ///< a person looked at every point
  std::vector<Notice> notices;
  SoundFile mp3, opus;
  double duration = 0;  ///< seconds
  std::string captions, chapters, frame, oembed;
  Time published{}, changed{};  ///< the episode
};

/// What stands over a site's episodes.
struct Channel {
  std::string site;             ///< its title
  std::string self;             ///< the feed's own address
  std::string link;             ///< of the site
  std::string hub;              ///< a WebSub hub's address
  std::string guid;             ///< the feed's, a UUID
  std::string section, author;  ///< what the feed is limited to
  std::string title, description, image, owner, email, copyright;
  std::string category = "News";  ///< one of Apple's
  std::string language = "ar";
  bool personal = false;  ///< fetched with a key: in no directory
};

/// How a frame shows the player; each is empty or one of the player's own words.
struct FrameLook {
  std::string language, theme, digits;
};

/// Writes them. Immutable after construction: any thread may use it.
class Outlet {
 public:
  explicit Outlet(const Language& language);
  /// RSS 2.0 with the tags of iTunes and of Podcasting 2.0. The newest first, as given.
  std::string rss(const Channel& channel, const std::vector<Showing>& episodes) const;
  /// RFC 4287.
  std::string atom(const Channel& channel, const std::vector<Showing>& episodes) const;
  /// The points and the sound as a page of plain HTML, without a script.
  std::string box(const Showing& episode) const;
  /// A page for a frame: the player, and the plain box where scripts do not run. `site` and
  /// `article` are what the player asks with.
  std::string frame(const Channel& channel, const Showing& episode, const std::string& site,
                    const std::string& article, const FrameLook& look) const;
  /// The page of a frame that has nothing to show, without height.
  std::string empty_frame(bool withdrawn) const;
  /// The style that both kinds of page of a frame hold, for the policy that names its hash.
  static std::string_view frame_style();
  /// schema.org NewsArticle, fit for a `<script>` element.
  std::string json_ld(const Channel& channel, const Showing& episode) const;

 private:
  const std::string& word(const std::string& key) const;
  std::string filled(const std::string& key, const Channel& channel) const;
  std::string title_of(const Channel& channel) const;
  std::string label(const Showing& episode) const;
  std::string notice(const Notice& notice) const;
  std::string plain(const Showing& episode) const;
  std::string rich(const Showing& episode) const;

  std::map<std::string, std::string> words_;
};

/// oEmbed 1.0, of the type `rich`: a frame of this size, in pixels.
struct Embedded {
  int width = 0, height = 0;
};
std::string oembed_json(const Channel& channel, const Showing& episode, const Embedded& size);
std::string oembed_xml(const Channel& channel, const Showing& episode, const Embedded& size);

/// JSON chapters of Podcasting 2.0, one a point; `times` is what `times_json` gives.
std::string chapters_json(const Showing& episode, std::string_view times);

/// `Tue, 24 Nov 2026 10:30:00 GMT`: RFC 822 with the year of RFC 1123.
std::string rfc822(Time time);

}  // namespace mujaz
