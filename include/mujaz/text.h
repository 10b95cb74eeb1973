// SPDX-License-Identifier: GPL-3.0-or-later
// Unicode text, Arabic letters and marks, tables of the language, tokens and sentences.
// Inside the program text is UTF-32, so that an index is an offset in code points; UTF-8 outside.
// All functions here are pure; all classes are immutable after construction: any thread may use
// them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"

namespace mujaz {

/// UTF-8 to code points. Ill-formed bytes: Error{bad_input} that names the byte's offset.
std::u32string from_utf8(std::string_view bytes);
/// The same with each ill-formed sequence replaced by U+FFFD (Unicode, chapter 3, D93b).
std::u32string from_utf8_lossy(std::string_view bytes);
/// Code points to UTF-8; a surrogate or a value over U+10FFFF becomes U+FFFD.
std::string to_utf8(std::u32string_view text);

namespace letters {
inline constexpr char32_t hamza = 0x0621, alef_madda = 0x0622, alef_hamza_above = 0x0623,
                          waw_hamza = 0x0624, alef_hamza_below = 0x0625, yeh_hamza = 0x0626,
                          alef = 0x0627, beh = 0x0628, teh_marbuta = 0x0629, teh = 0x062A,
                          theh = 0x062B, jeem = 0x062C, hah = 0x062D, khah = 0x062E, dal = 0x062F,
                          thal = 0x0630, reh = 0x0631, zain = 0x0632, seen = 0x0633, sheen = 0x0634,
                          sad = 0x0635, dad = 0x0636, tah = 0x0637, zah = 0x0638, ain = 0x0639,
                          ghain = 0x063A, tatweel = 0x0640, feh = 0x0641, qaf = 0x0642,
                          kaf = 0x0643, lam = 0x0644, meem = 0x0645, noon = 0x0646, heh = 0x0647,
                          waw = 0x0648, alef_maksura = 0x0649, yeh = 0x064A, alef_wasla = 0x0671,
                          peh = 0x067E, tcheh = 0x0686, veh = 0x06A4, gaf = 0x06AF;
}  // namespace letters

namespace marks {
inline constexpr char32_t fathatan = 0x064B, dammatan = 0x064C, kasratan = 0x064D, fatha = 0x064E,
                          damma = 0x064F, kasra = 0x0650, shadda = 0x0651, sukun = 0x0652,
                          dagger_alef = 0x0670;
}  // namespace marks

/// An Arabic letter (hamza to yeh, wasla, and the letters for p, v, g, ch); not a mark, not
/// tatweel.
bool is_arabic_letter(char32_t c);
/// A vowel sign, tanwin, shadda, sukun or dagger alef (U+064B to U+0652, U+0670).
bool is_mark(char32_t c);
/// 0 to 9 in any of the three kinds of digits (ASCII, Arabic-Indic, extended), else -1.
int digit_value(char32_t c);
bool is_latin_letter(char32_t c);
bool is_space(char32_t c);
/// Marks left out, letters as written.
std::u32string without_marks(std::u32string_view text);
/// For comparing only: marks, tatweel and invisible signs left out; the alefs with hamza, madda or
/// wasla become a bare alef, final alef maksura becomes yeh, teh marbuta becomes heh, hamza on its
/// chair the chair; digits become ASCII, Latin letters small, presentation forms plain letters.
std::u32string folded(std::u32string_view text);

/// A table of `lang/ar`: UTF-8, tab between columns. A line of `#` alone or beginning with `# ` is
/// a comment; the one that begins with `#: ` names the columns. Cells may be empty; a row with more
/// cells than there are columns is Error{bad_input} with file and line.
class Table {
 public:
  Table(std::vector<std::string> columns, std::vector<std::vector<std::u32string>> rows,
        std::string file, std::vector<int> lines);
  /// The place of a column by its name. Throws bad_input where there is none.
  std::size_t column(std::string_view name) const;
  const std::vector<std::vector<std::u32string>>& rows() const { return rows_; }
  /// The line of a row in its file, from 1, for messages.
  int line(std::size_t row) const { return lines_[row]; }
  const std::string& file() const { return file_; }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::u32string>> rows_;
  std::string file_;
  std::vector<int> lines_;
};

/// The months' names by the region of the site; a region without its own name has the first's.
enum class MonthNames { as_written, egypt_gulf, levant, tunisia_algeria, morocco };

/// The language as data: a folder of tables.
class Language {
 public:
  /// Throws not_found where the folder is not there.
  explicit Language(std::filesystem::path folder);
  /// Reads `NAME.tsv`; every stage reads its tables once, when it is made.
  Table table(std::string_view name) const;
  /// The first column of a table as a list, for tables of words.
  std::vector<std::u32string> list(std::string_view name) const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

enum class TokenKind {
  word,         ///< Arabic letters with their marks and tatweel
  number,       ///< digits, with the separators and signs between them (1,500 3.7 24/10/2024 10:30)
  latin,        ///< Latin letters, with digits and inner - . _ @ / as they stand in names and URLs
  punctuation,  ///< one sign of punctuation, quotation or bracket
  symbol,       ///< one other sign: % $ ° # and what else there is
};

/// A token never crosses white space; the tokens and the spaces between cover the text.
struct Token {
  TokenKind kind;
  Span span;
};
std::vector<Token> tokens(std::u32string_view text);

/// How many words a reader would count: tokens that are a word, a number or Latin.
std::size_t count_words(std::u32string_view text);

/// Finds sentences. Ends are `. ! ؟ ? …` and line breaks; never a dot in a number, in an
/// abbreviation of the table `abbreviations`, between single letters, or inside an open quotation
/// that closes in the same paragraph; closing quotes and brackets stay with their sentence.
class SentenceSplitter {
 public:
  explicit SentenceSplitter(const Language& language);
  /// Spans without surrounding white space, in order, none empty.
  std::vector<Span> split(std::u32string_view text) const;

 private:
  std::vector<std::u32string> abbreviations_;
};

/// A light stem for comparing words: folded, without the proclitics و ف ب ل ك س ال and the common
/// suffixes, and never under three letters (after Larkey's light10).
std::u32string light_stem(std::u32string_view word);

}  // namespace mujaz
