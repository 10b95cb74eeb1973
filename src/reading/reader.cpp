// SPDX-License-Identifier: GPL-3.0-or-later
// The road from written text to phones: words, marks, rests, pause and joining forms, phones.
#include "mujaz/reading.h"
#include "mujaz/ssml.h"
#include "reading/breaks.h"
#include "reading/lexicon.h"
#include "reading/pronunciation_files.h"
#include "reading/sounds.h"
#include "reading/ssml.h"
#include "reading/words.h"

namespace mujaz {

using namespace reading;

namespace {

Word32 letters_of(std::u32string_view marked) {
  Word32 out;
  for (const Letter& letter : to_letters(marked))
    if (is_arabic_letter(letter.c) && letter.c != letters::tatweel) out.push_back(letter);
  return out;
}

std::u32string one_line(const std::vector<Word>& words,
                        const std::vector<std::u32string>& written) {
  std::u32string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out.push_back(U' ');
    out += words[i].before + written[i] + words[i].after;
  }
  return out;
}

/// The confidence of each of the spans of a line, from that of its tokens of kind word.
std::vector<double> of_words(std::u32string_view line, const std::vector<double>& of_tokens,
                             const std::vector<Span>& words) {
  std::vector<double> out(words.size(), 1);
  std::size_t at = 0, i = 0;
  for (const Token& token : tokens(line)) {
    if (token.kind != TokenKind::word) continue;
    while (i + 1 < words.size() && words[i].end <= token.span.start) ++i;
    if (i < words.size() && at < of_tokens.size()) out[i] = std::min(out[i], of_tokens[at]);
    ++at;
  }
  return out;
}

bool is_question(std::u32string_view text) {
  const std::size_t end = text.find_last_not_of(U" \u00BB\")\u201D");
  return end != text.npos && (text[end] == U'?' || text[end] == 0x061F);
}

void append_phones(std::u32string& out, const PhoneTable& table, const std::vector<Phone>& phones) {
  for (const Phone& phone : phones) {
    if (!out.empty()) out.push_back(U' ');
    if (phone.starts_syllable && phone.stressed) out.push_back(U'\'');
    out += from_utf8(table[phone.id].symbol);
    if (phone.geminate) out.push_back(U':');
  }
}

/// A line as `mujaz read` prints it.
std::u32string shown(const std::vector<Word>& words, const std::vector<SpokenWord>& spoken,
                     ReadAs as, const PhoneTable& phones) {
  std::u32string out;
  if (as == ReadAs::phones) {
    for (std::size_t i = 0; i < spoken.size(); ++i) {
      append_phones(out, phones, spoken[i].phones);
      const bool last = i + 1 == spoken.size();
      if (spoken[i].rest && *spoken[i].rest > 0)
        out += U" ||" + from_utf8(std::to_string(std::lround(*spoken[i].rest * 1000))) + U"ms";
      else if (!last)
        out += spoken[i].after == Break::none ? U" |" : U" ||";
    }
    return out;
  }
  std::vector<std::u32string> written;
  for (std::size_t i = 0; i < words.size(); ++i)
    written.push_back(as == ReadAs::words   ? words[i].text
                      : as == ReadAs::marks ? spoken[i].full
                                            : spoken[i].marked);
  return one_line(words, written);
}

/// Gives the words what the document says of them; returns the rests before the first word.
std::vector<SsmlPart::Rest> direct(const SsmlPart& part, std::vector<Word>& words) {
  std::size_t change = 0;
  for (Word& word : words) {
    while (change + 1 < part.deliveries.size() &&
           part.deliveries[change + 1].at <= word.written.start)
      ++change;
    word.delivery = part.deliveries[change].delivery;
  }
  std::vector<SsmlPart::Rest> before;
  std::size_t next = 0;  // the first word behind the rest
  for (const SsmlPart::Rest& rest : part.rests) {
    while (next < words.size() && words[next].written.end <= rest.at) ++next;
    if (next == 0) {
      before.push_back(rest);
    } else if (rest.kind) {
      words[next - 1].rest = rest.kind;
      words[next - 1].rest_seconds = rest.seconds;
    } else {
      words[next - 1].ends_sentence = true;
    }
  }
  return before;
}

/// The first word that stands behind a mark.
std::size_t mark_at(const SsmlPart::Mark& mark, const std::vector<Word>& words) {
  return static_cast<std::size_t>(
      std::partition_point(words.begin(), words.end(),
                           [&](const Word& word) { return word.written.end <= mark.at; }) -
      words.begin());
}

}  // namespace

struct Reader::Rules {
  Rules(const Language& language, std::shared_ptr<const Diacritiser> marker,
        const ReaderSetup& setup)
      : diacritiser(std::move(marker)),
        verbaliser(language, setup),
        lexicon(language),
        phones(std::make_shared<PhoneTable>(language)),
        sounds(phones),
        ssml(language) {}

  std::vector<Word> words(const SourceText& source, const Directions& directions,
                          std::optional<Case> lone) const;
  std::vector<SpokenWord> spoken(const std::vector<Word>& words) const;
  std::vector<Word32> marked(const std::vector<Word>& words, std::vector<double>& confidence) const;

  std::shared_ptr<const Diacritiser> diacritiser;
  Verbaliser verbaliser;
  Lexicon lexicon;
  std::shared_ptr<const PhoneTable> phones;
  Sounds sounds;
  SsmlTables ssml;
};

/// The words of a text, each number in its case: where no rule tells it, the diacritiser is asked.
std::vector<Word> Reader::Rules::words(const SourceText& source, const Directions& directions,
                                       std::optional<Case> lone) const {
  const Question question = verbaliser.question(source, directions, lone);
  if (question.numbers.empty()) return question.words;
  std::vector<double> confidence;
  const std::vector<Word32> heard = marked(question.words, confidence);
  Cases cases;
  for (const auto& [number, word] : question.numbers) {
    const Marks ending = heard[word].empty() ? Marks{0} : heard[word].back().marks;
    cases.resize(number + 1);
    if (ending & (mark::damma | mark::dammatan)) cases[number] = Case::nominative;
    if (ending & (mark::fatha | mark::fathatan)) cases[number] = Case::accusative;
    if (ending & (mark::kasra | mark::kasratan)) cases[number] = Case::genitive;
  }
  return verbaliser.words(source, directions, lone, cases);
}

/// Each word with all its marks. Words with one reading are put in before the networks look, as
/// their hints, and stand as they are after it.
std::vector<Word32> Reader::Rules::marked(const std::vector<Word>& words,
                                          std::vector<double>& confidence) const {
  std::vector<std::u32string> known(words.size());
  std::vector<Span> spans;
  std::u32string line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (word.fixed || word.open)
      known[i] = word.text;
    else if (without_marks(word.text) == word.text)
      known[i] = lexicon.reading(word.text).value_or(U"");
    if (i > 0) line.push_back(U' ');
    line += word.before;
    const std::size_t start = line.size();
    line += known[i].empty() ? word.text : known[i];
    spans.push_back({start, line.size()});
    line += word.after;
  }
  const Diacritiser::Result result = diacritiser->diacritise(line);
  const std::vector<Letter> all = to_letters(result.text);
  const std::vector<std::size_t> places = letter_places(line);
  std::vector<Word32> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word32 word;
    for (std::size_t k = places[spans[i].start]; !spans[i].empty() && k <= places[spans[i].end - 1];
         ++k)
      if (is_arabic_letter(all[k].c) && all[k].c != letters::tatweel) word.push_back(all[k]);
    if (!known[i].empty()) {
      out.push_back(letters_of(known[i]));
      if (words[i].open && !word.empty())
        out.back().back().marks |= static_cast<Marks>(word.back().marks & mark::endings);
      continue;
    }
    if (words[i].bare && !word.empty())
      word.back().marks &= static_cast<Marks>(~(mark::vowels | mark::tanwin));
    out.push_back(std::move(word));
  }
  confidence = of_words(line, result.confidence, spans);
  for (std::size_t i = 0; i < words.size(); ++i)
    confidence[i] =
        std::min(!known[i].empty() && !words[i].open ? 1 : confidence[i], words[i].confidence);
  return out;
}

std::vector<SpokenWord> Reader::Rules::spoken(const std::vector<Word>& words) const {
  std::vector<double> confidence;
  std::vector<Word32> forms = marked(words, confidence);
  std::vector<Break> rests = breaks(lexicon, words, forms);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    rests[i] = words[i].rest.value_or(words[i].ends_sentence ? Break::end : rests[i]);
  std::vector<SpokenWord> out(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    out[i].full = to_text(forms[i]);
    out[i].written = words[i].written;
    out[i].after = rests[i];
    out[i].confidence = confidence[i];
    out[i].rest = words[i].rest_seconds;
    out[i].delivery = words[i].delivery;
  }
  std::vector<bool> stressed;
  stressed.reserve(words.size());
  for (const Word& word : words) stressed.push_back(!lexicon.never_rests_after(word.text));
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    while (rests[end - 1] == Break::none) ++end;
    begin(forms[first]);
    for (std::size_t i = first; i + 1 < end; ++i) join(forms[i], forms[i + 1]);
    if (rests[end - 1] >= Break::phrase && words[end - 1].phones.empty())
      to_pause_form(forms[end - 1]);
    std::vector<Word32> said;
    std::vector<GivenPhones> given;
    for (std::size_t i = first; i < end; ++i) {
      said.push_back(words[i].phones.empty() ? lexicon.said(forms[i]) : forms[i]);
      given.push_back({words[i].phones, words[i].letters_before});
    }
    auto phrase = sounds.phrase(said,
                                {stressed.begin() + static_cast<std::ptrdiff_t>(first),
                                 stressed.begin() + static_cast<std::ptrdiff_t>(end)},
                                given);
    for (std::size_t i = first; i < end; ++i) {
      out[i].marked = to_text(forms[i]);
      out[i].phones = std::move(phrase[i - first]);
    }
    first = end;
  }
  return out;
}

Reader::Reader(const Language& language, std::shared_ptr<const Diacritiser> diacritiser,
               const ReaderSetup& setup)
    : rules_(std::make_unique<Rules>(language, std::move(diacritiser), setup)) {}
Reader::~Reader() = default;

std::shared_ptr<const PhoneTable> Reader::phones() const {
  return rules_->phones;
}

Part Reader::part(PartKind kind, int point, std::u32string text,
                  std::optional<Case> lone_case) const {
  Part part;
  part.kind = kind;
  part.point = point;
  part.words = rules_->spoken(rules_->words(SourceText(text), {}, lone_case));
  part.question = is_question(text);
  part.text = std::move(text);
  return part;
}

std::u32string Reader::read(std::u32string_view line, const ReadOptions& options) const {
  if (options.as == ReadAs::words)
    return shown(rules_->verbaliser.words(line, options.lone_case), {}, options.as,
                 *rules_->phones);
  const std::vector<Word> words = rules_->words(SourceText(line), {}, options.lone_case);
  return shown(words, rules_->spoken(words), options.as, *rules_->phones);
}

SsmlReading Reader::ssml(std::string_view document, const SsmlOptions& options) const {
  SsmlDocument read = read_ssml(document, rules_->ssml, options.folder);
  SsmlReading out;
  out.notes = std::move(read.notes);
  std::vector<SpokenMark> waiting;  // marks of a part without words
  for (SsmlPart& source : read.parts) {
    std::vector<Word> words = rules_->words(source.source, source.directions, std::nullopt);
    const std::vector<SsmlPart::Rest> before = direct(source, words);
    for (const SsmlPart::Rest& rest : before) {
      if (!rest.kind) continue;
      if (out.parts.empty())
        report(out.notes, FindingKind::note, rest.place,
               "A break before the first word is not heard.");
      else
        out.parts.back().words.back().rest = rest.seconds;
    }
    for (const SsmlPart::Mark& mark : source.marks)
      waiting.push_back({mark.name, mark_at(mark, words)});
    if (words.empty()) {
      for (SpokenMark& mark : waiting) mark.word = 0;
      continue;
    }
    Part& part = out.parts.emplace_back();
    part.point = static_cast<int>(out.parts.size()) - 1;
    part.words = rules_->spoken(words);
    part.marks = std::move(waiting);
    waiting.clear();
    part.question = is_question(source.written);
    part.text = std::move(source.written);
    out.lines.push_back(shown(words, part.words, options.as, *rules_->phones));
  }
  if (!out.parts.empty())
    for (SpokenMark& mark : waiting) {
      mark.word = out.parts.back().words.size();
      out.parts.back().marks.push_back(std::move(mark));
    }
  return out;
}

}  // namespace mujaz
