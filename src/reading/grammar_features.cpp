// SPDX-License-Identifier: GPL-3.0-or-later
// What the grammar sees of a reading. A feature is a hash of its kind and of what it is made of;
// its weight stands at that hash in one table, where rare features may share a place.
#include <algorithm>
#include <initializer_list>

#include "reading/grammar.h"
#include "reading/legality.h"

namespace mujaz::reading {
namespace {

constexpr std::uint64_t basis = 1469598103934665603u, prime = 1099511628211u, step = 1000003u;
constexpr float illegal_penalty = 5;
constexpr std::ptrdiff_t reach = 8;  // words back in which a governing word is looked for

std::uint64_t hash(std::string_view text) {
  std::uint64_t out = basis;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * prime;
  return out ^ (out >> 32);
}

std::uint64_t hash(std::uint64_t kind, std::initializer_list<std::uint64_t> parts) {
  std::uint64_t out = kind * prime;
  for (const std::uint64_t part : parts) out = (out * step) ^ part;
  return out;
}

/// A sign's or number's class. Of a number what its last two digits make of the counted noun.
std::string sign_class(std::u32string_view bare) {
  if (digit_value(bare[0]) < 0) {
    std::u32string_view signs = U".:!()\u060C\u061B\u061F\u00AB\u00BB\"-,";
    constexpr std::string_view names = ".:!(),;?()\"-,";
    const std::size_t found = signs.find(bare[0]);
    return found == signs.npos ? "sign" : std::string(1, names[found]);
  }
  int value = 0;
  for (const char32_t c : bare) {
    if (digit_value(c) < 0) return "#";
    value = (value * 10 + digit_value(c)) % 10000;
  }
  if (bare.size() == 4 && value >= 1900 && value <= 2100) return "#y";
  value %= 100;
  if (value == 0) return "#c";
  return value < 3 ? "#1" : value <= 10 ? "#3" : "#11";
}

/// The last word that governs: its class, a verb's gender, and how many nouns stand between.
std::string governor(std::span<const Item> items, std::span<const std::string> classes,
                     std::size_t at) {
  int nouns = 0;
  const auto named = [&nouns](const std::string& name, int most) {
    return name + std::to_string(std::min(nouns, most));
  };
  const auto first = static_cast<std::ptrdiff_t>(at) - reach;
  for (auto k = static_cast<std::ptrdiff_t>(at) - 1; k >= std::max<std::ptrdiff_t>(0, first); --k) {
    const auto i = static_cast<std::size_t>(k);
    const std::string& name = classes[i];
    if (name == "." || name == ";" || name == ":" || name == "!" || name == "?")
      return named("B", 2);
    if (name == "verb" || name == "kana")
      return named(name + (items[i].bare.back() == letters::teh ? "f" : "m"), 3);
    if (name == "inna" || name == "rel" || name == "conj") return named(name, 3);
    if (name[0] == 'y' || name == "t.") return named(name[0] == 'y' ? "Ym" : "Yf", 3);
    if (name == "," || name == "co") return named(",", 2);
    if (name != "gen" && name != "obl" && name != "num" && name != "dem" && name != "pron") ++nouns;
  }
  return at > static_cast<std::size_t>(reach) ? "X" : named("B", 2);
}

Word32 word_of(const Item& item, const Reading& reading) {
  Word32 out;
  for (std::size_t i = 0; i < item.bare.size(); ++i)
    out.push_back({item.bare[i], reading.marks[i]});
  return out;
}

/// What is seen of a reading whatever stands beside it.
Features::Seen seen_alone(const Word32& word, const WordForm& form, bool closed) {
  std::string state, shape, joined;
  if (form.definite) state.push_back('D');
  if (form.preposition) shape.push_back('b');
  shape.append(state).append(form.kind);
  if (form.pronoun) {
    shape.push_back(form.pronoun);
    state.push_back('P');
  }
  shape.append(":").append(form.ending);
  state.append(form.ending);
  const bool feminine = form.kind == "F" || form.kind == "FS" || form.kind == "A";
  const bool masculine = form.kind == "O" || form.kind == "S" || form.kind == "U";
  std::string agreement(feminine    ? std::string_view("f")
                        : masculine ? std::string_view("m")
                                    : form.kind.substr(0, 1));
  agreement.append(state);
  if (form.conjunction) joined.push_back('+');
  Features::Seen out;
  out.shape = hash(shape);
  out.word = closed ? hash(to_utf8(to_text(word))) : hash(joined + shape);
  out.state = hash(state);
  out.agreement = hash(agreement);
  out.ending = hash(form.ending);
  out.joined_state = hash(joined + state);
  out.joined_agreement = hash(joined + agreement);
  return out;
}

Features::Seen seen_sign(const std::string& name) {
  Features::Seen out;
  out.shape = out.word = out.state = out.agreement = out.ending = out.joined_state =
      out.joined_agreement = hash(name);
  return out;
}

/// The first and last two letters, which tell much of a word that no list has.
std::uint64_t rim(std::u32string_view bare) {
  const std::u32string_view start = bare.substr(0, 2),
                            end = bare.substr(std::max<std::size_t>(bare.size(), 2) - 2);
  return hash(to_utf8(end) + "|" + to_utf8(start));
}

}  // namespace

std::uint32_t weight_place(std::uint64_t hash) {
  constexpr std::uint64_t places = 1u << 19;
  return static_cast<std::uint32_t>((hash ^ (hash >> 19) ^ (hash >> 38)) % places);
}

std::vector<Features> Grammar::features(const GrammarWords& words, std::span<const Item> items) {
  std::vector<std::string> classes;
  for (const Item& item : items)
    classes.push_back(item.readings.empty() ? sign_class(item.bare) : words.word_class(item.bare));
  const auto beside = [&classes](std::size_t at, std::ptrdiff_t by) {
    const auto place = static_cast<std::ptrdiff_t>(at) + by;
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(classes.size())) return hash("<>");
    return hash(classes[static_cast<std::size_t>(place)]);
  };
  std::vector<Features> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].readings.empty()) {
      out[i].readings.push_back(seen_sign(classes[i]));
      continue;
    }
    const std::u32string_view follows =
        i + 1 < items.size() ? std::u32string_view(items[i + 1].bare) : std::u32string_view();
    const bool closed = !words.named(items[i].bare).empty();
    const std::uint64_t before = beside(i, -1), before2 = beside(i, -2), next = beside(i, 1),
                        next2 = beside(i, 2), governs = hash(governor(items, classes, i)),
                        own = hash(classes[i]), ends = rim(items[i].bare);
    for (const Reading& reading : items[i].readings) {
      const Word32 word = word_of(items[i], reading);
      const WordForm form = words.form(word);
      Features::Seen seen = seen_alone(word, form, closed);
      const bool miscounted =
          i > 0 && form.kind[0] != 'V' && is_miscounted(word, form, classes[i - 1]);
      if (is_illegal(word, form, follows) || miscounted) seen.penalty = illegal_penalty;
      seen.alone = {hash(1, {seen.shape}),
                    hash(2, {before, seen.shape}),
                    hash(3, {next, seen.shape}),
                    hash(4, {next, next2, seen.state}),
                    hash(5, {seen.word}),
                    hash(6, {before, next, seen.state}),
                    hash(7, {before2, before, seen.state}),
                    hash(8, {governs, seen.state}),
                    hash(9, {governs, before, seen.state}),
                    hash(10, {ends, seen.state}),
                    hash(11, {governs, next, seen.state}),
                    hash(12, {governs, own, seen.state})};
      out[i].readings.push_back(std::move(seen));
    }
  }
  return out;
}

std::array<std::uint32_t, 4> pair_places(const Features::Seen& before, const Features::Seen& seen) {
  return {weight_place(hash(20, {before.word, seen.shape})),
          weight_place(hash(21, {before.word, seen.ending})),
          weight_place(hash(22, {before.agreement, seen.agreement})),
          weight_place(hash(23, {before.shape, seen.state}))};
}

std::array<std::uint32_t, 3> triple_places(const Features::Seen& first,
                                           const Features::Seen& before,
                                           const Features::Seen& seen) {
  return {weight_place(hash(30, {first.state, before.state, seen.joined_state})),
          weight_place(hash(31, {first.word, before.agreement, seen.agreement})),
          weight_place(hash(32, {first.agreement, before.agreement, seen.joined_agreement}))};
}

}  // namespace mujaz::reading
