// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "intake/body.h"
#include "intake/clean.h"
#include "intake/decode.h"
#include "intake/facts.h"
#include "intake/plain.h"
#include "intake/words.h"
#include "mujaz/intake.h"
#include "mujaz/quantities.h"

namespace mujaz {
namespace {

using namespace intake;

constexpr std::size_t sentence_words = 8;  // at least, in a sentence that is an article alone
constexpr std::size_t list_teasers = 4;    // at least, and half of the lines, in a list of articles
constexpr std::size_t article_words = 40;  // at least, where no sentence ends with a stop

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
void check_article(const Body& body, const std::string& where) {
  const std::vector<Block>& blocks = body.blocks;
  if (body.teasers >= list_teasers && body.teasers * 2 > blocks.size())
    throw Error(ErrorCode::bad_input,
                "There is no article here: it is a list of " + std::to_string(body.teasers) +
                    " other pages.",
                where);
  std::size_t words = 0, lines = 0;
  for (const Block& block : blocks) {
    if (block.stops && block.words >= sentence_words) return;
    words += block.kind == ParagraphKind::heading ? 0 : block.words;
    ++lines;
  }
  if (words >= article_words) return;
  throw Error(ErrorCode::bad_input,
              "There is no article here: " +
                  (lines ? std::to_string(lines) + " short lines of " + std::to_string(words) +
                               " words in all and no sentence."
                         : std::string("no running text.")),
              where);
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

std::vector<Paragraph> paragraphs_of(std::vector<Block> blocks) {
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(blocks.size());
  for (Block& block : blocks) {
    paragraphs.push_back({block.kind, from_utf8_lossy(block.text), std::nullopt});
    block.text = std::string();  // a large page is not held twice
  }
  return paragraphs;
}

}  // namespace

struct Extractor::Rules {
  Rules(const Language& language, const ExtractOptions& given)
      : words(language), quantities(language), options(given) {}

  PageWords words;
  Quantities quantities;
  ExtractOptions options;

  Article article(const Facts& facts, Body body, const std::string& where) const {
    if (!options.any_language) {
      if (facts.title && words.sense(*facts.title) == Sense::absent)
        throw Error(ErrorCode::bad_input,
                    "There is no article here: the page says \"" + *facts.title + "\".", where);
      check_article(body, where);
      check_arabic(body.blocks, where);
    }
    Article article;
    article.url = facts.url;
    article.title = wide(facts.title);
    article.byline = wide(facts.byline);
    article.section = wide(facts.section);
    article.publisher = wide(facts.publisher);
    article.published = facts.published;
    article.modified = facts.modified;
    article.image = facts.image;
    article.kind = facts.kind;
    const std::string language = facts.language ? language_tag(*facts.language) : "";
    if (options.any_language)
      article.language = facts.language;
    else
      article.language = language.starts_with("ar") ? language : "ar";
    article.paragraphs = paragraphs_of(std::move(body.blocks));
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
    return {std::move(blocks)};
  }

  Body page_body(Decoded decoded, Facts& facts) const {
    const Tree tree = Tree::parse(decoded.utf8);
    decoded.utf8 = std::string();
    facts = facts_of(tree, quantities);
    Body body = body_in(tree, false);
    // Some pages carry their text in JSON-LD alone, for a script to show.
    if (size_of(facts.body).signs > 2 * signs_of(body.blocks)) body = bare_body(facts.body);
    return body;
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
    if (!plain.title.empty()) facts.title = plain.title;
    body = rules_->plain_body(std::move(plain.blocks));
  }
  if (!facts.url && !page.url.empty()) facts.url = page.url;
  return rules_->article(facts, std::move(body), page.url);
}

Article Extractor::extract_body(const std::string& title, const std::string& body) const {
  Page page;
  page.bytes = body;
  page.content_type = "text/html; charset=utf-8";
  const Decoded decoded = decode(page);
  Facts facts;
  if (const std::string cleaned = clean_entities(title); !cleaned.empty()) facts.title = cleaned;
  return rules_->article(facts, rules_->bare_body(decoded.utf8), {});
}

}  // namespace mujaz
