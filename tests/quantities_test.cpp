// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/quantities.h"

#include <gtest/gtest.h>

#include <random>

#include "support.h"

namespace mujaz {
namespace {

const Quantities& quantities() {
  static const Quantities found(testing::language());
  return found;
}

std::string number(const Decimal& value) {
  if (value.overflow) return "overflow";
  std::string digits = std::to_string(value.digits);
  if (value.scale > 0) {
    const auto scale = static_cast<std::size_t>(value.scale);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return (value.negative ? "-" : "") + digits;
}

/// `kind value[..second] unit` for each quantity, dates as y-m-d, `;` between.
std::string shown(std::string_view text) {
  const std::u32string line = from_utf8(text);
  std::string out;
  for (const Quantity& q : quantities().find(line)) {
    if (!out.empty()) out += "; ";
    out += name(q.kind);
    if (q.kind == QuantityKind::date || q.kind == QuantityKind::year) {
      out += " " + std::to_string(q.date.year) + "-" + std::to_string(q.date.month) + "-" +
             std::to_string(q.date.day);
      if (q.date.hijri) out += " hijri";
    } else if (q.kind != QuantityKind::phone) {
      out += " " + number(q.value);
    }
    if (q.second.digits != 0) out += ".." + number(q.second);
    if (!q.unit.empty()) out += " " + to_utf8(q.unit);
  }
  return out;
}

struct Example {
  const char* text;
  const char* found;
};

class Finds : public ::testing::TestWithParam<Example> {};

TEST_P(Finds, WhatTheTextSays) {
  EXPECT_EQ(shown(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Figures, Finds,
    ::testing::Values(
        Example{"قتل 5 أشخاص", "number 5"}, Example{"قتل ٥ أشخاص", "number 5"},
        Example{"۴۵۶ شخصا", "number 456"}, Example{"1,500 شخص", "number 1500"},
        Example{"١٬٥٠٠ شخص", "number 1500"}, Example{"1.500.000 نسمة", "number 1500000"},
        Example{"1,500.75", "number 1500.75"}, Example{"1.500,75", "number 1500.75"},
        Example{"٣٫٥", "number 3.5"}, Example{"12,5", "number 12.5"}, Example{"3،5", "number 3.5"},
        Example{"1،2،3", "number 1; number 2; number 3"}, Example{"0.05", "number 0.05"},
        Example{"3.7 مليون", "number 3700000"}, Example{"70 ألف متظاهر", "number 70000"},
        Example{"3 آلاف مليار", "number 3000000000000"},
        Example{"3 ملايين ونصف المليون", "number 3500000"}, Example{"⅓", "fraction 1..3"},
        Example{"1/3", "fraction 1..3"}, Example{"بكوفيد-19", "number 19"},
        Example{"99999999999999999999", "number overflow"},
        Example{"1000000000000000", "number 1000000000000000"},
        Example{"9999999999999 مليون", "number overflow"}, Example{"المادة الـ51", "ordinal 51"},
        Example{"0096170123456", "phone"}, Example{"هاتف 911", "phone"},
        Example{"192.168.1.1", "phone"}));

INSTANTIATE_TEST_SUITE_P(
    MoneyAndMeasures, Finds,
    ::testing::Values(
        Example{"$5", "money 5 USD"}, Example{"5$", "money 5 USD"}, Example{"US$5", "money 5 USD"},
        Example{"5 دولارات", "money 5 USD"}, Example{"$2.5 مليار", "money 2500000000 USD"},
        Example{"€ 100", "money 100 EUR"}, Example{"100 د.ك", "money 100 KWD"},
        Example{"50 ألف ليرة لبنانية", "money 50000 LBP"},
        Example{"74.32 دولارا", "money 74.32 USD"}, Example{"%50", "percent 50 percent"},
        Example{"٪٥٠", "percent 50 percent"}, Example{"3.5 في المئة", "percent 3.5 percent"},
        Example{"3 بالمائة", "percent 3 percent"}, Example{"120 كم/س", "measure 120 km/h"},
        Example{"100km/h", "measure 100 km/h"}, Example{"35°C", "measure 35 C"},
        Example{"-5 درجات مئوية", "measure -5 C"}, Example{"25 نقطة أساس", "measure 25 bp"},
        Example{"10 أيام", "measure 10 day"}, Example{"5G", ""},
        Example{"10-15%", "range 10..15 percent"}, Example{"10-15 يوما", "range 10..15 day"},
        Example{"10 - 15 يوما", "range 10..15 day"}));

INSTANTIATE_TEST_SUITE_P(
    DatesAndTimes, Finds,
    ::testing::Values(
        Example{"24 أكتوبر 2024", "date 2024-10-24"},
        Example{"24 أكتوبر/تشرين الأول 2024", "date 2024-10-24"},
        Example{"24 من أكتوبر", "date 0-10-24"}, Example{"الـ24 من أكتوبر", "date 0-10-24"},
        Example{"الرابع والعشرين من أكتوبر 2023", "date 2023-10-24"},
        Example{"أكتوبر 2024", "date 2024-10-0"}, Example{"24/10/2024", "date 2024-10-24"},
        Example{"2024-10-24", "date 2024-10-24"}, Example{"10/24/2024", "date 2024-10-24"},
        Example{"24.10.2024", "date 2024-10-24"},
        Example{"15 شعبان 1446 هـ", "date 1446-8-15 hijri"}, Example{"31/2/2024", "phone"},
        Example{"عام 2024", "year 2024-0-0"},
        Example{"في 2011 و2012", "year 2011-0-0; year 2012-0-0"},
        Example{"1446 هـ", "year 1446-0-0 hijri"}, Example{"500 ق.م", "year -500-0-0"},
        Example{"عام ألفين وأربعة وعشرين", "year 2024-0-0"}, Example{"الساعة 10:30", "time 630"},
        Example{"الساعة 9 مساء", "time 1260"}, Example{"10:4 مساء", "time 1324"},
        Example{"12:15 صباحا", "time 15"}, Example{"فاز الفريق 3-1", "score 3..1"},
        Example{"بنسبة 1:3", "score 1..3"}));

INSTANTIATE_TEST_SUITE_P(
    Words, Finds,
    ::testing::Values(
        Example{"ثلاثة ملايين وسبعمئة ألف شخص", "number 3700000"},
        Example{"مئتان وخمسون ألفا", "number 250000"}, Example{"ثلاثمائة", "number 300"},
        Example{"ثلاث مئة", "number 300"}, Example{"أحد عشر رجلا", "number 11"},
        Example{"وأحد القادة", ""}, Example{"واحد وعشرون", "number 21"},
        Example{"إحدى وعشرين دولة", "number 21"},
        Example{"مليارين ونصف المليار", "number 2500000000"},
        Example{"نصف مليون دولار", "money 500000 USD"}, Example{"ثلثي الأعضاء", "fraction 2..3"},
        Example{"ثلاثة أرباع", "fraction 3..4"}, Example{"خمسون في المئة", "percent 50 percent"},
        Example{"القرن الحادي والعشرين", "ordinal 21"}, Example{"المرة الثالثة", "ordinal 3"},
        Example{"ثلاثة وأربعة", "number 3; number 4"}, Example{"بخمسة ملايين", "number 5000000"},
        Example{"مئة ألف وألف", "number 101000"}, Example{"آلاف المتظاهرين", ""},
        Example{"التقرير الأولي", ""}));

TEST(Quantities, SpansLeaveTheCliticOut) {
  const std::u32string text = from_utf8("وثلاثمئة و٥٠ دولارا");
  const auto found = quantities().find(text);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].span, (Span{1, 8}));
  EXPECT_EQ(found[1].span, (Span{10, 19}));
  EXPECT_EQ(found[1].digits, (Span{10, 12}));
}

TEST(Quantities, ALineBreakParts) {
  EXPECT_EQ(shown("5\nدولارات"), "number 5");
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ((Decimal{370, 2}), (Decimal{37, 1}));
  EXPECT_FALSE((Decimal{370, 2} == Decimal{37, 2}));
  EXPECT_EQ((Decimal{37, 1}.times(1'000'000)), (Decimal{3'700'000}));
  EXPECT_EQ((Decimal{0, 0, false, true}), (Decimal{0}));
  EXPECT_TRUE((Decimal{2'000'000'000}.times(1'000'000)).overflow);
  EXPECT_TRUE((Decimal{30, 1}.whole()));
  EXPECT_FALSE((Decimal{35, 1}.whole()));
}

TEST(Quantities, DatesAPage) {
  const auto date = [](std::string_view text) {
    return quantities().date_of(from_utf8(text)).value_or("none");
  };
  EXPECT_EQ(date("نشر في 24 أكتوبر 2024"), "2024-10-24");
  EXPECT_EQ(date("2024-10-24T10:30:00+03:00"), "2024-10-24T10:30:00+03:00");
  EXPECT_EQ(date("24 أكتوبر 2024 الساعة 14:05 ت.غ"), "2024-10-24T14:05:00Z");
  EXPECT_EQ(date("24/10/2024 10:30"), "2024-10-24");
  EXPECT_EQ(date("15 شعبان 1446 هـ"), "none");
  EXPECT_EQ(date("24 أكتوبر"), "none");
  EXPECT_EQ(date("31/2/2024"), "none");
}

/// Figures, separators, words and signs in any order.
TEST(Quantities, AnyTextHasOrderedSpans) {
  std::vector<std::string> pieces = {"5",
                                     "٣",
                                     "1,500",
                                     ".",
                                     ",",
                                     "/",
                                     "-",
                                     ":",
                                     " ",
                                     "\n",
                                     "$",
                                     "%",
                                     "مليون",
                                     "ألف",
                                     "ونصف",
                                     "الـ",
                                     "عام",
                                     "الساعة",
                                     "أكتوبر",
                                     "هـ",
                                     "ثلاثة",
                                     "وعشرون",
                                     "في المئة",
                                     "دولار",
                                     "°C",
                                     "½",
                                     "و",
                                     "م",
                                     "99999999999999999999",
                                     "km",
                                     "T",
                                     "كم/س"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned n = random() % 14; n-- > 0;) text += pieces[random() % pieces.size()];
    const std::u32string line = from_utf8(text);
    std::size_t end = 0;
    for (const Quantity& q : quantities().find(line)) {
      ASSERT_GE(q.span.start, end) << text;
      ASSERT_LT(q.span.start, q.span.end) << text;
      ASSERT_LE(q.span.end, line.size()) << text;
      ASSERT_LE(q.digits.end, q.span.end) << text;
      end = q.span.end;
    }
    quantities().date_of(line);
  }
}

TEST(Quantities, LongInputTakesLinearTime) {
  for (const char* piece : {"1", "1-", "1/", "ثلاثة و", "$", "الساعة ", "1.", "3-1 "}) {
    std::string text;
    while (text.size() < 400'000) text += piece;
    quantities().find(from_utf8(text));
  }
}

}  // namespace
}  // namespace mujaz
