// SPDX-License-Identifier: GPL-3.0-or-later
// The house lexicon: what an entry may say, where it is found in a text, its three files, and
// every way in which they can be wrong.
#include "mujaz/pronunciations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "support.h"

namespace mujaz {
namespace {

using ::testing::HasSubstr;

/// Puts no mark on anything.
class NoMarks : public Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    return {std::u32string(line), std::vector<double>(tokens(line).size(), 1)};
  }
};

Pronunciation entry(std::u32string written, std::u32string reading,
                    ReadingForm form = ReadingForm::marked, std::string scope = "all") {
  Pronunciation out;
  out.written = std::move(written);
  out.reading = std::move(reading);
  out.form = form;
  out.scope = std::move(scope);
  return out;
}

Reader reader_with(const std::vector<Pronunciation>& entries, std::string_view site = {}) {
  ReaderSetup setup;
  setup.pronunciations = std::make_shared<Pronunciations>(entries, testing::language(), site);
  return Reader(testing::language(), std::make_shared<NoMarks>(), setup);
}

std::string marks(const Reader& reader, std::u32string_view text) {
  return to_utf8(reader.read(text, {ReadAs::marks, std::nullopt}));
}
std::string phones(const Reader& reader, std::u32string_view text) {
  return to_utf8(reader.read(text, {ReadAs::phones, std::nullopt}));
}

TEST(Matching, WholeWordsAndTheirClitics) {
  const Reader reader = reader_with({entry(U"سرهود", U"سُرْهُودْ")});
  EXPECT_EQ(marks(reader, U"سرهود"), "سُرْهُودْ");
  EXPECT_EQ(marks(reader, U"وسرهود"), "وَسُرْهُودْ");
  EXPECT_EQ(marks(reader, U"فسرهود"), "فَسُرْهُودْ");
  EXPECT_EQ(marks(reader, U"بسرهود"), "بِسُرْهُودْ");
  EXPECT_EQ(marks(reader, U"كسرهود"), "كَسُرْهُودْ");
  EXPECT_EQ(marks(reader, U"ولسرهود"), "وَلِسُرْهُودْ");
  EXPECT_EQ(marks(reader, U"السرهود"), "السُّرْهُودْ");
  EXPECT_EQ(marks(reader, U"وبالسرهود"), "وَبِالسُّرْهُودْ");
  EXPECT_EQ(marks(reader, U"للسرهود"), "لِلسُّرْهُودْ");
  EXPECT_EQ(marks(reader, U"فكالسرهود"), "فَكَالسُّرْهُودْ");
  // Not inside another word.
  EXPECT_EQ(marks(reader, U"سرهودي"), "سرهودي");
  EXPECT_EQ(marks(reader, U"مسرهود"), "مسرهود");
}

TEST(Matching, EntriesWithTheArticle) {
  const Reader reader =
      reader_with({entry(U"البيت الأبيض", U"الْبَيْتُ الْأَبْيَضُ"), entry(U"اللغوة", U"اللُّغْوَةُ")});
  EXPECT_EQ(marks(reader, U"للبيت الأبيض"), "لِلْبَيْتُ الْأَبْيَضُ");
  EXPECT_EQ(marks(reader, U"والبيت الأبيض"), "وَالْبَيْتُ الْأَبْيَضُ");
  EXPECT_EQ(marks(reader, U"للغوة"), "لِلُّغْوَةُ");
  EXPECT_EQ(marks(reader, U"البيت"), "البيت");
}

TEST(Matching, TheLongestIsRead) {
  const Reader reader = reader_with({entry(U"بنك", U"بَنْكْ"), entry(U"بنك سرو", U"بُنْكَ سَرْوْ"),
                                     entry(U"بنك سرو الدولي", U"بِنْكِ سِرْوِ الدُّوَلِي")});
  EXPECT_EQ(marks(reader, U"بنك"), "بَنْكْ");
  EXPECT_EQ(marks(reader, U"بنك سرو"), "بُنْكَ سَرْوْ");
  EXPECT_EQ(marks(reader, U"بنك سرو الدولي"), "بِنْكِ سِرْوِ الدُّوَلِي");
  EXPECT_EQ(marks(reader, U"بنك\nسرو"), "بَنْكْ سرو");
}

TEST(Matching, FiguresAndLatin) {
  const Reader reader =
      reader_with({entry(U"F-35", U"إِفْ خَمْسَةٌ وَثَلَاثُونَ"), entry(U"كوفيد-19", U"كُوفِيدْ تِسْعَةَ عَشَرَ"),
                   entry(U"NVX", U"NVX", ReadingForm::letters)});
  EXPECT_EQ(marks(reader, U"طائرة F-35"), "طائرة إِفْ خَمْسَةٌ وَثَلَاثُونَ");
  EXPECT_EQ(marks(reader, U"بكوفيد-١٩"), "بِكُوفِيدْ تِسْعَةَ عَشَرَ");
  EXPECT_EQ(marks(reader, U"NVX"), "إِنْ فِي إِكْسْ");
}

TEST(Matching, TheAuthorsMarksStand) {
  const Reader reader =
      reader_with({entry(U"سلم", U"سِلْم"), entry(U"ملك", U"ˈmulk", ReadingForm::phones)});
  EXPECT_EQ(marks(reader, U"سِلم"), "سِلْم");
  EXPECT_EQ(marks(reader, U"سُلم"), "سُلم");
  EXPECT_EQ(marks(reader, U"مَلك"), "مَلك");
}

TEST(Matching, SpansAreThoseOfTheWords) {
  const Reader reader =
      reader_with({entry(U"سد سرو", U"سَدُّ سَرْوَ"), entry(U"وس", U"وُو إِسْ"), entry(U"نبا", U"نَ")});
  const std::u32string text = U"قرب (بسد سرو) وس ونبا";
  std::vector<std::u32string> written;
  for (const SpokenWord& word : reader.part(PartKind::utterance, 0, text).words)
    written.push_back(text.substr(word.written.start, word.written.size()));
  EXPECT_EQ(written, (std::vector<std::u32string>{U"قرب", U"بسد", U"سرو", U"وس", U"وس", U"ونبا"}));
}

TEST(Matching, TheSitesOwnGoesFirst) {
  const std::vector<Pronunciation> entries = {entry(U"سرو", U"سَرْوْ"),
                                              entry(U"سرو", U"سِرْوْ", ReadingForm::marked, "north"),
                                              entry(U"نهر", U"نُهْرْ", ReadingForm::marked, "south")};
  EXPECT_EQ(marks(reader_with(entries), U"سرو نهر"), "سَرْوْ نهر");
  EXPECT_EQ(marks(reader_with(entries, "north"), U"سرو نهر"), "سِرْوْ نهر");
}

TEST(Phones, GoStraightToSound) {
  const Reader reader = reader_with({entry(U"واتس", U"waːtˈsaːb", ReadingForm::phones)});
  EXPECT_EQ(phones(reader, U"واتس"), "w aa t 's aa b");
  EXPECT_EQ(marks(reader, U"واتس"), "وَاتْسَابْ");
}

TEST(Phones, WithTheirClitics) {
  const Reader reader = reader_with({entry(U"تشاد", U"tʃaːd", ReadingForm::phones),
                                     entry(U"بيبسي", U"ˈpipsi", ReadingForm::phones)});
  EXPECT_EQ(phones(reader, U"بتشاد"), "b i t 'sh aa d");
  EXPECT_EQ(phones(reader, U"وبالتشاد"), "w a b i t: 'sh aa d");
  EXPECT_EQ(phones(reader, U"البيبسي"), "? a l 'p i p s i");
}

TEST(Phones, LengthStressAndSpelling) {
  const Reader reader = reader_with(
      {entry(U"مدا", U"maˈdaː", ReadingForm::phones), entry(U"هبب", U"habːab", ReadingForm::phones),
       entry(U"هببا", U"habbab", ReadingForm::phones), entry(U"جاز", U"d͡ʒaːz", ReadingForm::phones),
       entry(U"غوغل", U"ˈgu.gul", ReadingForm::phones)});
  EXPECT_EQ(phones(reader, U"مدا"), "m a 'd aa");
  EXPECT_EQ(phones(reader, U"هبب"), "'h a b: a b");
  EXPECT_EQ(phones(reader, U"هببا"), "'h a b: a b");
  EXPECT_EQ(phones(reader, U"جاز"), "'j aa z");
  EXPECT_EQ(phones(reader, U"غوغل"), "'g u g u l");
}

TEST(Letters, EveryOneHasAName) {
  for (const char32_t c : std::u32string(U"ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤگ")) {
    const auto found =
        check({entry(U"س", std::u32string(1, c), ReadingForm::letters)}, testing::language());
    EXPECT_TRUE(found.empty()) << to_utf8(std::u32string(1, c));
  }
  const Reader reader = reader_with({entry(U"حمس", U"حمس", ReadingForm::letters)});
  EXPECT_EQ(marks(reader, U"حمس"), "حَاءْ مِيمْ سِينْ");
}

TEST(Endings, AnOpenEndTakesTheSentences) {
  ReaderSetup setup;
  setup.pronunciations = std::make_shared<Pronunciations>(
      std::vector<Pronunciation>{entry(U"المتروبول", U"الْمَتْرُوبُول"), entry(U"السوبر", U"السُّوبَرْ")},
      testing::language());
  const Reader reader(testing::language(), load_diacritiser(testing::places()), setup);
  EXPECT_EQ(marks(reader, U"وصل الوفد إلى المتروبول مساء"), "وَصَلَ الْوَفْدُ إِلَى الْمَتْرُوبُولِ مَسَاءً");
  EXPECT_THAT(marks(reader, U"وصل الوفد إلى السوبر مساء"), HasSubstr("إِلَى السُّوبَرْ مَسَاءً"));
}

std::vector<std::string> findings(const PronunciationList& list) {
  std::vector<std::string> out;
  for (const Finding& finding : list.findings)
    out.push_back(std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) +
                  " " + name(finding.kind) + ": " + finding.what);
  return out;
}
std::vector<std::string> findings(std::string_view bytes, PronunciationFormat format) {
  return findings(read_pronunciations(bytes, format, testing::language()));
}

TEST(Tsv, EveryErrorWithItsPlace) {
  const auto found = findings(
      "# a comment\n#: written\tform\treading\tscope\tdate\n"
      "سرو\tphones\tsoro\tall\t2024-02-30\n"
      "سرو\tmarked\tسَُرو\n"
      "سرو\tspoken\tسَرو\n"
      "سرو\tmarked\tسرو2\n"
      "سَرو\tmarked\tسَرو\n"
      "سرو\tmarked\t\n"
      "سرو\tmarked\tسَرْو\tall\t2023-02-29\n"
      "سرو\tletters\tس§\n"
      "سرو\tmarked\tسَرْو\tall\t\tx\n"
      "نهر\tmarked\tَنهر\n",
      PronunciationFormat::tsv);
  ASSERT_EQ(found.size(), 10u);
  // The rows that are none come first.
  EXPECT_THAT(found[0], HasSubstr("5:5 error: A reading is `marked`, `phones` or `letters`"));
  EXPECT_THAT(found[1], HasSubstr("11:"));
  EXPECT_THAT(found[2], HasSubstr("3:13 error: There is no phone \"o\" (U+006F)."));
  EXPECT_THAT(found[3], HasSubstr("4:14 error: The letter has two vowels."));
  EXPECT_THAT(found[4], HasSubstr("6:15 error: A marked reading has Arabic letters"));
  EXPECT_THAT(found[5], HasSubstr("7:2 error: A word is written without marks"));
  EXPECT_THAT(found[6], HasSubstr("8:12 error: The reading is missing."));
  EXPECT_THAT(found[7], HasSubstr("9:1 error: \"2023-02-29\" is no date"));
  EXPECT_THAT(found[8], HasSubstr("10:14 error: This sign has no name"));
  EXPECT_THAT(found[9], HasSubstr("12:12 error: A mark stands on no letter."));
}

TEST(Check, ConflictsAndNotes) {
  const auto found = findings(
      "سرو\tmarked\tسَرْو\n"
      "سرو\tmarked\tسِرْو\n"
      "سرو\tmarked\tسَرْو\n"
      "سرو\tmarked\tسُرْو\tnorth\n"
      "سرو الكبير\tmarked\tسَرْوُ الْكَبِيرُ\n"
      "مصطفا\tmarked\tمُصْطَفَى\n",
      PronunciationFormat::tsv);
  EXPECT_EQ(found, (std::vector<std::string>{
                       "2:1 conflict: \"سرو\" (all) is read \"سِرْو\" here and \"سَرْو\" in line 1.",
                       "3:1 note: \"سرو\" stands here a second time.",
                       "6:1 note: The letters of \"مُصْطَفَى\" are not those of \"مصطفا\"."}));
}

TEST(Check, TheOrderOfMarksOnALetterIsFree) {
  // Unicode's canonical order has the vowel before the shadda.
  const std::u32string canonical = U"عَب\u064E\u0651اسْ", ours = U"عَب\u0651\u064Eاسْ";
  const Reader reader = reader_with({entry(U"عباس", canonical)});
  EXPECT_EQ(marks(reader, U"عباس"), to_utf8(ours));
  EXPECT_THAT(write_pronunciations({entry(U"عباس", canonical)}, PronunciationFormat::tsv),
              HasSubstr(to_utf8(ours)));
}

TEST(Csv, QuotesAndLineBreaks) {
  const auto list = read_pronunciations(
      "reading,\"written\",form\r\n\"سَرْوُ\r\nالْكَبِيرُ\",سرو الكبير,marked\r\n"
      "\"N\"\"V\",\"x,y\",letters\r\n",
      PronunciationFormat::csv, testing::language());
  ASSERT_EQ(list.entries.size(), 2u);
  EXPECT_EQ(list.entries[0].reading, U"سَرْوُ الْكَبِيرُ");
  EXPECT_EQ(list.entries[1].written, U"x,y");
  EXPECT_EQ(list.entries[1].reading, U"N\"V");
  EXPECT_EQ(list.entries[1].place.line, 4);
  ASSERT_EQ(list.findings.size(), 1u);
  EXPECT_THAT(findings(list)[0], HasSubstr("4:3 error: This sign has no name"));
}

void refused(std::string_view bytes, PronunciationFormat format, const char* code,
             const std::string& where, const char* what = "") {
  try {
    read_pronunciations(bytes, format, testing::language());
    ADD_FAILURE() << "taken: " << bytes.substr(0, 200);
  } catch (const Error& error) {
    EXPECT_STREQ(name(error.code()), code) << error.what();
    EXPECT_EQ(error.where(), where) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(what));
  }
}

TEST(Csv, WhatIsNone) {
  const auto csv = PronunciationFormat::csv;
  refused("", csv, "bad_input", "line 1");
  refused("written,form\n", csv, "bad_input", "line 1, column 1", "\"reading\" is missing");
  refused("written,reading,colour\n", csv, "bad_input", "line 1, column 17", "colour");
  refused("written,reading,written\n", csv, "bad_input", "line 1, column 17", "twice");
  refused("written,reading\nx,\"y\nz", csv, "bad_input", "line 2, column 3", "not closed");
  refused("written,reading\nx,\"y\"z\n", csv, "bad_input", "line 2, column 6");
  refused("written,reading\nx,y\"z\n", csv, "bad_input", "line 2, column 4");
  refused("written,reading\nx,\xff\n", csv, "bad_input", "byte 18");
}

const std::string pls_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lexicon version=\"1.0\" "
    "xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" xmlns:m=\"urn:mujaz:lexicon\" "
    "alphabet=\"ipa\" xml:lang=\"ar-EG\">\n";

TEST(Pls, LexemesOfEveryKind) {
  const auto list = read_pronunciations(
      pls_head +
          "<meta name=\"x\" content=\"y\"/><metadata><any xmlns=\"urn:x\">t</any></metadata>\n"
          "<!-- two ways to write it -->\n"
          "<lexeme role=\"m:place\" m:scope=\"north\" m:date=\"2024-10-24\">\n"
          "  <grapheme>سرو</grapheme><grapheme> السرو\n </grapheme>\n"
          "  <phoneme>ˈsarw</phoneme><phoneme prefer=\"true\">ˈsi&#x72;w</phoneme>\n"
          "  <example>على ضفة السرو</example></lexeme>\n"
          "<lexeme m:form=\"letters\"><grapheme>NVX</grapheme><alias>N V X</alias></lexeme>\n"
          "<lexeme><grapheme>م ت ف</grapheme><alias><![CDATA[منظمة التحرير]]></alias></lexeme>\n"
          "</lexicon>\n",
      PronunciationFormat::pls, testing::language());
  ASSERT_EQ(list.entries.size(), 4u);
  EXPECT_EQ(list.entries[1].written, U"السرو");
  EXPECT_EQ(list.entries[1].reading, U"ˈsirw");
  EXPECT_EQ(list.entries[1].form, ReadingForm::phones);
  EXPECT_EQ(list.entries[1].role, "m:place");
  EXPECT_EQ(list.entries[1].scope, "north");
  EXPECT_EQ(list.entries[1].date, "2024-10-24");
  EXPECT_EQ(list.entries[2].form, ReadingForm::letters);
  EXPECT_EQ(list.entries[3].reading, U"منظمة التحرير");
  const auto found = findings(list);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], "8:12 note: A second reading, \"ˈsarw\", is not used.");
  EXPECT_THAT(found[1], HasSubstr("11:19 note: The letters of"));
}

TEST(Pls, ErrorsWithTheirPlaces) {
  const auto found = findings(pls_head +
                                  "<lexeme><grapheme>سرو</grapheme></lexeme>\n"
                                  "<lexeme><phoneme>sarw</phoneme></lexeme>\n"
                                  "<lexeme><grapheme>سرو</grapheme>"
                                  "<phoneme alphabet=\"x-sampa\">sarw</phoneme></lexeme>\n"
                                  "<lexeme><grapheme>سرو</grapheme><phoneme>sørw</phoneme></lexeme>"
                                  "\n</lexicon>",
                              PronunciationFormat::pls);
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0], "3:1 error: The lexeme has no reading.");
  EXPECT_EQ(found[1], "4:1 error: The lexeme has no grapheme.");
  EXPECT_EQ(found[2], "5:1 error: There is no alphabet \"x-sampa\" here but `ipa`.");
  EXPECT_THAT(found[3], HasSubstr("6:43 error: There is no phone \"ø\" (U+00F8)."));
}

TEST(Pls, WhatIsNone) {
  const auto pls = PronunciationFormat::pls;
  refused("", pls, "bad_input", "line 1, column 1");
  refused("written\treading\n", pls, "bad_input", "line 1, column 1");
  refused("<lexicon/>", pls, "bad_input", "line 1, column 1", "root");
  refused(pls_head, pls, "bad_input", "line 3, column 1", "not XML");
  refused(pls_head + "<lexeme><word/></lexeme></lexicon>", pls, "bad_input", "line 3, column 9",
          "\"word\"");
  refused(pls_head + "<lexeme/>text</lexicon>", pls, "bad_input", "line 3, column 10", "Text");
  refused(pls_head + "<lexeme>&author;</lexeme></lexicon>", pls, "bad_input", "line 3, column 17",
          "Entity 'author'");
  std::string spanish = pls_head;
  spanish.replace(spanish.find("ar-EG"), 5, "es");
  refused(spanish + "</lexicon>", pls, "bad_input", "line 2, column 1", "xml:lang");
}

TEST(Pls, BombsAreRefused) {
  const auto pls = PronunciationFormat::pls;
  refused("<!DOCTYPE lexicon [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + pls_head +
              "&b;</lexicon>",
          pls, "bad_input", "line 1, column 1", "document type");
  refused("<!DOCTYPE lexicon SYSTEM \"file:///etc/passwd\">" + pls_head + "</lexicon>", pls,
          "bad_input", "line 1, column 1", "document type");
  std::string deep = pls_head;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  refused(deep, pls, "too_large", "line 3, column 94", "deeper than 32");
  std::string wide = pls_head + "<lexeme";
  for (int i = 0; i < 100'000; ++i) wide += " a" + std::to_string(i) + "=\"\"";
  refused(wide + "/></lexicon>", pls, "too_large", "line 3, column 1", "64 attributes");
  refused(std::string(9u << 20, ' '), pls, "too_large", "");
}

TEST(Files, ReadBackTheSame) {
  std::vector<Pronunciation> entries = {entry(U"سرو", U"ˈsarw", ReadingForm::phones, "north"),
                                        entry(U"N&V \"x\"", U"NV", ReadingForm::letters),
                                        entry(U"بنك، سرو", U"بَنْكُ سَرْوْ")};
  entries[0].date = "2024-10-24";
  entries[0].role = "m:place";
  for (const auto format :
       {PronunciationFormat::tsv, PronunciationFormat::csv, PronunciationFormat::pls}) {
    const auto list =
        read_pronunciations(write_pronunciations(entries, format), format, testing::language());
    ASSERT_EQ(list.entries.size(), entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      EXPECT_TRUE(list.entries[i].same_place(entries[i])) << to_utf8(list.entries[i].written);
      EXPECT_TRUE(list.entries[i].same_reading(entries[i])) << to_utf8(list.entries[i].reading);
      EXPECT_EQ(list.entries[i].date, entries[i].date);
    }
  }
}

TEST(Load, NamesTheFileAndThePlace) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "house.tsv") << "سرو\tphones\tsoro\n";
  try {
    load_pronunciations(scratch.path / "house.tsv", testing::language());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::bad_input);
    EXPECT_THAT(error.where(), HasSubstr("house.tsv, line 1, column 13"));
  }
}

TEST(Speed, LinearInTheText) {
  // Entries that begin alike, and a text that begins them again and again.
  std::vector<Pronunciation> entries;
  std::u32string written;
  for (int i = 0; i < 30; ++i) {
    written += (i ? U" نا" : U"نا");
    entries.push_back(entry(written + U" سرو", U"سَرْو"));
  }
  const Reader reader = reader_with(entries);
  const auto seconds = [&](int words) {
    std::u32string text;
    for (int i = 0; i < words; ++i) text += U"نا ";
    const auto start = std::chrono::steady_clock::now();
    reader.read(text, {ReadAs::words, std::nullopt});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(100);
  const double small = seconds(2'000), large = seconds(20'000);
  EXPECT_LT(large, 40 * small + 0.5);
}

}  // namespace
}  // namespace mujaz
