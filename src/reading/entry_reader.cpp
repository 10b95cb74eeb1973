// SPDX-License-Identifier: GPL-3.0-or-later
// The reading of a house entry: whether it can be read, and the words that it makes.
#include <cstdio>

#include "reading/pronunciation_index.h"

namespace mujaz::reading {
namespace {

using namespace letters;

/// Why a mark may not stand on a letter beside the marks `on`, or nothing. Which of a letter's
/// marks is written first tells nothing: Unicode's own order puts the shadda behind its vowel.
const char* mark_fault(char32_t c, char32_t letter, Marks on) {
  const Marks all = on | bit_of(c);
  if (!letter) return "A mark stands on no letter.";
  if (all == on) return "The letter has this mark twice.";
  if (c != marks::shadda && c != marks::dagger_alef && (on & mark::endings))
    return "The letter has two vowels.";
  if ((all & mark::sukun) && (all & mark::shadda)) return "A doubled letter has no sukun.";
  if ((all & mark::dagger_alef) && (all & (mark::tanwin | mark::sukun)))
    return "A dagger alef stands with no tanwin and no sukun.";
  if (c == marks::fathatan && letter == alef)
    return "Tanwin fath stands on the letter before its alef.";
  return nullptr;
}

std::optional<EntryFault> marked_fault(std::u32string_view reading) {
  char32_t letter = 0;
  Marks on = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const char32_t c = reading[i];
    if (is_mark(c)) {
      if (const char* what = mark_fault(c, letter, on)) return EntryFault{false, i, what};
      on |= bit_of(c);
      continue;
    }
    letter = is_arabic_letter(c) && c != tatweel ? c : 0;
    on = 0;
    if (!letter && c != U' ')
      return EntryFault{false, i, "A marked reading has Arabic letters, marks and spaces only."};
  }
  return std::nullopt;
}

std::optional<EntryFault> written_fault(std::u32string_view written) {
  if (written.empty()) return EntryFault{true, 0, "The written word is missing."};
  if (written.size() > longest_written)
    return EntryFault{
        true, longest_written,
        "The written word has more than " + std::to_string(longest_written) + " letters."};
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (is_mark(written[i]) || written[i] == tatweel)
      return EntryFault{true, i, "A word is written without marks and tatweel here."};
    if (written[i] < U' ' || (written[i] >= 0x7F && written[i] < 0xA0))
      return EntryFault{true, i, "A control character is no part of a word."};
    if (is_space(written[i]) && written[i] != U' ')
      return EntryFault{true, i, "Only a space may stand between words."};
  }
  for (const Token& token : tokens(written))
    if (token.kind == TokenKind::word || token.kind == TokenKind::latin ||
        token.kind == TokenKind::number)
      return std::nullopt;
  return EntryFault{true, 0, "There is no word in what is written."};
}

std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(U' ', start), text.size());
    if (end > start) out.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

bool is_long_letter(char32_t c) {
  return c == alef || c == alef_maksura || c == waw || c == yeh;
}

/// Whether letter i, not the last, needs nothing from a diacritiser.
bool is_settled(const Word32& word, std::size_t i) {
  const Letter& letter = word[i];
  const Letter& next = word[i + 1];
  if (letter.marks & (mark::endings | mark::dagger_alef)) return true;
  if (letter.marks & mark::shadda) return next.c == alef || next.c == alef_maksura;
  if (letter.c == alef_madda || letter.c == alef || letter.c == alef_wasla) return true;
  if (is_long_letter(letter.c) && i > 0 && word[i - 1].marks != 0) return true;
  // The lam of the article before a sun letter.
  return letter.c == lam && i > 0 && (next.marks & mark::shadda);
}

/// Whether the last letter is a long vowel, or has its ending.
bool is_ended(const Word32& word) {
  const Letter& last = word.back();
  if (last.marks & (mark::endings | mark::dagger_alef)) return true;
  if (last.marks & mark::shadda) return false;
  if (last.c == alef || last.c == alef_maksura || last.c == alef_madda) return true;
  const Marks before = word.size() > 1 ? word[word.size() - 2].marks : Marks{0};
  return (last.c == yeh && (before & mark::kasra)) || (last.c == waw && (before & mark::damma));
}

}  // namespace

Marked marked_state(std::u32string_view text) {
  if (without_marks(text) == text) return Marked::none;
  const Word32 word = to_letters(text);
  for (std::size_t i = 0; i + 1 < word.size(); ++i)
    if (!is_settled(word, i)) return Marked::partly;
  return is_ended(word) ? Marked::whole : Marked::open;
}

EntryReader::EntryReader(const Language& language)
    : phones_(language),
      ipa_(phones_),
      signs_(language),
      numerals_(language),
      spelling_(language, signs_, numerals_) {}

std::optional<EntryFault> EntryReader::fault(const Pronunciation& entry) const {
  if (auto fault = written_fault(entry.written)) return fault;
  if (entry.reading.empty()) return EntryFault{false, 0, "The reading is missing."};
  if (entry.reading.size() > longest_reading)
    return EntryFault{false, longest_reading,
                      "The reading has more than " + std::to_string(longest_reading) + " letters."};
  switch (entry.form) {
    case ReadingForm::marked:
      return marked_fault(entry.reading);
    case ReadingForm::phones: {
      std::optional<Ipa::Fault> fault;
      ipa_.words(entry.reading, fault);
      if (fault) return EntryFault{false, fault->at, fault->what};
      return std::nullopt;
    }
    case ReadingForm::letters: {
      std::size_t at = 0;
      const auto names = spelling_.names(entry.reading, at);
      if (!names) return EntryFault{false, at, "This sign has no name to spell it by."};
      if (names->empty()) return EntryFault{false, 0, "There is no letter to spell."};
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::vector<Word> EntryReader::words(const Pronunciation& entry) const {
  std::vector<Word> out;
  if (entry.form == ReadingForm::phones) {
    std::optional<Ipa::Fault> fault;
    for (std::vector<Phone>& phones : ipa_.words(entry.reading, fault)) {
      Word& word = out.emplace_back();
      word.text = to_text(ipa_.letters(phones));
      word.fixed = true;
      word.phones = std::move(phones);
    }
    return out;
  }
  const bool spelled = entry.form == ReadingForm::letters;
  std::size_t at = 0;
  for (std::u32string& text : spelled ? *spelling_.names(entry.reading, at)
                                      : words_of(to_text(to_letters(entry.reading)))) {
    const Marked state = spelled ? Marked::whole : marked_state(text);
    Word& word = out.emplace_back();
    word.text = std::move(text);
    word.fixed = state == Marked::whole;
    word.open = state == Marked::open;
    word.bare = spelled;
  }
  return out;
}

}  // namespace mujaz::reading
