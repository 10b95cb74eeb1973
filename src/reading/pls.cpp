// SPDX-License-Identifier: GPL-3.0-or-later
// The W3C Pronunciation Lexicon Specification 1.0 (w3.org/TR/pronunciation-lexicon). A lexeme of
// several graphemes makes an entry for each; of several readings the preferred one, else the first,
// is taken, as section 4.9 has it for speech synthesis, and a note tells of the others. What PLS
// has no place for stands in attributes of a namespace of ours on the lexeme: `scope`, `date`, and
// `form="letters"` where its alias is to be spelled.
#include "reading/pronunciation_files.h"
#include "reading/xml.h"

namespace mujaz::reading {
namespace {

constexpr char pls_space[] = "http://www.w3.org/2005/01/pronunciation-lexicon";
constexpr char own_space[] = "urn:mujaz:lexicon";
constexpr std::size_t longest_text = 4000;  // of a grapheme or a reading, in bytes

class PlsReader {
 public:
  explicit PlsReader(std::string_view utf8) : events_(parse_xml(utf8, {8u << 20, 32})) {}

  PronunciationList read() {
    lexicon();
    while (at_ < events_.size() && !is_end("lexicon")) {
      const XmlEvent& event = events_[at_];
      if (event.kind == XmlEvent::text)
        blank(event);
      else if (event.name == "lexeme")
        lexeme();
      else if (event.name == "meta" || event.name == "metadata")
        skip();
      else
        unknown(event);
    }
    return std::move(list_);
  }

 private:
  struct Text {
    std::u32string text;
    FilePlace place;
  };
  struct Reading {
    Text text;
    ReadingForm form = ReadingForm::marked;
    bool preferred = false;
  };

  [[noreturn]] static void fail(FilePlace place, const std::string& what) {
    throw Error(ErrorCode::bad_input, what, name_of(place));
  }
  [[noreturn]] static void unknown(const XmlEvent& event) {
    fail(event.place,
         "The element \"" + event.name + "\" does not stand there in a lexicon (PLS " + "1.0).");
  }
  void report(FindingKind kind, FilePlace place, std::string what) {
    reading::report(list_.findings, kind, place, std::move(what));
    check_count(list_);
  }

  bool is_end(std::string_view name) const {
    return at_ < events_.size() && events_[at_].kind == XmlEvent::end && events_[at_].name == name;
  }
  void blank(const XmlEvent& event) {
    if (event.characters.find_first_not_of(" \t\r\n") != std::string::npos)
      fail(event.place, "Text stands between the elements of the lexicon.");
    ++at_;
  }
  /// Passes over an element and all in it.
  void skip() {
    std::size_t depth = 0;
    do {
      depth += events_[at_].kind == XmlEvent::start;
      depth -= events_[at_].kind == XmlEvent::end;
      ++at_;
    } while (depth > 0);
  }
  static std::string value(const XmlEvent& event, const char* name, const char* space = "") {
    const std::string* found = event.attribute(name, space);
    return found ? *found : std::string();
  }

  /// The root, with what it must say.
  void lexicon() {
    const XmlEvent& root = events_[at_++];
    if (root.name != "lexicon" || root.space != pls_space)
      fail(root.place, "The root is no `lexicon` of the namespace " + std::string(pls_space) + ".");
    if (value(root, "version") != "1.0") fail(root.place, "The lexicon's version must be 1.0.");
    alphabet_ = value(root, "alphabet");
    if (alphabet_.empty()) fail(root.place, "The lexicon's alphabet is missing; it must be `ipa`.");
    std::string language = value(root, "lang", xml_space);
    for (char& c : language) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (language != "ar" && !language.starts_with("ar-"))
      fail(root.place, "The lexicon's xml:lang must be `ar`.");
  }

  /// The text of an element without elements in it; `at_` stands on its start.
  Text text() {
    const XmlEvent& opened = events_[at_++];
    std::string bytes;
    FilePlace place = opened.place;
    for (; events_[at_].kind == XmlEvent::text; ++at_) {
      if (bytes.empty()) place = events_[at_].place;
      bytes += events_[at_].characters;
    }
    if (events_[at_].kind != XmlEvent::end) unknown(events_[at_]);
    ++at_;
    if (bytes.size() > longest_text) {
      throw Error(ErrorCode::too_large, "This text is too long for a word.", name_of(place));
    }
    // Places count from the first letter that is no space.
    for (const char32_t c : from_utf8(bytes)) {
      if (!is_space(c)) break;
      place = c == U'\n' ? FilePlace{place.line + 1, 1} : FilePlace{place.line, place.column + 1};
    }
    return {single_spaced(from_utf8(bytes)), place};
  }

  void lexeme() {
    const XmlEvent& opened = events_[at_++];
    std::vector<Text> graphemes;
    std::vector<Reading> readings;
    std::string foreign;
    while (!is_end("lexeme")) {
      const XmlEvent& event = events_[at_];
      if (event.kind == XmlEvent::text) {
        blank(event);
      } else if (event.name == "grapheme") {
        graphemes.push_back(text());
      } else if (event.name == "phoneme" || event.name == "alias") {
        const std::string own = value(event, "alphabet");
        const bool phones = event.name == "phoneme";
        const bool preferred = value(event, "prefer") == "true";
        const std::string& alphabet = own.empty() ? alphabet_ : own;
        Text said = text();
        if (phones && alphabet != "ipa")
          foreign = alphabet;
        else
          readings.push_back(
              {std::move(said), phones ? ReadingForm::phones : ReadingForm::marked, preferred});
      } else if (event.name == "example") {
        skip();
      } else {
        unknown(event);
      }
    }
    ++at_;
    if (graphemes.empty())
      return report(FindingKind::error, opened.place, "The lexeme has no grapheme.");
    if (readings.empty())
      return report(FindingKind::error, opened.place,
                    foreign.empty() ? "The lexeme has no reading."
                                    : "There is no alphabet \"" + foreign + "\" here but `ipa`.");
    if (!foreign.empty())
      report(FindingKind::note, opened.place,
             "A reading in the alphabet \"" + foreign + "\" is not used.");
    add(opened, graphemes, readings);
  }

  void add(const XmlEvent& lexeme, const std::vector<Text>& graphemes,
           const std::vector<Reading>& readings) {
    const auto preferred = std::find_if(readings.begin(), readings.end(),
                                        [](const Reading& reading) { return reading.preferred; });
    const Reading& taken = preferred == readings.end() ? readings.front() : *preferred;
    for (const Reading& reading : readings)
      if (&reading != &taken)
        report(FindingKind::note, reading.text.place,
               "A second reading, \"" + to_utf8(reading.text.text) + "\", is not used.");
    const std::string form = value(lexeme, "form", own_space);
    for (const Text& grapheme : graphemes) {
      Pronunciation entry;
      entry.written = grapheme.text;
      entry.place = grapheme.place;
      entry.reading = taken.text.text;
      entry.reading_place = taken.text.place;
      entry.form = form == "letters" ? ReadingForm::letters : taken.form;
      entry.role = value(lexeme, "role");
      entry.date = value(lexeme, "date", own_space);
      if (std::string scope = value(lexeme, "scope", own_space); !scope.empty())
        entry.scope = std::move(scope);
      list_.entries.push_back(std::move(entry));
      check_count(list_);
    }
  }

  std::vector<XmlEvent> events_;
  std::size_t at_ = 0;
  std::string alphabet_;
  PronunciationList list_;
};

void attribute(std::string& out, const char* name, const std::string& value) {
  if (!value.empty()) out += std::string(" ") + name + "=\"" + xml_escaped(value) + "\"";
}

}  // namespace

PronunciationList read_pls(std::string_view utf8) {
  return PlsReader(utf8).read();
}

std::string write_pls(const std::vector<Pronunciation>& entries) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lexicon version=\"1.0\" xmlns=\"" +
      std::string(pls_space) + "\" xmlns:mujaz=\"" + own_space +
      "\" alphabet=\"ipa\" xml:lang=\"ar\">\n";
  for (const Pronunciation& entry : entries) {
    out += "  <lexeme";
    attribute(out, "role", entry.role);
    attribute(out, "mujaz:scope", entry.scope);
    attribute(out, "mujaz:date", entry.date);
    if (entry.form == ReadingForm::letters) attribute(out, "mujaz:form", "letters");
    const char* tag = entry.form == ReadingForm::phones ? "phoneme" : "alias";
    out += ">\n    <grapheme>" + xml_escaped(to_utf8(entry.written)) + "</grapheme>\n    <" + tag +
           ">" + xml_escaped(to_utf8(entry.reading)) + "</" + tag + ">\n  </lexeme>\n";
  }
  return out + "</lexicon>\n";
}

}  // namespace mujaz::reading
