// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/text.h"

#include <gtest/gtest.h>

#include "support.h"

namespace mujaz {
namespace {

std::vector<std::string> sentences(const std::string& text) {
  const std::u32string wide = from_utf8(text);
  std::vector<std::string> out;
  for (const Span span : SentenceSplitter(testing::language()).split(wide))
    out.push_back(to_utf8(wide.substr(span.start, span.size())));
  return out;
}

TEST(Utf8, RoundTripAndIllFormedBytes) {
  const std::string text = "خبر 1 \xF0\x9F\x99\x82";
  EXPECT_EQ(to_utf8(from_utf8(text)), text);
  EXPECT_THROW(from_utf8("\xC3("), Error);
  EXPECT_EQ(from_utf8_lossy("a\xFF"
                            "b"),
            U"a\uFFFDb");
}

TEST(Folded, ComparesSpellings) {
  EXPECT_EQ(folded(U"إِلى"), folded(U"الي"));
  EXPECT_EQ(folded(U"مدرسة"), folded(U"مدرســه"));
  EXPECT_EQ(folded(U"\uFEFB"), folded(U"لا"));  // the ligature
  EXPECT_EQ(folded(U"٢٠٢٤"), U"2024");
}

TEST(Sentences, EndsAndNotEnds) {
  EXPECT_EQ(sentences("قال الوزير. وأضاف!"), (std::vector<std::string>{"قال الوزير.", "وأضاف!"}));
  EXPECT_EQ(sentences("بلغ 3.7 مليون.").size(), 1u);
  EXPECT_EQ(sentences("حضر د. سامي الاجتماع.").size(), 1u);
  EXPECT_EQ(sentences("قال العقيد ب. ي. إن الخطة جاهزة.").size(), 1u);
  EXPECT_EQ(sentences("قال \"سنعمل. وسننجح\" ثم خرج.").size(), 1u);
  EXPECT_EQ(sentences("قال \"سنعمل.\" وخرج.").size(), 2u);
  EXPECT_EQ(sentences("سطر\nسطر").size(), 2u);
}

TEST(Tokens, Kinds) {
  const auto kinds = [](std::u32string_view text) {
    std::vector<TokenKind> out;
    for (const Token& token : tokens(text)) out.push_back(token.kind);
    return out;
  };
  using enum TokenKind;
  EXPECT_EQ(kinds(U"في 24/10/2024، 50%"),
            (std::vector<TokenKind>{word, number, punctuation, number, symbol}));
  EXPECT_EQ(kinds(U"F-35 https://a.b/c?d=1 5G"), (std::vector<TokenKind>{latin, latin, latin}));
}

}  // namespace
}  // namespace mujaz
