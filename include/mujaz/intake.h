// SPDX-License-Identifier: GPL-3.0-or-later
// From a page to an article: fetching, encodings, HTML, metadata, the body.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/text.h"

namespace mujaz {

/// What came in: bytes, where from, and what the sender said they are.
struct Page {
  std::string bytes;
  std::string url;           ///< empty for a file
  std::string content_type;  ///< the HTTP header's value, or empty: then the content decides
};

/// Limits of one fetch. A private, loopback, link-local, multicast or otherwise special address is
/// refused, checked on the address connected to, at every redirect, unless its host is in
/// `allowed_hosts` (tests and newsrooms with an intranet set it).
struct FetchLimits {
  std::chrono::milliseconds total{20'000};
  std::size_t bytes = 20u << 20;  ///< after decompression
  int redirects = 5;
  std::vector<std::string> allowed_hosts;
};

/// Fetches an http or https URL. Throws bad_input (not such a URL, refused address, credentials in
/// it), not_found (404, 410, no such host), too_large (size, time, redirects), unavailable (else).
Page fetch(const std::string& url, const FetchLimits& limits = {}, const Stop* stop = nullptr);

enum class ParagraphKind : std::uint8_t { text, heading, item, quote, entry };
const char* name(ParagraphKind kind);

struct Paragraph {
  ParagraphKind kind = ParagraphKind::text;
  std::u32string text;              ///< no line break inside, no surrounding white space
  std::optional<std::string> time;  ///< of a live blog's entry, RFC 3339
};

/// An article as its author wrote it. What is unknown is absent.
struct Article {
  std::optional<std::string> url;
  std::optional<std::u32string> title, byline, section, publisher;
  std::optional<std::string> published,
      modified;  ///< RFC 3339, a date alone where no time is known
  std::optional<std::string> language, image;
  std::optional<std::string> kind;  ///< news, opinion, live, video or list
  std::optional<bool> paywalled;    ///< what the page says of it
  /// Where each fact was found, by its name: `json-ld`, `meta`, `microdata`, `page`, `address`,
  /// `text` (a text's first line) or `given` (by who handed the article over).
  std::map<std::string, std::string> sources;
  std::vector<Paragraph> paragraphs;
  /// The paragraphs' texts joined by a newline: what every offset into the article points into.
  std::u32string text() const;
  /// Where each paragraph lies in `text()`.
  std::vector<Span> spans() const;
};

/// An article as a CMS or a feed hands it over; UTF-8. What is empty is not known.
struct Given {
  std::string title;
  std::string body;                      ///< HTML, text or Markdown, by its look
  std::vector<Paragraph> paragraphs;     ///< where there are any: instead of `body`, as they are
  std::string url, published, modified;  ///< dates as RFC 3339 has them
  std::string section, byline, publisher, image, kind;
};

/// Reads a JSON object with these facts by their names, and with `body` (a text, or a list of texts
/// or of objects with a `text`), `html`, `text`, or `paragraphs` as `to_json` prints them. Dates
/// may have another usual form. Every other member is passed over. Throws bad_input: not JSON, or a
/// member that is not what it must be (its name is the error's `where`). Pure.
Given parse_given(std::string_view json);

struct ExtractOptions {
  bool any_language = false;  ///< pages of other languages too: the public benchmark is English
};

/// Takes articles out of pages. Immutable after construction: any thread may use it.
class Extractor {
 public:
  explicit Extractor(const Language& language, const ExtractOptions& options = {});
  ~Extractor();
  /// HTML or plain text, by content. Throws bad_input (empty, a picture, no article in it, not
  /// Arabic; with what was seen instead), too_large (bytes over 20 MB, nesting over the parser's
  /// limit).
  Article extract(const Page& page) const;
  /// The same from what a CMS hands over. Without a title, that of the text: its first line, where
  /// an empty line follows, or a Markdown heading.
  Article extract_given(const Given& given) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

/// The JSON of `mujaz extract`, without a final newline.
std::string to_json(const Article& article);

/// A phrase with places for an article's facts, {title}, {publisher}, {section} and {byline}, in
/// alternatives with `|` between: the first whose facts the article has, filled; empty where there
/// is none. Both throw bad_input for a place of another name.
std::u32string filled(std::u32string_view phrase, const Article& article);
void check_phrase(std::u32string_view phrase);

}  // namespace mujaz
