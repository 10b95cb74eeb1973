// SPDX-License-Identifier: GPL-3.0-or-later
// The house's own readings: words and phrases that a newsroom wants read in its way, from a file
// that it edits.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/reading.h"
#include "mujaz/text.h"

namespace mujaz {

/// How an entry says what is heard.
enum class ReadingForm {
  marked,   ///< Arabic words with their marks, in any order on a letter. A last letter without a
            ///< mark takes the ending that the sentence gives it, one with a sukun stays; a word
            ///< without any mark is read as if it stood in the text.
  phones,   ///< the International Phonetic Alphabet, in the symbols of `phones.tsv`: `ː` behind a
            ///< long vowel or a long consonant, `ˈ` before a stressed syllable, a space between
            ///< words; `.`, `ˌ` and tie bars change nothing
  letters,  ///< the names of letters and digits, one by one
};
const char* name(ReadingForm form);

/// A place in a file, both counted from 1 (columns in code points); 0 where there is none.
struct FilePlace {
  int line = 0, column = 0;
};

/// One entry. Text is without surrounding spaces, one space between words.
struct Pronunciation {
  std::u32string written;  ///< as the text has it, letter by letter, without marks
  ReadingForm form = ReadingForm::marked;
  std::u32string reading;
  std::string scope = "all";  ///< the name of a site, or `all`
  std::string date;           ///< of its last change, as 2024-10-24, or empty
  std::string role;           ///< read so only where SSML gives the word this role; empty: anywhere
  FilePlace place;            ///< where `written` begins in its file
  FilePlace reading_place;    ///< and where `reading` does

  bool same_place(const Pronunciation& other) const {
    return written == other.written && scope == other.scope && role == other.role;
  }
  bool same_reading(const Pronunciation& other) const {
    return form == other.form && reading == other.reading;
  }
};

enum class FindingKind {
  error,     ///< the entry cannot be read
  conflict,  ///< another entry for the same words and scope reads them otherwise
  note,      ///< allowed, but worth a look
};
const char* name(FindingKind kind);

/// What is to be said of an entry or of its file.
struct Finding {
  FindingKind kind = FindingKind::error;
  FilePlace place;
  std::string what;
};

enum class PronunciationFormat {
  tsv,  ///< a table like those of `lang/ar`: written, form, reading, scope, date, role
  csv,  ///< RFC 4180, the same columns named in the first record
  pls,  ///< W3C Pronunciation Lexicon Specification 1.0, alphabet `ipa`
};
/// By a file name's ending: .tsv, .csv, .pls, .xml. Throws unsupported for any other.
PronunciationFormat pronunciation_format(const std::string& file_name);

/// What stands in a file: every entry that can be read, and for every one that cannot an error.
struct PronunciationList {
  std::vector<Pronunciation> entries;
  std::vector<Finding> findings;
};
/// Throws bad_input for bytes that are no such file at all (not UTF-8, not XML, a document type),
/// too_large over 8 MB, 100,000 entries or 32 levels; nothing is fetched and no entity expanded.
PronunciationList read_pronunciations(std::string_view bytes, PronunciationFormat format,
                                      const Language& language);
/// The bytes of a file that reads back the same, places aside.
std::string write_pronunciations(const std::vector<Pronunciation>& entries,
                                 PronunciationFormat format);

/// Errors, conflicts (same words, scope and role, two readings) and notes (a reading whose letters
/// are not those of the word; an entry twice), in the entries' order. A longer entry that begins
/// like a shorter one is no conflict: the longest that stands in the text is read.
std::vector<Finding> check(const std::vector<Pronunciation>& entries, const Language& language);

namespace reading {
class PronunciationIndex;
}

/// Entries made ready for a Reader. Immutable after construction: any thread may use it.
class Pronunciations {
 public:
  /// Takes the entries of scope `all` and of the site; where both have a word, the site's is read.
  /// Throws bad_input at the first error or conflict, with `line N, column M`.
  Pronunciations(const std::vector<Pronunciation>& entries, const Language& language,
                 std::string_view site = {});
  ~Pronunciations();
  std::size_t size() const;
  /// For the stage itself.
  const reading::PronunciationIndex& index() const { return *index_; }

 private:
  std::unique_ptr<const reading::PronunciationIndex> index_;
};

/// Reads a file and makes it ready. Throws what `read_file`, `read_pronunciations` and the
/// constructor throw; where() begins with the file's name.
std::shared_ptr<const Pronunciations> load_pronunciations(const std::filesystem::path& file,
                                                          const Language& language,
                                                          std::string_view site = {});

}  // namespace mujaz
