// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/networks.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "mujaz/core.h"
#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t vocabulary_limit = 1 << 20;

Shares even() {
  Shares shares;
  shares.fill(1.0f / static_cast<float>(shares.size()));
  return shares;
}

/// The letters that only loan words and other languages have, as their nearest Arabic ones.
char32_t nearest(char32_t c) {
  switch (c) {
    case letters::alef_wasla:
      return letters::alef;
    case letters::peh:
      return letters::beh;
    case letters::tcheh:
      return letters::jeem;
    case letters::veh:
      return letters::feh;
    case letters::gaf:
      return letters::ghain;
    case 0x06A9:
      return letters::kaf;  // keheh
    case 0x06CC:
      return letters::yeh;  // Farsi yeh
    default:
      return c;
  }
}

char32_t without_hamza(char32_t c) {
  switch (c) {
    case letters::alef_madda:
    case letters::alef_hamza_above:
    case letters::alef_hamza_below:
      return letters::alef;
    case letters::waw_hamza:
      return letters::waw;
    case letters::yeh_hamza:
      return letters::yeh;
    default:
      return c;
  }
}

/// Signs that are written in more than one way, as the one that both networks know.
char32_t plain_sign(char32_t c) {
  switch (c) {
    case U',':
      return 0x060C;
    case U';':
      return 0x061B;
    case U'?':
      return 0x061F;
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return U'"';
    case 0x2013:
    case 0x2014:
      return U'-';
    default:
      return is_space(c) ? U' ' : c;
  }
}

bool closes(char32_t c) {
  return std::u32string_view(U".:!)]\u00BB\u060C\u061B\u061F").find(c) != std::u32string_view::npos;
}
bool opens(char32_t c) {
  return c == U'(' || c == U'[' || c == U'\u00AB';
}

/// What a network is fed, and for each sign of the text its place there, -1 where it is left out.
struct Fed {
  std::vector<std::int64_t> symbols;
  std::vector<std::int64_t> hints;
  std::vector<int> place;
};

/// The place in mark_classes of what a class of a network puts on a letter, its hamza and madda
/// aside; -1 where it puts what no class of ours has.
int class_of(std::u32string_view written) {
  Marks marks = 0;
  for (const char32_t c : written) {
    if (c == 0x06E1) marks |= mark::sukun;  // the Quran's sign for sukun
    if (!is_mark(c)) continue;
    const Marks bit = bit_of(c);
    if ((bit & mark::endings) && (marks & mark::endings)) continue;
    marks |= bit;
  }
  if (marks == mark::dagger_alef) marks = mark::fatha;
  marks &= static_cast<Marks>(~mark::dagger_alef);
  const auto found = std::find(mark_classes.begin(), mark_classes.end(), marks);
  return found == mark_classes.end() ? -1 : static_cast<int>(found - mark_classes.begin());
}

/// libtashkeel's way: a space on both sides of each sign of punctuation, digits as one sign,
/// unknown signs left out. A hint is the number of the author's marks among the vocabulary's
/// classes: 0 for padding, 1 for no mark, then mark_classes.
Fed feed(std::span<const Letter> text, const Vocabulary& vocabulary) {
  const std::int64_t space = vocabulary.symbols.at(U' '), digit = vocabulary.symbols.at(U'#');
  Fed fed;
  fed.place.assign(text.size(), -1);
  const auto push = [&](std::int64_t symbol, std::int64_t hint) {
    if (symbol == space && (fed.symbols.empty() || fed.symbols.back() == space)) return;
    fed.symbols.push_back(symbol);
    fed.hints.push_back(hint);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = plain_sign(nearest(text[i].c));
    const auto found = vocabulary.symbols.find(c);
    if (is_arabic_letter(c) && found != vocabulary.symbols.end()) {
      push(found->second, vocabulary.hint_of(text[i].marks));
      fed.place[i] = static_cast<int>(fed.symbols.size()) - 1;
    } else if (digit_value(c) >= 0) {
      push(digit, 1);
    } else if (found != vocabulary.symbols.end()) {
      push(space, 1);
      push(found->second, 1);
      push(space, 1);
    }
  }
  return fed;
}

/// The rows of the signs that were fed, without their first `skip` numbers.
std::vector<Shares> unfed(const Fed& fed, const Rows& rows, std::size_t skip) {
  std::vector<Shares> out(fed.place.size(), even());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (fed.place[i] >= 0)
      std::copy_n(
          rows[static_cast<std::size_t>(fed.place[i])].begin() + static_cast<std::ptrdiff_t>(skip),
          out[i].size(), out[i].begin());
  return out;
}

}  // namespace

Vocabulary::Vocabulary(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "vocabulary.json";
  if (!std::filesystem::is_regular_file(file))
    throw Error(ErrorCode::not_found, "A model is missing; `./run setup` brings it.",
                file.string());
  try {
    const auto json = nlohmann::json::parse(read_file(file, vocabulary_limit));
    for (const auto& [symbol, number] : json.at("symbols").items())
      symbols.emplace(from_utf8(symbol).at(0), number.get<std::int64_t>());
    for (const auto& written : json.at("classes"))
      classes.push_back(from_utf8(written.get<std::string>()));
    for (const std::u32string& written : classes)
      hints.push_back(to_letters(U'\u0627' + written).front().marks);
    unknown = json.value("unknown", 0);
  } catch (const nlohmann::json::exception& e) {
    throw Error(ErrorCode::bad_input, std::string("The vocabulary cannot be read: ") + e.what(),
                file.string());
  }
}

std::int64_t Vocabulary::hint_of(Marks marks) const {
  marks &= static_cast<Marks>(~mark::dagger_alef);
  for (std::size_t k = 2; k < hints.size(); ++k)
    if (hints[k] == marks) return static_cast<std::int64_t>(k);
  return 1;
}

Libtashkeel::Libtashkeel(const std::filesystem::path& folder)
    : vocabulary_(folder),
      network_(folder / "model.onnx", {"char_inputs", "diac_inputs"}, {"logits"}) {}

std::vector<Shares> Libtashkeel::shares(std::span<const Letter> text) const {
  const Fed fed = feed(text, vocabulary_);
  if (fed.symbols.empty()) return {text.size(), even()};
  return unfed(fed, network_.run({fed.symbols, fed.hints}).front(), 1);
}

Joiner::Joiner(const std::filesystem::path& folder)
    : vocabulary_(folder), network_(folder / "model.onnx", {"symbols", "hints"}, {"logits"}) {}

std::vector<Shares> Joiner::shares(std::span<const Letter> text, std::span<const Shares> first,
                                   std::span<const Shares> second) const {
  const Fed fed = feed(text, vocabulary_);
  if (fed.symbols.empty()) return {text.size(), even()};
  Rows both;
  both.width = 2 * mark_classes.size();
  both.values.assign(fed.symbols.size() * both.width, even().front());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fed.place[i] < 0) continue;
    const auto row = both.values.begin() + static_cast<std::ptrdiff_t>(
                                               static_cast<std::size_t>(fed.place[i]) * both.width);
    std::copy(second[i].begin(), second[i].end(), std::copy(first[i].begin(), first[i].end(), row));
  }
  return unfed(fed, network_.run({fed.symbols, fed.hints}, both).front(), 0);
}

Rawi::Rawi(const std::filesystem::path& folder)
    : vocabulary_(folder), network_(folder / "model.onnx", {"input"}, {"presence", "value"}) {
  for (const std::u32string& written : vocabulary_.classes) class_of_.push_back(class_of(written));
}

std::vector<Shares> Rawi::shares(std::span<const Letter> text) const {
  const std::int64_t space = vocabulary_.symbols.at(U' ');
  Fed fed;
  fed.place.assign(text.size(), -1);
  char32_t last = U' ';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = plain_sign(without_hamza(nearest(text[i].c)));
    if (c == letters::tatweel || is_mark(c)) continue;
    if (c == U' ' && (last == U' ' || opens(last))) continue;
    if (closes(c) && last == U' ' && !fed.symbols.empty()) fed.symbols.pop_back();
    last = c;
    const auto found = vocabulary_.symbols.find(c);
    fed.symbols.push_back(found == vocabulary_.symbols.end() ? vocabulary_.unknown : found->second);
    if (is_arabic_letter(c)) fed.place[i] = static_cast<int>(fed.symbols.size()) - 1;
  }
  std::vector<Shares> out(text.size(), even());
  if (fed.symbols.empty() || (fed.symbols.size() == 1 && fed.symbols[0] == space)) return out;
  const std::vector<Rows> rows = network_.run({fed.symbols});
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fed.place[i] < 0) continue;
    const auto at = static_cast<std::size_t>(fed.place[i]);
    const float presence = 1.0f / (1.0f + std::exp(-rows[0][at][0]));
    Shares marked{};
    float sum = 0;
    for (std::size_t k = 0; k < class_of_.size(); ++k) {
      if (class_of_[k] <= 0) continue;
      const float e = std::exp(rows[1][at][k]);
      marked[static_cast<std::size_t>(class_of_[k])] += e;
      sum += e;
    }
    for (float& share : marked) share *= presence / sum;
    marked[0] = 1 - presence;
    out[i] = marked;
  }
  return out;
}

}  // namespace mujaz::reading
