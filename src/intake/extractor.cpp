// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "intake/body.h"
#include "intake/clean.h"
#include "intake/decode.h"
#include "intake/facts.h"
#include "intake/moment.h"
#include "intake/plain.h"
#include "intake/state.h"
#include "intake/words.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

using namespace intake;

constexpr std::size_t sentence_words = 8;  // at least, in a sentence that is an article alone
constexpr std::size_t list_teasers = 4;    // at least, and half of the lines, in a list of articles
constexpr std::size_t article_words = 40;  // at least, where no sentence ends with a stop
constexpr std::size_t heading_words = 12;  // at most
constexpr std::size_t short_body = 400;    // signs; with fewer the page's scripts are looked into
constexpr std::size_t date_signs = 40;     // at most, in a line of a date under the title

std::optional<std::u32string> wide(const std::optional<std::string>& text) {
  return text ? std::optional(from_utf8_lossy(*text)) : std::nullopt;
}

/// `ar_EG` and `AR-eg` as BCP 47 writes it: `ar-EG`.
std::string language_tag(std::string_view said) {
  std::string tag;
  for (std::size_t i = 0; i < said.size(); ++i) {
    const char c = said[i] == '_' ? '-' : said[i];
    const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (!letter && c != '-') break;
    tag += i < 2 ? static_cast<char>(c | 32) : c;
  }
  return tag;
}

/// Whether the blocks are an article: a real sentence or much text, and no list of other pages.
void check_article(const Facts& facts, const Body& body, const std::string& where) {
  const std::vector<Block>& blocks = body.blocks;
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::bad_input, "There is no article here: " + why, where);
  };
  if (body.teasers >= list_teasers && body.teasers * 2 > blocks.size())
    refuse("it is a list of " + std::to_string(body.teasers) + " other pages.");
  std::size_t words = 0, lines = 0;
  for (const Block& block : blocks) {
    if (block.stops && block.words >= sentence_words) return;
    words += block.kind == ParagraphKind::heading ? 0 : block.words;
    ++lines;
  }
  if (words >= article_words) return;
  if (facts.paywalled.value_or(false)) refuse("the page shows it to subscribers only.");
  if (facts.video) refuse("it is the page of a video, without a text.");
  refuse(lines ? std::to_string(lines) + " short lines of " + std::to_string(words) +
                     " words in all and no sentence."
               : std::string("no running text."));
}

void check_arabic(const std::vector<Block>& blocks, const std::string& where) {
  Script script;
  for (const Block& block : blocks) {
    const Script one = script_of(block.text);
    script.arabic += one.arabic;
    script.other += one.other;
    script.persian += one.persian;
  }
  if (script.other >= script.arabic)
    throw Error(ErrorCode::bad_input,
                "The text is not Arabic: " + std::to_string(script.arabic) +
                    " of its letters are Arabic, " + std::to_string(script.other) + " are not.",
                where);
  if (script.persian * 12 > script.arabic)
    throw Error(ErrorCode::bad_input,
                "The text is not Arabic: its letters are those of Persian or Urdu.", where);
}

std::size_t signs_of(const std::vector<Block>& blocks) {
  std::size_t signs = 0;
  for (const Block& block : blocks) signs += block.signs;
  return signs;
}

std::vector<Paragraph> paragraphs_of(Body body) {
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(body.blocks.size());
  for (std::size_t i = 0; i < body.blocks.size(); ++i) {
    Block& block = body.blocks[i];
    paragraphs.push_back({block.kind, from_utf8_lossy(block.text), std::nullopt});
    block.text = std::string();  // a large page is not held twice
    if (i >= body.times.size() || body.times[i].empty()) continue;
    if (block.kind == ParagraphKind::text) paragraphs.back().kind = ParagraphKind::entry;
    paragraphs.back().time = std::move(body.times[i]);
  }
  return paragraphs;
}

/// Paragraphs that were extracted before.
Body given_body(const std::vector<Paragraph>& paragraphs) {
  Body body;
  for (const Paragraph& paragraph : paragraphs) {
    std::string text = clean(to_utf8(paragraph.text));
    if (text.empty()) continue;
    body.blocks.push_back(block_of(std::move(text), paragraph.kind));
    body.times.push_back(paragraph.time.value_or(""));
  }
  return body;
}

/// Three and more headings that count: `1.`, `2.`, `3.`.
bool is_numbered(const std::vector<Block>& blocks) {
  int next = 1;
  for (const Block& block : blocks) {
    if (block.kind != ParagraphKind::heading && block.words > heading_words) continue;
    const std::u32string text = from_utf8_lossy(std::string_view(block.text).substr(0, 12));
    int number = 0;
    std::size_t i = 0;
    for (; i < text.size() && digit_value(text[i]) >= 0 && number < 100; ++i)
      number = number * 10 + digit_value(text[i]);
    if (i == 0 || i == text.size() ||
        (text[i] != U'.' && text[i] != U'-' && text[i] != U')' && text[i] != U' ' &&
         text[i] != U':'))
      continue;
    if (number == next) ++next;
  }
  return next > 3;
}

}  // namespace

struct Extractor::Rules {
  Rules(const Language& language, const ExtractOptions& given)
      : words(language), fact_words(language), options(given) {}

  PageWords words;
  FactWords fact_words;
  ExtractOptions options;

  Article article(const Facts& facts, Body body, const std::string& where) const {
    if (!options.any_language) {
      check_title(facts, where);
      check_article(facts, body, where);
      check_arabic(body.blocks, where);
    }
    Article article;
    const auto take = [&](const char* name, const Fact& fact) {
      if (fact) article.sources[name] = fact.from;
      return fact ? std::optional(fact.text) : std::nullopt;
    };
    article.url = take("url", facts.url);
    article.title = wide(take("title", facts.title));
    article.byline = wide(take("byline", facts.byline));
    article.published = take("published", facts.published);
    article.modified = take("modified", facts.modified);
    article.section = wide(take("section", facts.section));
    article.publisher = wide(take("publisher", facts.publisher));
    article.image = take("image", facts.image);
    article.kind = take("kind", facts.kind);
    if ((!facts.kind || facts.kind.text == "news") && is_numbered(body.blocks)) {
      article.kind = "list";
      article.sources["kind"] = "page";
    }
    article.paywalled = facts.paywalled;
    const std::string language = facts.language ? language_tag(facts.language.text) : "";
    if (options.any_language)
      article.language = take("language", facts.language);
    else
      article.language = language.starts_with("ar") ? language : "ar";
    article.paragraphs = paragraphs_of(std::move(body));
    return article;
  }

  Body body_in(const Tree& tree, bool whole) const {
    return body_of(tree, marks_of(tree, words), words, whole);
  }

  /// A body without a page around it, HTML or text.
  Body bare_body(std::string_view utf8) const {
    if (is_html(utf8)) return body_in(Tree::parse(utf8), true);
    return plain_body(plain_text(utf8, false).blocks);
  }

  Body plain_body(std::vector<Block> blocks) const {
    leave_out_page_lines(blocks, words);
    return {std::move(blocks), 0, {}};
  }

  /// The entries of a live blog as JSON-LD has them.
  Body entries_of(const std::vector<Update>& updates) const {
    Body body;
    for (const Update& update : updates) {
      if (!update.headline.empty()) {
        body.blocks.push_back(plain_text(update.headline, false).blocks.front());
        body.blocks.back().kind = ParagraphKind::heading;
      }
      for (Block& block : bare_body(update.body).blocks) body.blocks.push_back(std::move(block));
      body.times.resize(body.blocks.size());
      body.times.back() = update.time.value_or("");
    }
    return body;
  }

  /// The page's title over its own text is no part of it, nor is a date under that.
  void leave_out_title(Body& body, const Facts& facts) const {
    constexpr std::size_t first_lines = 3;
    std::vector<Block>& blocks = body.blocks;
    const std::u32string title = folded(from_utf8_lossy(facts.title.text));
    std::size_t out = 0;
    for (std::size_t i = 0; i < std::min(first_lines, blocks.size()); ++i)
      if (folded(from_utf8_lossy(blocks[i].text)) == title) out = i + 1;
    const auto is_date = [&](const Block& block) {
      return block.signs < date_signs && !block.stops &&
             fact_words.date(from_utf8_lossy(block.text), {});
    };
    while (out > 0 && out < blocks.size() && is_date(blocks[out])) ++out;
    const auto end = static_cast<std::ptrdiff_t>(out);
    blocks.erase(blocks.begin(), blocks.begin() + end);
    if (!body.times.empty()) body.times.erase(body.times.begin(), body.times.begin() + end);
  }

  /// Some pages carry their text for a script to show: in JSON-LD, or in the script's own state.
  Body page_body(Decoded decoded, Facts& facts) const {
    const Tree tree = Tree::parse(decoded.utf8);
    decoded.utf8 = std::string();
    facts = facts_of(tree, fact_words);
    Body body = body_in(tree, false);
    leave_out_title(body, facts);
    const auto better = [&](Body other) {
      if (signs_of(other.blocks) > 2 * signs_of(body.blocks)) body = std::move(other);
    };
    if (!facts.updates.empty()) better(entries_of(facts.updates));
    if (size_of(facts.body).signs > 2 * signs_of(body.blocks)) better(bare_body(facts.body));
    if (signs_of(body.blocks) < short_body && !facts.paywalled.value_or(false))
      if (const std::string state = body_in_scripts(tree); !state.empty()) better(bare_body(state));
    return body;
  }

  void check_title(const Facts& facts, const std::string& where) const {
    for (const std::string& title : facts.titles) {
      const Sense sense = words.title_sense(title);
      if (sense == Sense::none) continue;
      const char* what = sense == Sense::absent   ? "the page says"
                         : sense == Sense::search ? "this is a page of search results, titled"
                                                  : "this is a page to log in, titled";
      throw Error(ErrorCode::bad_input,
                  std::string("There is no article here: ") + what + " \"" + title + "\".", where);
    }
  }
};

Extractor::Extractor(const Language& language, const ExtractOptions& options)
    : rules_(std::make_unique<const Rules>(language, options)) {}
Extractor::~Extractor() = default;

Article Extractor::extract(const Page& page) const {
  Decoded decoded = decode(page);
  Facts facts;
  Body body;
  if (decoded.html) {
    body = rules_->page_body(std::move(decoded), facts);
  } else {
    PlainText plain = plain_text(decoded.utf8, true);
    facts.title.offer(plain.title, "text");
    body = rules_->plain_body(std::move(plain.blocks));
  }
  facts.url.offer(page.url, "address");
  return rules_->article(facts, std::move(body), page.url);
}

Article Extractor::extract_given(const Given& given) const {
  Facts facts;
  const auto offer = [](Fact& fact, const std::string& text) {
    fact.offer(clean_entities(text), "given");
  };
  offer(facts.title, given.title);
  offer(facts.url, given.url);
  offer(facts.section, given.section);
  offer(facts.byline, given.byline);
  offer(facts.publisher, given.publisher);
  offer(facts.image, given.image);
  offer(facts.kind, given.kind);
  offer(facts.published, given.published);
  offer(facts.modified, given.modified);
  if (!given.paragraphs.empty())
    return rules_->article(facts, given_body(given.paragraphs), given.url);
  Page page;
  page.bytes = given.body;
  page.content_type = "text/html; charset=utf-8";
  const Decoded decoded = decode(page);
  if (decoded.html) return rules_->article(facts, rules_->bare_body(decoded.utf8), given.url);
  PlainText plain = plain_text(decoded.utf8, !facts.title);
  facts.title.offer(plain.title, "text");
  return rules_->article(facts, rules_->plain_body(std::move(plain.blocks)), given.url);
}

}  // namespace mujaz
