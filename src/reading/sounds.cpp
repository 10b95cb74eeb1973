// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/sounds.h"

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

using namespace letters;

enum Vowel : std::size_t { a, i, u };

/// Without a vowel of its own: the letter only lengthens, or closes a syllable.
bool is_quiet(const Letter& letter) {
  return !(letter.marks & (mark::vowels | mark::tanwin | mark::shadda | mark::dagger_alef));
}

bool is_lams_sun(char32_t c) {
  return (c >= teh && c <= theh) || (c >= dal && c <= zah) || c == lam || c == noon;
}

}  // namespace

/// Spells one word out, letter by letter.
class Sounds::Speller {
 public:
  Speller(const Sounds& sounds, const Word32& word, bool joined)
      : sounds_(sounds), word_(word), joined_(joined), wasl_(wasl(word)) {}

  std::vector<Phone> spell() { return spell(word_.size()); }
  /// Only the letters before `end`.
  std::vector<Phone> spell(std::size_t end) {
    for (at_ = 0; at_ < end; ++at_) letter(word_[at_]);
    return std::move(out_);
  }
  /// Whether the letter behind the first `end` ones is doubled by the article's silent lam.
  bool is_doubled_behind(std::size_t end) const {
    return end > 0 && end < word_.size() && word_[end - 1].c == lam &&
           is_silent_lam(word_[end - 1], end - 1);
  }

 private:
  void letter(const Letter& letter) {
    switch (letter.c) {
      case alef:
      case alef_wasla:
        return spell_alef(letter);
      case alef_madda:
        consonant(letter.c, false);
        return vowel(a, true);
      case alef_maksura:
        return at_ == 0 ? plain(letter) : lengthener(letter, a);
      case yeh:
      case 0x06CC:
        return is_quiet(letter) && at_ > 0 ? lengthener(letter, i) : glide(letter, i);
      case waw:
        return is_quiet(letter) && at_ > 0 ? lengthener(letter, u) : glide(letter, u);
      case teh_marbuta:
        return spell_teh_marbuta(letter);
      case lam:
        return is_silent_lam(letter) ? void() : plain(letter);
      case tcheh:
        consonant(teh, false);
        consonant(sheen, false);
        return vowels_of(letter.marks);
      default:
        return plain(letter);
    }
  }

  /// Yeh or waw with a vowel or doubled, «الدَّوليَّة» too: a doubled one needs its vowel before it.
  void glide(const Letter& letter, Vowel own) {
    if ((letter.marks & mark::shadda) && !out_.empty() && !after_vowel() &&
        word_[at_ - 1].marks == 0)
      vowel(own, false);
    plain(letter);
  }

  void plain(const Letter& letter) {
    if (!sounds_.consonants_.contains(letter.c)) return;
    const bool after_silent_lam =
        at_ > 0 && word_[at_ - 1].c == lam && is_silent_lam(word_[at_ - 1], at_ - 1);
    consonant(letter.c, (letter.marks & mark::shadda) || after_silent_lam);
    Marks marks = letter.marks;
    if (!(marks & mark::endings)) {
      if (letter.c == alef_hamza_below) marks |= mark::kasra;
      if (letter.c == alef_hamza_above && at_ == 0) marks |= mark::fatha;
    }
    vowels_of(marks);
  }

  void vowels_of(Marks marks) {
    if (marks & mark::dagger_alef) return vowel(a, true);
    if (marks & (mark::fatha | mark::fathatan))
      vowel(a, false);
    else if (marks & (mark::damma | mark::dammatan))
      vowel(u, false);
    else if (marks & (mark::kasra | mark::kasratan))
      vowel(i, false);
    if (marks & mark::tanwin) consonant(noon, false);
  }

  void spell_alef(const Letter& letter) {
    if (at_ == wasl_) {
      if (at_ > 0 || joined_) return;
      consonant(alef, false);
      return vowels_of(letter.marks & mark::vowels ? letter.marks : wasl_vowel(word_));
    }
    if (at_ > 0) return lengthener(letter, a);
    consonant(alef, false);
    if (letter.marks & mark::vowels) return vowels_of(letter.marks);
    const bool more = word_.size() > 1 && is_quiet(word_[1]);
    vowel(more && word_[1].c == yeh ? i : more && word_[1].c == waw ? u : a, false);
  }

  /// Alef, alef maksura, waw or yeh after a letter: lengthens its vowel, or is a consonant of its
  /// own, or is silent («قَالُوا», «مِائَة»).
  void lengthener(const Letter& letter, Vowel own) {
    if (letter.marks & mark::fathatan) {
      if (!after_vowel()) vowel(a, false);
      return consonant(noon, false);
    }
    if (letter.marks & mark::dagger_alef && after_vowel()) return lengthen();
    const bool glide = letter.c == waw || letter.c == yeh || letter.c == 0x06CC;
    if (glide && opens_long_a()) return consonant(letter.c, false);
    if (after_vowel()) {
      const Vowel last = last_vowel();
      if (last == own || (letter.c == alef_maksura && last == i)) return lengthen();
      return glide ? consonant(letter.c, false) : void();
    }
    const Marks before = word_[at_ - 1].marks;
    if (before == 0 && !out_.empty()) return vowel(own, true);
    if (before & mark::shadda && !(before & (mark::endings | mark::dagger_alef)))
      return vowel(own, true);
    if (glide) consonant(letter.c, false);
  }

  /// Before an alef that is not the silent one of «قَالُوا»: the «يا» of «آسيا», the «وا» of «روا».
  bool opens_long_a() const {
    if (at_ + 1 >= word_.size() || word_[at_ + 1].c != alef || word_[at_ + 1].marks != 0)
      return false;
    return word_[at_].c != waw || at_ + 2 < word_.size();
  }

  /// In pause its t is not said; h is, after a long vowel («حَيَاهْ»).
  void spell_teh_marbuta(const Letter& letter) {
    if (!is_quiet(letter)) return plain(letter);
    if (!after_vowel()) return vowel(a, false);
    if (sounds_.row(out_.back()).is_long) consonant(heh, false);
  }

  bool is_silent_lam(const Letter& letter) const { return is_silent_lam(letter, at_); }
  bool is_silent_lam(const Letter& letter, std::size_t at) const {
    if (letter.marks != 0 || at == 0 || at + 1 >= word_.size()) return false;
    const Letter& next = word_[at + 1];
    if (!is_lams_sun(next.c)) return false;
    if (at == wasl_ + 1) return true;
    return (next.marks & mark::shadda) && word_[at - 1].c == lam && at <= 2;
  }

  bool after_vowel() const { return !out_.empty() && sounds_.row(out_.back()).vowel; }
  Vowel last_vowel() const {
    for (const Vowel v : {a, i, u})
      if (out_.back().id == sounds_.vowels_[v].plain ||
          out_.back().id == sounds_.vowels_[v].plain_long)
        return v;
    return a;
  }
  void lengthen() { out_.back().id = sounds_.vowels_[last_vowel()].plain_long; }
  void vowel(Vowel v, bool is_long) {
    out_.push_back({is_long ? sounds_.vowels_[v].plain_long : sounds_.vowels_[v].plain});
  }
  void consonant(char32_t c, bool geminate) {
    out_.push_back({sounds_.consonants_.at(c), geminate});
  }

  const Sounds& sounds_;
  const Word32& word_;
  bool joined_;
  std::size_t wasl_;
  std::size_t at_ = 0;
  std::vector<Phone> out_;
};

Sounds::Sounds(std::shared_ptr<const PhoneTable> phones) : phones_(std::move(phones)) {
  for (const PhoneTable::Row& row : phones_->rows())
    for (const char32_t letter : row.letters) consonants_.emplace(letter, phones_->id(row.symbol));
  const auto id = [this](const char* symbol) { return phones_->id(symbol); };
  vowels_ = {VowelPhones{id("a"), id("A"), id("a"), id("aa"), id("AA")},
             VowelPhones{id("i"), id("I"), id("ih"), id("ii"), id("II")},
             VowelPhones{id("u"), id("U"), id("uh"), id("uu"), id("UU")}};
}

// After an emphatic consonant, and after kh and gh, every vowel is backed; before an emphatic every
// one but the long i and u. A short i or u in a word's closed last syllable is lax. Fitted to the
// phones of the Arabic Speech Corpus.
void Sounds::colour(std::vector<Phone>& word) const {
  const auto is_emphatic = [this](const Phone& phone) {
    return !row(phone).vowel && row(phone).emphatic;
  };
  for (std::size_t k = 0; k < word.size(); ++k) {
    for (const VowelPhones& vowel : vowels_) {
      const bool is_long = word[k].id == vowel.plain_long;
      if (word[k].id != vowel.plain && !is_long) continue;
      const bool high_long = is_long && &vowel != &vowels_[a];
      const bool after =
          k > 0 && (is_emphatic(word[k - 1]) || word[k - 1].id == consonants_.at(khah) ||
                    word[k - 1].id == consonants_.at(ghain));
      const bool before = k + 1 < word.size() && is_emphatic(word[k + 1]) && !high_long;
      const bool last = std::none_of(word.begin() + static_cast<std::ptrdiff_t>(k) + 1, word.end(),
                                     [this](const Phone& phone) { return row(phone).vowel; });
      if (after || before)
        word[k].id = is_long ? vowel.backed_long : vowel.backed;
      else if (!is_long && last && k + 1 < word.size())
        word[k].id = vowel.lax;
      break;
    }
  }
}

// Before hamzat al-wasl a long vowel is short, and tanwin takes a helping vowel; the helping vowels
// of other words are in their letters already.
void Sounds::make_way(std::vector<Phone>& word) const {
  Phone& last = word.back();
  if (!row(last).vowel) {
    word.push_back({vowels_[i].plain});
    return;
  }
  for (const VowelPhones& vowel : vowels_) {
    if (last.id == vowel.plain_long) last.id = vowel.plain;
    if (last.id == vowel.backed_long) last.id = vowel.backed;
  }
}

std::vector<Phone> Sounds::given_word(const Word32& word, const GivenPhones& given,
                                      bool joined) const {
  Speller speller(*this, word, joined);
  const bool doubled = speller.is_doubled_behind(given.before);
  std::vector<Phone> out = speller.spell(given.before);
  const std::size_t before = out.size();
  out.insert(out.end(), given.phones.begin(), given.phones.end());
  colour(out);
  std::copy(given.phones.begin(), given.phones.end(),
            out.begin() + static_cast<std::ptrdiff_t>(before));
  if (doubled) out[before].geminate = true;
  return out;
}

std::vector<std::vector<Phone>> Sounds::phrase(std::span<const Word32> words,
                                               const std::vector<bool>& stressed,
                                               std::span<const GivenPhones> given) const {
  std::vector<std::vector<Phone>> out;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const bool joined = k > 0 && !out.back().empty();
    const bool is_given = k < given.size() && !given[k].phones.empty();
    const bool begins_by_letters = !is_given || given[k].before > 0;
    if (joined && begins_by_letters && wasl(words[k]) == 0) make_way(out.back());
    if (is_given) {
      out.push_back(given_word(words[k], given[k], joined));
      continue;
    }
    out.push_back(Speller(*this, words[k], joined).spell());
    colour(out.back());
  }
  mark_syllables(*phones_, out, stressed);
  return out;
}

}  // namespace mujaz::reading
