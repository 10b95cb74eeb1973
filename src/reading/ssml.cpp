// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/ssml.h"

#include <charconv>
#include <map>

#include "reading/pronunciation_files.h"
#include "reading/xml.h"

namespace mujaz::reading {
namespace {

constexpr char ssml_space[] = "http://www.w3.org/2001/10/synthesis";
constexpr std::size_t most_lexicons = 16, most_lookups = 64;
constexpr double longest_break = 60;       // seconds
constexpr double shortest_phrase = 0.200;  // of a break with a pause form before it

struct Strength {
  std::string_view name;
  Break kind;
  double seconds;
};
constexpr Strength strengths[] = {
    {"none", Break::none, 0},      {"x-weak", Break::minor, 0.060},
    {"weak", Break::minor, 0.120}, {"medium", Break::phrase, 0.250},
    {"strong", Break::end, 0.450}, {"x-strong", Break::end, 0.900},
};

/// Walks over the events of a document and builds its parts. `at_` stands on the event that is
/// next.
class Walker {
 public:
  Walker(std::string_view document, const SsmlTables& tables, const std::filesystem::path& folder)
      : tables_(tables), folder_(folder), events_(parse_xml(document, {1u << 20, 64})) {}

  SsmlDocument walk() {
    speak();
    end_part();
    return std::move(document_);
  }

 private:
  struct Context {
    bool in_paragraph = false, in_sentence = false;
  };

  // ---- what is wrong

  [[noreturn]] static void fail(const XmlEvent& event, const std::string& what,
                                ErrorCode code = ErrorCode::bad_input) {
    throw Error(code, what, name_of(event.place));
  }
  void note(const XmlEvent& event, std::string what) {
    report(document_.notes, FindingKind::note, event.place, std::move(what));
  }
  static std::string value(const XmlEvent& event, const char* name, const char* space = "") {
    const std::string* found = event.attribute(name, space);
    return found ? *found : std::string();
  }
  static const std::string& needed(const XmlEvent& event, const char* name) {
    const std::string* found = event.attribute(name);
    if (!found)
      fail(event,
           sentence_of({"The element ", in_quotes(event.name), " needs ", in_quotes(name), "."}));
    return *found;
  }
  /// Attributes that nothing takes are told of.
  void only(const XmlEvent& event, std::initializer_list<std::string_view> known) {
    for (const XmlAttribute& attribute : event.attributes)
      if (attribute.space.empty() &&
          std::find(known.begin(), known.end(), attribute.name) == known.end())
        note(event, sentence_of({in_quotes(attribute.name), " of the element ",
                                 in_quotes(event.name), " is not used."}));
  }

  // ---- the text

  void end_part() {
    for (auto lookup = active_.rbegin(); lookup != active_.rend(); ++lookup) {
      part_.directions.lookups.push_back(
          {{lookup->start, part_.source.text().size()}, lookup->entries});
      lookup->start = 0;
    }
    if (!part_.written.empty() || !part_.rests.empty() || !part_.marks.empty())
      document_.parts.push_back(std::move(part_));
    part_ = {};
    space_ = false;
    part_.deliveries.push_back({0, delivery_});
  }
  void flush_space() {
    if (space_ && !part_.written.empty()) {
      const std::size_t at = part_.written.size();
      part_.written.push_back(U' ');
      part_.source.add(line_break_ ? U'\n' : U' ', {at, at + 1});
    }
    space_ = line_break_ = false;
  }
  void write(std::u32string_view text) {
    for (const char32_t c : text) {
      if (is_space(c)) {
        space_ = true;
        continue;
      }
      flush_space();
      const std::size_t at = part_.written.size();
      part_.written.push_back(c);
      part_.source.add(c == insert_sign ? U' ' : c, {at, at + 1});
    }
  }
  /// Where the next letter will stand.
  std::size_t here() const {
    return part_.written.size() + (space_ && !part_.written.empty() ? 1 : 0);
  }
  /// Shows a text, and reads another one or ready words in its place.
  void write_instead(std::u32string_view shown, const Said& said) {
    flush_space();
    const Span where{part_.written.size(), part_.written.size() + shown.size()};
    part_.written += shown;
    if (said.words.empty()) {
      for (const char32_t c : said.text) part_.source.add(c == insert_sign ? U' ' : c, where);
      return;
    }
    part_.source.add(insert_sign, where);
    part_.directions.inserts.push_back(said.words);
  }
  void deliver(const Delivery& delivery) {
    delivery_ = delivery;
    part_.deliveries.push_back({here(), delivery});
  }

  // ---- elements

  void speak() {
    const XmlEvent& root = events_[at_++];
    if (root.name != "speak" || !(root.space.empty() || root.space == ssml_space))
      fail(root, "The root is no \"speak\" of the namespace " + std::string(ssml_space) + ".");
    const std::string version = value(root, "version");
    if (version != "1.1" && version != "1.0") fail(root, "The version of SSML must be 1.1 or 1.0.");
    only(root, {"version", "schemaLocation"});
    language(root);
    part_.deliveries.push_back({0, delivery_});
    content({});
  }

  /// All that stands in an element, and its end.
  void content(Context context) {
    while (events_[at_].kind != XmlEvent::end) {
      const XmlEvent& event = events_[at_];
      if (event.kind == XmlEvent::text) {
        write(from_utf8(event.characters));
        ++at_;
      } else {
        if (!event.space.empty() && event.space != ssml_space)
          fail(event, sentence_of({"The element ", in_quotes(event.name), " is not of SSML."}));
        element(event, context);
      }
    }
    ++at_;
  }

  void element(const XmlEvent& event, Context context) {
    using Handler = void (Walker::*)(const XmlEvent&, Context);
    static const std::map<std::string_view, Handler> handlers = {
        {"p", &Walker::paragraph},       {"s", &Walker::sentence},
        {"break", &Walker::pause},       {"sub", &Walker::substitute},
        {"say-as", &Walker::say_as},     {"phoneme", &Walker::phoneme},
        {"emphasis", &Walker::emphasis}, {"prosody", &Walker::prosody},
        {"mark", &Walker::mark},         {"lang", &Walker::lang},
        {"lexicon", &Walker::lexicon},   {"lookup", &Walker::lookup},
        {"w", &Walker::token},           {"token", &Walker::token},
        {"meta", &Walker::pass_over},    {"metadata", &Walker::pass_over},
        {"desc", &Walker::pass_over},
    };
    if (event.name == "audio" || event.name == "voice")
      fail(event,
           sentence_of({"The element ", in_quotes(event.name), " of SSML is not supported."}),
           ErrorCode::unsupported);
    const auto found = handlers.find(event.name);
    if (found == handlers.end())
      fail(event, sentence_of({"There is no element ", in_quotes(event.name), " in SSML 1.1."}));
    ++at_;
    (this->*found->second)(event, context);
  }

  void paragraph(const XmlEvent& event, Context context) {
    if (context.in_paragraph || context.in_sentence)
      fail(event, "A \"p\" stands in no \"p\" and no \"s\".");
    only(event, {});
    language(event);
    end_part();
    context.in_paragraph = true;
    content(context);
    end_part();
  }

  void sentence(const XmlEvent& event, Context context) {
    if (context.in_sentence) fail(event, "An \"s\" stands in no other \"s\".");
    only(event, {});
    language(event);
    space_ = line_break_ = true;
    context.in_sentence = true;
    content(context);
    part_.rests.push_back({here(), std::nullopt, std::nullopt, event.place});
    space_ = line_break_ = true;
  }

  void pause(const XmlEvent& event, Context) {
    only(event, {"time", "strength"});
    const std::string* strength = event.attribute("strength");
    const auto known = std::find_if(
        std::begin(strengths), std::end(strengths),
        [&](const Strength& one) { return one.name == (strength ? *strength : "medium"); });
    if (known == std::end(strengths))
      fail(event, sentence_of({"There is no strength ", in_quotes(*strength), " of a break."}));
    SsmlPart::Rest rest{here(), known->kind, known->seconds, event.place};
    if (const std::string* time = event.attribute("time")) {
      rest.seconds = seconds(event, *time);
      rest.kind = *rest.seconds == 0                ? Break::none
                  : *rest.seconds < shortest_phrase ? Break::minor
                  : known->kind == Break::end       ? Break::end
                                                    : Break::phrase;
    }
    part_.rests.push_back(rest);
    empty(event);
    space_ = true;
  }

  static double seconds(const XmlEvent& event, std::string_view time) {
    const bool thousandths = time.ends_with("ms");
    std::string_view figures = time;
    figures.remove_suffix(std::min(figures.size(), std::size_t{thousandths ? 2u : 1u}));
    if (figures.starts_with('+')) figures.remove_prefix(1);
    double found = -1;
    const auto [end, error] = std::from_chars(figures.data(), figures.data() + figures.size(),
                                              found, std::chars_format::fixed);
    if (!time.ends_with('s') || error != std::errc() || end != figures.data() + figures.size() ||
        !(found >= 0))
      fail(event, "A break's time is such as 250ms or 1.5s.");
    if (thousandths) found /= 1000;
    if (found > longest_break) fail(event, "A break is at most 60 s long.", ErrorCode::too_large);
    return found;
  }

  /// The text of an element that has no elements in it, its end passed.
  std::u32string text_of(const XmlEvent& event) {
    std::string bytes;
    for (; events_[at_].kind == XmlEvent::text; ++at_) bytes += events_[at_].characters;
    if (events_[at_].kind != XmlEvent::end)
      fail(events_[at_], sentence_of({"In ", in_quotes(event.name), " stands text alone."}));
    ++at_;
    return single_spaced(from_utf8(bytes));
  }
  void empty(const XmlEvent& event) {
    if (!text_of(event).empty())
      fail(event, sentence_of({"The element ", in_quotes(event.name), " is empty."}));
  }

  void substitute(const XmlEvent& event, Context) {
    only(event, {"alias"});
    const std::u32string alias = single_spaced(from_utf8(needed(event, "alias")));
    const std::u32string shown = text_of(event);
    if (alias.empty()) fail(event, "The alias is empty.");
    write_instead(shown.empty() ? alias : shown, {alias, {}});
  }

  void say_as(const XmlEvent& event, Context) {
    only(event, {"interpret-as", "format", "detail"});
    const std::string kind = needed(event, "interpret-as");
    const std::u32string shown = text_of(event);
    if (shown.empty()) fail(event, "There is nothing to say in \"say-as\".");
    write_instead(shown, tables_.say_as.say(kind, value(event, "format"), value(event, "detail"),
                                            shown, name_of(event.place)));
  }

  void phoneme(const XmlEvent& event, Context) {
    only(event, {"ph", "alphabet"});
    const std::string alphabet = value(event, "alphabet");
    if (!alphabet.empty() && alphabet != "ipa")
      fail(event, sentence_of({"There is no alphabet ", in_quotes(alphabet), " here but `ipa`."}));
    Pronunciation entry;
    entry.form = ReadingForm::phones;
    entry.reading = single_spaced(from_utf8(needed(event, "ph")));
    std::optional<Ipa::Fault> fault;
    tables_.entries.ipa().words(entry.reading, fault);
    if (fault) fail(event, fault->what + " Letter " + std::to_string(fault->at + 1) + " of ph.");
    Said said{{}, tables_.entries.words(entry)};
    std::u32string shown = text_of(event);
    if (shown.empty())
      for (const Word& word : said.words)
        shown.append(shown.empty() ? 0 : 1, U' ').append(without_marks(word.text));
    write_instead(shown, said);
  }

  void emphasis(const XmlEvent& event, Context context) {
    only(event, {"level"});
    const std::string level = value(event, "level");
    const Delivery outer = delivery_;
    const auto inner = with_emphasis(outer, level.empty() ? "moderate" : level);
    if (!inner) fail(event, sentence_of({"There is no level ", in_quotes(level), " of emphasis."}));
    deliver(*inner);
    content(context);
    deliver(outer);
  }

  void prosody(const XmlEvent& event, Context context) {
    std::vector<std::pair<std::string, std::string>> values;
    for (const XmlAttribute& attribute : event.attributes)
      if (attribute.space.empty()) values.emplace_back(attribute.name, attribute.value);
    const Delivery outer = delivery_;
    deliver(with_prosody(outer, values, [&](std::string what) { note(event, std::move(what)); }));
    content(context);
    deliver(outer);
  }

  void mark(const XmlEvent& event, Context) {
    only(event, {"name"});
    part_.marks.push_back({here(), needed(event, "name")});
    empty(event);
  }

  void lang(const XmlEvent& event, Context context) {
    only(event, {"onlangfailure"});
    language(event);
    content(context);
  }
  /// Only Arabic is read as what it is.
  void language(const XmlEvent& event) {
    const std::string* asked = event.attribute("lang", xml_space);
    if (!asked || *asked == "ar" || asked->starts_with("ar-")) return;
    note(event, sentence_of({"No voice here speaks ", in_quotes(asked->substr(0, 40)),
                             "; Latin letters are read by the rules for Arabic."}));
  }

  void lexicon(const XmlEvent& event, Context) {
    only(event, {"uri", "type"});
    const std::string uri = needed(event, "uri");
    empty(event);
    if (lexicons_.size() >= most_lexicons)
      fail(event, "A document names at most 16 lexicons.", ErrorCode::too_large);
    auto loaded = load(event, uri);
    const std::string id = value(event, "id", xml_space);
    lexicons_.emplace_back(id, loaded);
    if (id.empty()) active_.push_back({loaded, part_.source.text().size()});
  }

  std::shared_ptr<const Pronunciations> load(const XmlEvent& event, const std::string& uri) const {
    const std::filesystem::path path(uri);
    const bool leaves = std::any_of(path.begin(), path.end(),
                                    [](const std::filesystem::path& step) { return step == ".."; });
    if (folder_.empty())
      fail(event, "A document may name no lexicon here.", ErrorCode::unsupported);
    if (uri.empty() || path.is_absolute() || leaves || uri.find(':') != uri.npos)
      fail(event, "A lexicon is a file beside the document; nothing is fetched.");
    try {
      return load_pronunciations(folder_ / path, tables_.language);
    } catch (const Error& error) {
      throw Error(error.code(), error.what(), name_of(event.place) + ", " + error.where());
    }
  }

  void lookup(const XmlEvent& event, Context context) {
    only(event, {"ref"});
    const std::string& ref = needed(event, "ref");
    const auto found = std::find_if(lexicons_.begin(), lexicons_.end(),
                                    [&](const auto& lexicon) { return lexicon.first == ref; });
    if (found == lexicons_.end() || ref.empty())
      fail(event, sentence_of({"There is no lexicon with the xml:id ", in_quotes(ref), "."}));
    if (++lookups_ > most_lookups)
      fail(event, "A document looks words up in at most 64 places.", ErrorCode::too_large);
    active_.push_back({found->second, part_.source.text().size()});
    content(context);
    part_.directions.lookups.push_back(
        {{active_.back().start, part_.source.text().size()}, found->second});
    active_.pop_back();
  }

  void token(const XmlEvent& event, Context context) {
    only(event, {"role"});
    const std::string role = value(event, "role");
    space_ = true;
    flush_space();
    const std::size_t start = part_.source.text().size();
    content(context);
    if (!role.empty())
      part_.directions.roles.push_back({{start, part_.source.text().size()}, role});
    space_ = true;
  }

  void pass_over(const XmlEvent&, Context) {
    for (std::size_t depth = 1; depth > 0; ++at_) {
      depth += events_[at_].kind == XmlEvent::start;
      depth -= events_[at_].kind == XmlEvent::end;
    }
  }

  const SsmlTables& tables_;
  const std::filesystem::path& folder_;
  std::vector<XmlEvent> events_;
  std::size_t at_ = 0;
  SsmlDocument document_;
  SsmlPart part_;
  Delivery delivery_;
  bool space_ = false, line_break_ = false;  ///< one waits to be written
  std::vector<std::pair<std::string, std::shared_ptr<const Pronunciations>>> lexicons_;
  struct Active {
    std::shared_ptr<const Pronunciations> entries;
    std::size_t start = 0;  ///< in the current part's text
  };
  std::vector<Active> active_;  ///< the innermost last
  std::size_t lookups_ = 0;
};

}  // namespace

SsmlDocument read_ssml(std::string_view document, const SsmlTables& tables,
                       const std::filesystem::path& folder) {
  return Walker(document, tables, folder).walk();
}

}  // namespace mujaz::reading
