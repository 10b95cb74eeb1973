// SPDX-License-Identifier: GPL-3.0-or-later
// The reader from text to spoken words, with a diacritiser that leaves the text as it is: rests,
// pause and joining forms, spans.
#include "mujaz/reading.h"

#include <gtest/gtest.h>

#include "support.h"

namespace mujaz {
namespace {

class AsWritten : public Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    Result result{std::u32string(line), {}};
    for (const Token& token : tokens(line))
      if (token.kind == TokenKind::word) result.confidence.push_back(0.5);
    return result;
  }
};

const Reader& reader() {
  static const Reader one(testing::language(), std::make_shared<AsWritten>());
  return one;
}

Part part(std::string_view text) {
  return reader().part(PartKind::point, 3, from_utf8(text));
}

/// The words as spoken; `,` after a minor rest, `;` after a phrase, `.` after an end.
std::string rests(std::string_view text) {
  std::string out;
  for (const SpokenWord& word : part(text).words) {
    if (!out.empty()) out += ' ';
    out += to_utf8(word.marked);
    switch (word.after) {
      case Break::none:
        break;
      case Break::minor:
        out += " ,";
        break;
      case Break::phrase:
        out += " ;";
        break;
      case Break::end:
        out += " .";
        break;
    }
  }
  return out;
}

TEST(Rests, AtPunctuation) {
  EXPECT_EQ(rests("قَالَ الْوَزِيرُ. وَغَادَرَ، ثُمَّ عَادَ"), "قَالَ الْوَزِيرْ . وَغَادَرْ ; ثُمَّ عَادْ .");
  EXPECT_EQ(rests("هَلْ تَعُودُ؟ نَعَمْ!"), "هَلْ تَعُودْ . نَعَمْ .");
  EXPECT_EQ(rests("قَالَ: نَعَمْ"), "قَالْ ; نَعَمْ .");
}

TEST(Rests, ShortOnesAtQuotesKeepTheForm) {
  EXPECT_EQ(rests("وِكَالَةُ «سَبِيلُ» أَكَّدَتْ"), "وِكَالَةُ , سَبِيلُ , أَكَّدَتْ .");
  EXPECT_EQ(rests("فِي «سَبِيلُ» أَمْسِ"), "فِي سَبِيلُ , أَمْسْ .") << "never after a preposition";
}

TEST(Rests, AtAJointOnceEnoughWasSaid) {
  EXPECT_EQ(rests("أَعْلَنَتِ الْوِزَارَةُ الْخُطَّةَ وَقَالَ الْوَزِيرُ"), "أَعْلَنَتِ الْوِزَارَةُ الْخُطَّةْ ; وَقَالَ الْوَزِيرْ .");
  EXPECT_EQ(rests("نَعَمْ وَقَالَ الْوَزِيرُ"), "نَعَمْ وَقَالَ الْوَزِيرْ .");
}

TEST(Forms, JoinOnlyWhereNoRestStandsBetween) {
  EXPECT_EQ(rests("قَالَتْ الْوَزِيرَةُ"), "قَالَتِ الْوَزِيرَةْ .");
  EXPECT_EQ(rests("قَالَتْ، اسْتَعِدُّوا"), "قَالَتْ ; اِسْتَعِدُّوا .");
  EXPECT_EQ(rests("قَالَتِ، الْوَزِيرَةُ"), "قَالَتْ ; الْوَزِيرَةْ .");
}

TEST(Forms, FullKeepsTheEndings) {
  const Part one = part("الْخُطَّةُ");
  ASSERT_EQ(one.words.size(), 1u);
  EXPECT_EQ(to_utf8(one.words[0].full), "الْخُطَّةُ");
  EXPECT_EQ(to_utf8(one.words[0].marked), "الْخُطَّةْ");
}

TEST(Parts, KnowWhereTheirWordsStand) {
  const std::u32string text = U"قَالَ «الْوَزِيرُ»، نَعَمْ";
  const Part one = reader().part(PartKind::title, -1, text);
  EXPECT_EQ(one.kind, PartKind::title);
  EXPECT_EQ(one.text, text);
  ASSERT_EQ(one.words.size(), 3u);
  for (const SpokenWord& word : one.words) {
    const std::u32string written = text.substr(word.written.start, word.written.size());
    EXPECT_EQ(without_marks(written), without_marks(word.full));
    EXPECT_FALSE(word.phones.empty());
  }
  EXPECT_EQ(one.words.back().after, Break::end);
}

TEST(Parts, Questions) {
  EXPECT_TRUE(part("هَلْ تَعُودُ؟").question);
  EXPECT_TRUE(part("سَأَلَ: «هَلْ تَعُودُ؟»").question);
  EXPECT_FALSE(part("قَالَ نَعَمْ.").question);
}

TEST(Parts, NothingToSay) {
  for (const std::string_view text : {"", "  ", "«»", "…", "\n"})
    EXPECT_TRUE(part(text).words.empty()) << text;
}

TEST(Parts, ConfidenceOfKnownWordsIsFull) {
  const Part one = part("هذا خبر");
  ASSERT_EQ(one.words.size(), 2u);
  EXPECT_EQ(one.words[0].confidence, 1);
  EXPECT_EQ(to_utf8(one.words[0].full), "هَذَا");
  EXPECT_EQ(one.words[1].confidence, 0.5);
}

TEST(Read, EachForm) {
  const auto read = [](std::string_view line, ReadAs as) {
    return to_utf8(reader().read(from_utf8(line), {as, std::nullopt}));
  };
  const std::string_view line = "قَالَ الْوَزِيرُ، نَعَمْ.";
  EXPECT_EQ(read(line, ReadAs::marks), "قَالَ الْوَزِيرُ، نَعَمْ.");
  EXPECT_EQ(read(line, ReadAs::spoken), "قَالَ الْوَزِيرْ، نَعَمْ.");
  EXPECT_EQ(read(line, ReadAs::phones), "'q AA l a | l w a 'z ii r || 'n a E a m");
  EXPECT_EQ(read("", ReadAs::spoken), "");
}

}  // namespace
}  // namespace mujaz
