// SPDX-License-Identifier: GPL-3.0-or-later
// `lexicon`: the house's own readings, kept in a table that people edit too.
#include <ctime>
#include <map>

#include "cli/verbs.h"
#include "mujaz/pronunciations.h"
#include "mujaz/reading.h"
#include "mujaz/sound_file.h"
#include "mujaz/voice.h"

namespace mujaz::cli {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t file_limit = 8u << 20;

constexpr const char* about =
    "A word or phrase, how it is read, and where:\n"
    "  written  as the text has it, without marks. It is found whole, and behind the clitics\n"
    "           و ف ب ل ك and the article too; the longest entry that stands there is read\n"
    "  form     marked   Arabic with its marks. A last letter without a mark takes the ending\n"
    "                    that the sentence gives it; with a sukun it stays\n"
    "           phones   IPA: b t θ dʒ ħ x d ð r z s ʃ sˤ dˤ tˤ ðˤ ʕ ɣ f q k l m n h w j ʔ p v ɡ,\n"
    "                    a i u aː iː uː; ː doubles a consonant, ˈ stands before the stress\n"
    "           letters  the names of the letters, one by one\n"
    "  reading  what is said\n"
    "  scope    all, or the name of the site for which --site asks; its own reading goes first\n"
    "  date     of the last change\n"
    "  role     only for words that SSML gives this role (<w role=\"…\">)\n"
    "\n"
    "The file is a table with a tab between the columns; lines that begin with # stay as they\n"
    "are. Give it to the other verbs with --lexicon FILE.\n"
    "\n"
    "  mujaz lexicon add الكرخانية \"الْكَرْخَانِيَّة\"\n"
    "  mujaz lexicon add واتساب --form phones \"ˈwaːtsaːb\"\n"
    "  mujaz lexicon try \"اجتمعوا في الكرخانية أمس\" -o try.wav\n"
    "  mujaz lexicon check && mujaz lexicon export house.pls";

struct Arguments {
  std::string file = "lexicon.tsv";
  std::string written, reading, scope = "all", date, role, other, text, output, voice, site;
  ReadingForm form = ReadingForm::marked;
  bool replace = false;
};

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &local);
  return text;
}

std::string where(const std::string& file, FilePlace place) {
  return file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

/// Throws the first error of a list.
void refuse_errors(const PronunciationList& list, const std::string& file) {
  for (const Finding& finding : list.findings)
    if (finding.kind == FindingKind::error)
      throw Error(ErrorCode::bad_input, finding.what, where(file, finding.place));
}

PronunciationList load(const std::string& file, const Language& language) {
  PronunciationList list =
      read_pronunciations(read_file(file, file_limit), pronunciation_format(file), language);
  refuse_errors(list, file);
  return list;
}

/// The house's table as its editors left it, and its entries.
struct HouseFile {
  HouseFile(const Arguments& arguments, const Language& language) : file(arguments.file) {
    if (pronunciation_format(file) != PronunciationFormat::tsv)
      throw Error(ErrorCode::unsupported, "Only a .tsv is edited; import this file into one.",
                  file);
    if (!fs::exists(file)) return;
    text = read_file(file, file_limit);
    list = load(file, language);
  }

  /// Writes the file again, its comments as they stood, without the entries that `drop` names and
  /// with new ones at the end.
  template <typename Drop>
  void write(Drop drop, const std::vector<Pronunciation>& added) const {
    std::map<int, const Pronunciation*> rows;
    for (const Pronunciation& entry : list.entries) rows[entry.place.line] = &entry;
    const std::string head = write_pronunciations({}, PronunciationFormat::tsv);
    const std::string names = head.substr(head.rfind("#:"));
    std::string out;
    bool named = false;
    const auto row = [&](const Pronunciation& entry) {
      if (!std::exchange(named, true)) out += out.empty() ? head : names;
      out += write_pronunciations({entry}, PronunciationFormat::tsv).substr(head.size());
    };
    int number = 0;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      const std::string line = text.substr(start, end - start);
      start = end + 1;
      const auto found = rows.find(++number);
      if (line.starts_with("#:")) {
        if (!std::exchange(named, true)) out += names;
      } else if (found == rows.end()) {
        out += line + "\n";
      } else if (!drop(*found->second)) {
        row(*found->second);
      }
    }
    for (const Pronunciation& entry : added) row(entry);
    write_file(file, out.empty() ? head : out);
  }

  std::string file, text;
  PronunciationList list;
};

std::string line_of(const Pronunciation& entry) {
  std::string out = to_utf8(entry.written);
  for (const std::string& cell :
       {std::string(name(entry.form)), to_utf8(entry.reading), entry.scope, entry.date, entry.role})
    out += '\t' + cell;
  return out;
}

/// Adds entries; one that reads the same words otherwise is a conflict, or is replaced.
void add_all(const Arguments& arguments, const Language& language,
             const std::vector<Pronunciation>& wanted) {
  const HouseFile house(arguments, language);
  std::vector<Pronunciation> added;
  std::vector<const Pronunciation*> replaced;
  for (const Pronunciation& entry : wanted) {
    const auto same = [&](const Pronunciation& old) { return old.same_place(entry); };
    const auto old = std::find_if(house.list.entries.begin(), house.list.entries.end(), same);
    if (old != house.list.entries.end() && old->same_reading(entry)) continue;
    if (old != house.list.entries.end() && !arguments.replace)
      throw Error(ErrorCode::conflict,
                  "\"" + to_utf8(entry.written) + "\" (" + entry.scope + ") is read \"" +
                      to_utf8(old->reading) + "\" already; --replace takes the new reading.",
                  where(house.file, old->place));
    if (old != house.list.entries.end()) replaced.push_back(&*old);
    added.push_back(entry);
  }
  for (const Finding& finding : check(added, language))
    if (finding.kind != FindingKind::note)
      throw Error(finding.kind == FindingKind::error ? ErrorCode::bad_input : ErrorCode::conflict,
                  finding.what);
  house.write(
      [&](const Pronunciation& entry) {
        return std::find(replaced.begin(), replaced.end(), &entry) != replaced.end();
      },
      added);
  for (const Pronunciation& entry : added) print(line_of(entry));
}

void add_one(const Arguments& arguments) {
  const Language language(places().lang);
  Pronunciation entry;
  entry.written = from_utf8(arguments.written);
  entry.form = arguments.form;
  entry.reading = from_utf8(arguments.reading);
  if (entry.form == ReadingForm::letters && entry.reading.empty()) entry.reading = entry.written;
  entry.scope = arguments.scope;
  entry.role = arguments.role;
  entry.date = arguments.date.empty() ? today() : arguments.date;
  add_all(arguments, language, {entry});
  for (const Finding& finding : check({entry}, language))
    std::fprintf(stderr, "mujaz: note: %s\n", finding.what.c_str());
}

void remove_one(const Arguments& arguments) {
  const Language language(places().lang);
  const HouseFile house(arguments, language);
  const std::u32string written = from_utf8(arguments.written);
  const auto is_it = [&](const Pronunciation& entry) {
    return entry.written == written && entry.scope == arguments.scope &&
           entry.role == arguments.role;
  };
  const auto& entries = house.list.entries;
  if (std::none_of(entries.begin(), entries.end(), is_it))
    throw Error(ErrorCode::not_found,
                "There is no entry \"" + arguments.written + "\" of scope " + arguments.scope + ".",
                house.file);
  house.write(is_it, {});
}

void import_file(const Arguments& arguments) {
  const Language language(places().lang);
  const PronunciationList list = load(arguments.other, language);
  for (const Finding& finding : list.findings)
    std::fprintf(stderr, "%s: %s: %s\n", where(arguments.other, finding.place).c_str(),
                 name(finding.kind), finding.what.c_str());
  add_all(arguments, language, list.entries);
}

/// All that is to be said of the file; exit 1 where it could not be used.
int check_file(const Arguments& arguments) {
  const PronunciationList list =
      read_pronunciations(read_file(arguments.file, file_limit),
                          pronunciation_format(arguments.file), Language(places().lang));
  bool usable = true;
  for (const Finding& finding : list.findings) {
    print(where(arguments.file, finding.place) + ": " + name(finding.kind) + ": " + finding.what);
    usable = usable && finding.kind == FindingKind::note;
  }
  std::fprintf(stderr, "%s: %zu entries, %zu findings\n", arguments.file.c_str(),
               list.entries.size(), list.findings.size());
  return usable ? done : failed;
}

/// Words, marks and phones of a text, and its sound.
void try_text(const Arguments& arguments) {
  const Places data = places();
  const Language language(data.lang);
  const Reader reader(language, load_diacritiser(data),
                      reader_setup({{}, arguments.file, arguments.site}, language));
  const std::u32string text = from_utf8(arguments.text);
  for (const ReadAs as : {ReadAs::words, ReadAs::marks, ReadAs::phones})
    print(to_utf8(reader.read(text, {as, std::nullopt})));
  if (arguments.output.empty()) return;
  const SoundFormat format = sound_format(arguments.output);
  Script script{reader.phones(), {reader.part(PartKind::utterance, 0, text)}};
  const Programme sound =
      master(load_voice(data, arguments.voice)->say(script, {}, &interrupted()));
  write_file(arguments.output, encode(sound, format));
}

}  // namespace

void add_lexicon(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("lexicon", "The house's own readings of words.");
  verb->footer(about);
  verb->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();
  const auto command = [&](const char* name, const char* what, auto work) {
    CLI::App* sub = verb->add_subcommand(name, what);
    sub->add_option("--lexicon", arguments->file, "the house's table")->capture_default_str();
    sub->callback([=, &exit] {
      exit = done;
      work(*arguments, exit);
    });
    return sub;
  };
  const auto key = [&](CLI::App* sub) {
    sub->add_option("WRITTEN", arguments->written, "the word or phrase as the text has it")
        ->required();
    sub->add_option("--scope", arguments->scope, "all, or a site")->capture_default_str();
    sub->add_option("--role", arguments->role, "only where SSML gives the word this role");
  };
  const auto replace = [&](CLI::App* sub) {
    sub->add_flag("--replace", arguments->replace, "take the new reading where there is another");
  };

  command("list", "Print the entries.", [](const Arguments& a, int&) {
    for (const Pronunciation& entry : load(a.file, Language(places().lang)).entries)
      print(line_of(entry));
  });

  CLI::App* add = command("add", "Add an entry.", [](const Arguments& a, int&) { add_one(a); });
  key(add);
  add->add_option("READING", arguments->reading, "how it is read");
  add->add_option("--form", arguments->form, "marked (default), phones or letters")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, ReadingForm>{{"marked", ReadingForm::marked},
                                             {"phones", ReadingForm::phones},
                                             {"letters", ReadingForm::letters}}));
  add->add_option("--date", arguments->date, "the date of the change; today where it is not said");
  replace(add);

  key(command("remove", "Remove an entry.", [](const Arguments& a, int&) { remove_one(a); }));

  command("check", "Say what is wrong with the file: FILE:LINE:COLUMN: error, conflict or note.",
          [](const Arguments& a, int& result) { result = check_file(a); });

  CLI::App* import = command("import", "Add the entries of a .pls, .csv or .tsv.",
                             [](const Arguments& a, int&) { import_file(a); });
  import->add_option("FILE", arguments->other, "the file to read")->required();
  replace(import);

  command("export", "Write the entries as .pls, .csv or .tsv.",
          [](const Arguments& a, int&) {
            write_file(a.other, write_pronunciations(load(a.file, Language(places().lang)).entries,
                                                     pronunciation_format(a.other)));
          })
      ->add_option("FILE", arguments->other, "the file to write")
      ->required();

  CLI::App* attempt = command("try", "Print a text's words, marks and phones, and speak it.",
                              [](const Arguments& a, int&) { try_text(a); });
  attempt->add_option("TEXT", arguments->text, "the text")->required();
  attempt->add_option("-o,--output", arguments->output, "FILE.mp3, .opus, .wav or .flac");
  attempt->add_option("--voice", arguments->voice, "a name that `mujaz voices` lists");
  attempt->add_option("--site", arguments->site, "the site whose readings are taken too");
}

}  // namespace mujaz::cli
