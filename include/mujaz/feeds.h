// SPDX-License-Identifier: GPL-3.0-or-later
// What a newsroom says is new: RSS 2.0 and 1.0, Atom, JSON Feed, news sitemaps and their indexes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mujaz/intake.h"

namespace mujaz {

enum class FeedKind { rss, atom, json, sitemap, index };
const char* name(FeedKind kind);

/// One article as the feed has it; UTF-8. What is not said is empty.
struct FeedEntry {
  std::string id;   ///< the feed's own name for it, else its address
  std::string url;  ///< absolute
  std::string title, author, section;
  std::string published, modified;  ///< RFC 3339, a date alone where no time is known
  std::string html;                 ///< the text that the feed carries
  bool whole = false;               ///< `html` is meant as the whole article, not as a lead to it
};

struct Feed {
  FeedKind kind = FeedKind::rss;
  std::string title;
  std::string hub, self;  ///< where WebSub is asked for, and the feed's own address for that
  std::vector<FeedEntry> entries;
  std::vector<std::string> sitemaps;  ///< of an index, the newest first where it says their dates
  std::optional<int> minutes;         ///< how long it asks to be left alone (`ttl`)
  std::string repaired;  ///< what was broken in it and read past, with its line, or empty
};

/// Reads a feed, gzipped or not. Entities that the feed defines itself are not expanded. Throws
/// bad_input (not a feed; broken with nothing to read, with its line), too_large (over 20 MB
/// unpacked, over 50,000 entries, nesting over 64). Pure; any thread may call it.
Feed read_feed(const Page& page);

/// Whether it looks like one: for a program that is given pages and feeds alike.
bool is_feed(const Page& page);

}  // namespace mujaz
