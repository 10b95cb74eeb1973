// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <nlohmann/json.hpp>

#include "intake/clean.h"
#include "intake/moment.h"
#include "intake/words.h"
#include "support.h"

namespace mujaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* sentence =
    "أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث حدائق جديدة في الأحياء الشرقية من المدينة.";
constexpr const char* other_sentence =
    "وقالت رئيسة البلدية إن الحدائق ستفتح أبوابها يوميا من السابعة صباحا حتى منتصف الليل.";

const Extractor& extractor() {
  static const Extractor one(testing::language());
  return one;
}

Article extract(const std::string& bytes, const std::string& content_type = {}) {
  return extractor().extract({bytes, {}, content_type});
}

std::vector<std::string> lines(const Article& article) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : article.paragraphs) out.push_back(to_utf8(paragraph.text));
  return out;
}

std::vector<std::string> kinds(const Article& article) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : article.paragraphs) out.emplace_back(name(paragraph.kind));
  return out;
}

std::string example(const std::string& file) {
  return read_file(testing::source("examples/" + file), 1 << 20);
}

/// A page with the given body, in the manner of a news site.
std::string page(const std::string& body, const std::string& head = {}) {
  return "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head>" + head + "</head><body>" + body +
         "</body></html>";
}

std::string paragraph(const std::string& text) {
  return "<p>" + text + "</p>";
}

void expect_error(ErrorCode code, const std::string& words, const std::string& bytes) {
  try {
    extract(bytes);
    ADD_FAILURE() << "nothing was thrown for " << bytes.substr(0, 60);
  } catch (const Error& error) {
    EXPECT_STREQ(name(error.code()), name(code)) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(words));
  }
}

std::string encoded(const std::string& utf8, const char* charset) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string out(utf8.size() * 4, '\0');
  const int32_t size =
      text.extract(0, text.length(), out.data(), static_cast<uint32_t>(out.size()), charset);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// --- The examples

TEST(Examples, HtmlAndTextGiveTheSameArticle) {
  for (const std::string file : {"article", "figures"}) {
    const Article html = extract(example(file + ".html"));
    const Article text = extract(example(file + ".txt"));
    EXPECT_EQ(to_utf8(html.text()), to_utf8(text.text())) << file;
    EXPECT_EQ(kinds(html), kinds(text)) << file;
    EXPECT_EQ(html.title, text.title) << file;
    EXPECT_FALSE(text.url || text.published) << file;
  }
}

TEST(Examples, Facts) {
  const Article article = extract(example("article.html"));
  EXPECT_EQ(article.url, "https://sarw.example/2025/02/11/river-talks");
  EXPECT_EQ(article.title, U"نوران وسهيل تستأنفان محادثات تقاسم مياه نهر السرو");
  EXPECT_EQ(article.byline, U"مرسى الياسمين - وكالة السرو");
  EXPECT_EQ(article.published, "2025-02-11T14:20:00+03:00");
  EXPECT_EQ(article.modified, "2025-02-11T18:05:00+03:00");
  EXPECT_EQ(article.language, "ar");
  EXPECT_EQ(article.section, U"سياسة");
  EXPECT_EQ(article.publisher, U"وكالة السرو للأنباء");
  EXPECT_EQ(article.image, "https://sarw.example/media/river-talks.jpg");
  EXPECT_EQ(article.kind, "news");
  EXPECT_THAT(article.paragraphs, SizeIs(11));
}

TEST(Examples, TablesAreRowsAndListsAreItems) {
  const std::vector<std::string> figures = lines(extract(example("figures.html")));
  EXPECT_THAT(figures, ::testing::Contains("المعادن: 1.55 مليار دولار، 1.46 مليار دولار، +6.2%"));
  EXPECT_THAT(figures, ::testing::Contains("تدريب 15 ألف عامل خلال 18 شهرا."));
}

TEST(Seed, TheSitesOwnBoxIsLeftOut) {
  const auto file = testing::shared("data/seed/000_1b396b6d5a5dad51.txt");
  if (!file) GTEST_SKIP() << "the data is not here";
  const Article article = extract(read_file(*file, 1 << 20));
  EXPECT_FALSE(article.title);
  EXPECT_THAT(article.paragraphs, SizeIs(10));
  EXPECT_EQ(article.paragraphs[3].kind, ParagraphKind::heading);
  EXPECT_EQ(std::count_if(article.paragraphs.begin(), article.paragraphs.end(),
                          [](const Paragraph& p) { return p.kind == ParagraphKind::text; }),
            9);
}

// --- The article's own values

TEST(Article, SpansPointIntoText) {
  const Article article = extract(example("article.txt"));
  const std::u32string text = article.text();
  const std::vector<Span> spans = article.spans();
  ASSERT_THAT(spans, SizeIs(article.paragraphs.size()));
  for (std::size_t i = 0; i < spans.size(); ++i)
    EXPECT_EQ(text.substr(spans[i].start, spans[i].size()), article.paragraphs[i].text);
  EXPECT_EQ(spans.back().end, text.size());
}

TEST(Article, Json) {
  const Article article = extract(example("article.html"));
  const std::string text = to_json(article);
  EXPECT_THAT(text, HasSubstr("السرو"));
  const auto json = nlohmann::ordered_json::parse(text);
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("url", "title", "byline", "published", "modified", "language",
                                "section", "publisher", "image", "kind", "paywalled", "sources",
                                "paragraphs", "text"));
  EXPECT_EQ(json["text"], to_utf8(article.text()));
  EXPECT_EQ(json["paragraphs"][6]["kind"], "heading");
  EXPECT_FALSE(json["paragraphs"][6].contains("time"));
  const auto bare = nlohmann::json::parse(to_json(extract(sentence)));
  for (const char* key : {"url", "title", "byline", "published", "modified", "section", "image"})
    EXPECT_TRUE(bare[key].is_null()) << key;
}

// --- Encodings

TEST(Encodings, OneTextInManyBytes) {
  const std::string text = std::string(sentence) + "\n" + other_sentence;
  const std::vector<std::string> want = {sentence, other_sentence};
  EXPECT_EQ(lines(extract("\xEF\xBB\xBF" + text)), want);
  for (const char* charset :
       {"windows-1256", "iso-8859-6", "utf-16", "utf-16le", "utf-16be", "utf-32"}) {
    EXPECT_EQ(lines(extract(encoded(text, charset))), want) << charset;
    EXPECT_EQ(lines(extract(encoded(text, charset), std::string("text/plain; charset=") + charset)),
              want)
        << charset;
  }
}

TEST(Encodings, PagesThatSayTheirs) {
  for (const std::string charset : {"windows-1256", "iso-8859-6"}) {
    const std::string html =
        page(paragraph(sentence) + paragraph(other_sentence), "<meta charset=\"" + charset + "\">");
    EXPECT_THAT(lines(extract(encoded(html, charset.c_str()))),
                ElementsAre(sentence, other_sentence));
  }
}

TEST(Encodings, WrongLabels) {
  const std::string html = page(paragraph(sentence) + paragraph(other_sentence),
                                "<meta http-equiv=Content-Type content='text/html; "
                                "charset=iso-8859-1'>");
  EXPECT_THAT(lines(extract(html)), ElementsAre(sentence, other_sentence));
  EXPECT_THAT(lines(extract(encoded(html, "windows-1256"))), ElementsAre(sentence, other_sentence));
  EXPECT_THAT(lines(extract(encoded(html, "windows-1256"), "text/html; charset=utf-8")),
              ElementsAre(sentence, other_sentence));
  EXPECT_THAT(lines(extract(html, "text/html; charset=windows-1256")),
              ElementsAre(sentence, other_sentence));
}

TEST(Encodings, BrokenUtf8IsMended) {
  std::string text = std::string(sentence) + "\n" + other_sentence;
  text.insert(text.find(' '), "\xD8");
  EXPECT_THAT(lines(extract(text))[0], HasSubstr("\xEF\xBF\xBD"));
  EXPECT_EQ(lines(extract(text))[1], other_sentence);
}

TEST(Text, ControlAndDirectionSignsAreRemovedTheSpellingIsKept) {
  const Article article = extract(
      "\xE2\x80\x8Fأعلنت\xC2\xA0 بلديــة مَرسى الياسمين،\t\xE2\x80\xAEالأحد\xE2\x80\xAC، افتتاح "
      "ثلاث حدائق\xC2\xAD جديدة في الأحياء الشرقية\x01.");
  EXPECT_THAT(lines(article), ElementsAre("أعلنت بلديــة مَرسى الياسمين، الأحد، افتتاح ثلاث حدائق "
                                          "جديدة في الأحياء الشرقية ."));
}

// --- Plain text

TEST(Text, TitleHeadingItemsAndWrappedLines) {
  const Article article =
      extract(std::string("حدائق جديدة في مرسى الياسمين\n\n") + sentence + "\n" +
              "مواعيد الزيارة\n" + other_sentence + "\n- " + sentence + "\n• " + other_sentence);
  EXPECT_EQ(article.title, U"حدائق جديدة في مرسى الياسمين");
  EXPECT_THAT(kinds(article), ElementsAre("text", "heading", "text", "item", "item"));
  EXPECT_EQ(lines(article)[3], sentence);

  const Article wrapped = extract(
      "أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث حدائق\n"
      "جديدة في الأحياء الشرقية من المدينة، بعد أعمال دامت\n"
      "عامين وشارك فيها مئات المتطوعين.\n");
  EXPECT_THAT(wrapped.paragraphs, SizeIs(1));
}

TEST(Text, NoTitleWithoutAnEmptyLineOrWithAStop) {
  EXPECT_FALSE(extract(std::string("حدائق جديدة\n") + sentence).title);
  EXPECT_FALSE(extract(std::string(sentence) + "\n\n" + other_sentence).title);
}

// --- HTML

TEST(Html, InlineElementsDoNotGlueAndBlocksBreak) {
  const Article article =
      extract(page("<div class=post-content><p>قال <b>المدير</b> <a href=/a>حمدان</a>للصحيفة و<a "
                   "href=/b>الوكالة</a> إن العمل في الحديقة ينتهي غدا.</p><div>" +
                   std::string(sentence) + "</div>سطر ثان بعد القسم ينتهي بنقطة.<br><br>" +
                   other_sentence + "</div>"));
  EXPECT_THAT(lines(article),
              ElementsAre("قال المدير حمدان للصحيفة والوكالة إن العمل في الحديقة ينتهي غدا.",
                          sentence, "سطر ثان بعد القسم ينتهي بنقطة.", other_sentence));
}

TEST(Html, NoiseInsideTheBodyIsLeftOut) {
  const Article article = extract(page(
      "<nav><a href=/>الرئيسية</a></nav><article><h1>حدائق</h1>" + paragraph(sentence) +
      "<figure><img><figcaption>صورة الحديقة الكبرى في حي الزيتون يوم الافتتاح.</figcaption>"
      "</figure><p>اقرأ أيضا: <a href=/1>شوارع المدينة القديمة تستعيد أشجارها</a></p>"
      "<div class=\"shareBar\">شاركوا هذا الخبر مع أصدقائكم.</div><p>إعلان</p>" +
      paragraph(other_sentence) +
      "<div class=audio><h3>استمع إلى الملخص</h3><ul><li>افتتاح ثلاث حدائق جديدة.</li></ul></div>"
      "<h3>الأكثر قراءة</h3><ul><li><a href=/2>خبر آخر</a></li></ul>"
      "<div id=comments><p>تعليق طويل من قارئ يشكر البلدية على هذا العمل الجميل.</p></div>"
      "</article><footer>جميع الحقوق محفوظة لوكالة السرو.</footer>"));
  EXPECT_THAT(lines(article), ElementsAre(sentence, other_sentence));
}

TEST(Html, OldLayoutsAndBareLines) {
  const std::string text = "<font size=5><b>حدائق جديدة في مرسى الياسمين</b></font><br>" +
                           std::string(sentence) + "<br><br>مواعيد الزيارة<br>" + other_sentence;
  const Article article =
      extract(page("<table><tr><td><a href=/1>خبر</a><br><a href=/2>خبر</a></td><td>" + text +
                       "</td></tr></table>",
                   "<title>حدائق جديدة في مرسى الياسمين - موقع الضفة</title>"));
  EXPECT_EQ(article.title, U"حدائق جديدة في مرسى الياسمين");
  EXPECT_THAT(lines(article), ElementsAre(sentence, "مواعيد الزيارة", other_sentence));
  EXPECT_THAT(kinds(article), ElementsAre("text", "heading", "text"));
}

TEST(Html, ABoxOfParagraphsIsLeftOut) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += paragraph(sentence) + paragraph(other_sentence);
  EXPECT_THAT(extract(page("<div><div><h4>ملخص</h4><p>افتتحت البلدية ثلاث حدائق جديدة.</p></div>" +
                           text + "</div>"))
                  .paragraphs,
              SizeIs(8));
}

TEST(Html, LinesThatOnlyBeginLikeALead) {
  EXPECT_THAT(extract(page(paragraph(sentence) +
                           paragraph("شاهد أيضا سكان الحي الأشجار التي زرعها المتطوعون قبل عام.") +
                           paragraph("شاهد أيضا: الأشجار التي زرعها المتطوعون قبل عام في الحي.")))
                  .paragraphs,
              SizeIs(2));
}

TEST(Html, DatesUnderTheTitle) {
  EXPECT_EQ(extract(page("<h1>حدائق</h1><span>الخميس 24 أكتوبر/تشرين الأول 2024</span>" +
                         paragraph(sentence)))
                .published,
            "2024-10-24");
}

TEST(Html, TextThatStandsInJsonLdAlone) {
  EXPECT_THAT(
      lines(extract(page("<div id=app></div>",
                         "<script type='application/ld+json'>{\"@graph\":[{\"@type\":"
                         "\"NewsArticle\",\"articleBody\":\"" +
                             std::string(sentence) + "\\n" + other_sentence + "\"}]}</script>"))),
      ElementsAre(sentence, other_sentence));
}

TEST(Html, KindsOfParagraphs) {
  const Article article = extract(
      page("<main>" + paragraph(sentence) + "<h2>مواعيد الزيارة</h2>" + paragraph(other_sentence) +
           "<blockquote>هذه الحدائق هدية المدينة لأطفالها، وسنحافظ عليها معا.</blockquote><ul><li>"
           "حديقة الزيتون تفتح أبوابها صباح الاثنين المقبل.</li></ul></main>"));
  EXPECT_THAT(kinds(article), ElementsAre("text", "heading", "text", "quote", "item"));
}

TEST(Html, FactsWithoutJsonLd) {
  const Article article =
      extract(page("<h1>حدائق جديدة</h1>" + paragraph(sentence) + paragraph(other_sentence),
                   "<title>حدائق جديدة في المدينة - صحيفة المرفأ</title>"
                   "<meta property=og:site_name content='صحيفة المرفأ'>"
                   "<meta property=og:title content='حدائق جديدة في المدينة - صحيفة المرفأ'>"
                   "<meta property='article:published_time' content='2024-10-24 09:00:00 +0300'>"
                   "<meta name=author content='سلمى &amp;quot;المحررة&amp;quot;'>"
                   "<link rel=canonical href='https://marfa.example/1'>"));
  EXPECT_EQ(article.title, U"حدائق جديدة في المدينة");
  EXPECT_EQ(article.publisher, U"صحيفة المرفأ");
  EXPECT_EQ(article.published, "2024-10-24T09:00:00+03:00");
  EXPECT_EQ(article.byline, U"سلمى \"المحررة\"");
  EXPECT_EQ(article.url, "https://marfa.example/1");
}

TEST(Html, BrokenJsonLdIsAsNone) {
  for (const std::string script : {"{\"@type\":\"NewsArticle\",\"headline\":", "[[[[", "null", ""})
    EXPECT_FALSE(extract(page(paragraph(sentence),
                              "<script type='application/ld+json'>" + script + "</script>"))
                     .kind);
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_FALSE(
      extract(page(paragraph(sentence), "<script type='application/ld+json'>" + deep + "</script>"))
          .kind);
}

TEST(Html, ABodyFromACms) {
  Given given;
  given.title = "حدائق &quot;جديدة&quot;";
  given.body = paragraph(sentence) + "<ul><li>حديقة الزيتون</li></ul>" +
               paragraph("<a href=/1>اقرأ المزيد عن الحدائق</a>");
  const Article article = extractor().extract_given(given);
  EXPECT_EQ(article.title, U"حدائق \"جديدة\"");
  EXPECT_THAT(lines(article), ElementsAre(sentence, "حديقة الزيتون"));
  given.title.clear();
  given.body = std::string(sentence) + "\n" + other_sentence;
  const Article text = extractor().extract_given(given);
  EXPECT_FALSE(text.title);
  EXPECT_THAT(lines(text), ElementsAre(sentence, other_sentence));
}

TEST(Html, ADayBehindTheWritersName) {
  for (const auto& [behind, published] : {std::pair{"أمس", "2025-02-09"},
                                          {"أول من أمس", "2025-02-08"},
                                          {"منذ 3 أيام", "2025-02-07"}}) {
    const Article article =
        extract(page("<div>2025/02/10</div><h1>افتتاح ثلاث حدائق</h1><div>كتب: هدى الكستناء " +
                     std::string(behind) + "</div>" + paragraph(sentence)));
    EXPECT_EQ(article.byline, U"هدى الكستناء") << behind;
    EXPECT_EQ(article.published, published) << behind;
  }
}

TEST(Html, OneParagraphIsNotTheWholeOfAShortArticle) {
  EXPECT_THAT(lines(extract("<h1>خبر</h1>" + paragraph(sentence) +
                            paragraph("وقالت البلدية إن الحدائق أربع."))),
              ElementsAre(sentence, "وقالت البلدية إن الحدائق أربع."));
}

TEST(Given, IsReadFromJson) {
  const auto given = [](const std::string& members) {
    return parse_given("{\"id\":1,\"summary\":\"x\"," + members + "}");
  };
  EXPECT_EQ(given(R"("title":"t","body":["a",{"text":"b","kind":"?"}])").body, "a\nb");
  EXPECT_EQ(given(R"("title":null,"html":"<p>a</p>")").title, "");
  EXPECT_EQ(given(R"("text":"a","published":"2025-02-11")").published, "2025-02-11");
  EXPECT_EQ(given(R"("text":"a","published":"Tue, 11 Feb 2025 14:20:00 +0300")").published,
            "2025-02-11T14:20:00+03:00");
  const auto wrong = [&](const std::string& members) {
    try {
      given(members);
    } catch (const Error& error) {
      return error.where();
    }
    return std::string("none");
  };
  EXPECT_EQ(wrong(R"("text":"")"), "text");
  EXPECT_EQ(wrong(R"("title":"t")"), "text");
  EXPECT_EQ(wrong(R"("body":[1])"), "body");
  EXPECT_EQ(wrong(R"("body":{"text":"a"})"), "body");
  EXPECT_EQ(wrong(R"("text":"a","title":5)"), "title");
  EXPECT_EQ(wrong(R"("text":"a","published":"yesterday")"), "published");
  EXPECT_EQ(wrong(R"("paragraphs":[{"text":"a","kind":"poem"}])"), "paragraphs");
  EXPECT_EQ(wrong("\"text\":\"a\\u0000b\""), "text");
  EXPECT_THROW(parse_given("[]"), Error);
  EXPECT_THROW(parse_given("{"), Error);
}

TEST(Given, WhatExtractPrintsComesBackAsItWas) {
  const std::string first =
      to_json(extract(page("<article><h1>افتتاح حدائق</h1><h2>في الشرق</h2>" + paragraph(sentence) +
                           "<ul><li>حديقة الزيتون</li></ul><blockquote>" +
                           paragraph(other_sentence) + "</blockquote></article>")));
  Article again = extractor().extract_given(parse_given(first));
  EXPECT_EQ(again.sources["title"], "given");
  nlohmann::json before = nlohmann::json::parse(first),
                 after = nlohmann::json::parse(to_json(again));
  before.erase("sources");
  after.erase("sources");
  EXPECT_EQ(before, after);
}

TEST(Given, MarkdownHasItsHeadingsAndLinksRead) {
  Given given;
  given.body = "# افتتاح حدائق\n\n" + std::string(sentence) + "\n\n## في **الشرق**\n\n> " +
               other_sentence + "\n\n" +
               "وهذه [صفحة البلدية](https://a.example/b) كما كانت من قبل.";
  const Article article = extractor().extract_given(given);
  EXPECT_EQ(article.title, U"افتتاح حدائق");
  EXPECT_EQ(article.sources.at("title"), "text");
  EXPECT_THAT(lines(article), ElementsAre(sentence, "في الشرق", other_sentence,
                                          "وهذه صفحة البلدية كما كانت من قبل."));
  EXPECT_EQ(article.paragraphs[1].kind, ParagraphKind::heading);
  EXPECT_EQ(article.paragraphs[2].kind, ParagraphKind::quote);
}

// --- Bad input

TEST(BadInput, WhatIsNoText) {
  expect_error(ErrorCode::bad_input, "empty", "");
  expect_error(ErrorCode::bad_input, "empty", " \n\t ");
  expect_error(ErrorCode::bad_input, "JPEG", "\xFF\xD8\xFF\xE0 and so on");
  expect_error(ErrorCode::bad_input, "PNG", "\x89PNG\r\n\x1A\n");
  expect_error(ErrorCode::bad_input, "PDF", "%PDF-1.7\n%");
  expect_error(ErrorCode::bad_input, "ZIP", std::string("PK\3\4\0\0", 6));
  std::string noise;
  for (unsigned i = 0; i < 4000; ++i) noise += static_cast<char>(i * i * 31 % 251);
  expect_error(ErrorCode::bad_input, "", noise);
}

TEST(BadInput, OtherLanguages) {
  expect_error(ErrorCode::bad_input, "not Arabic",
               page("<p>The municipality opened three new gardens in the east of the town on "
                    "Sunday, after two years of work.</p>"));
  expect_error(ErrorCode::bad_input, "not Arabic",
               "شهرداری روز یکشنبه سه پارک جدید در بخش شرقی شهر گشود و گفت که این "
               "پارک‌ها "
               "هر "
               "روز "
               "باز خواهند بود.");
}

TEST(BadInput, PagesWithoutAnArticle) {
  expect_error(ErrorCode::bad_input, "no article", page("<p>لا شيء هنا</p>"));
  expect_error(ErrorCode::bad_input, "no article",
               page("<ul><li><a href=/1>سياسة</a></li><li><a href=/2>اقتصاد</a></li></ul>"));
  expect_error(ErrorCode::bad_input, "no article", page(""));
  expect_error(ErrorCode::bad_input, "no article", "كلمة واحدة");
}

TEST(BadInput, PagesThatListOthersOrAreNotThere) {
  std::string list;
  for (int i = 0; i < 6; ++i)
    list += "<h3><a href=/" + std::to_string(i) + ">حديقة جديدة في حي من أحياء المدينة</a></h3>" +
            paragraph(sentence);
  expect_error(ErrorCode::bad_input, "list of 6", page(list));
  expect_error(ErrorCode::bad_input, "page says",
               page("<h1>الصفحة غير موجودة</h1>" + paragraph(sentence)));
}

TEST(GoodInput, APageOfOneSentence) {
  EXPECT_THAT(lines(extract(page(paragraph(sentence)))), ElementsAre(sentence));
  EXPECT_THAT(lines(extract(sentence)), ElementsAre(sentence));
}

TEST(GoodInput, OtherLanguagesWhereAsked) {
  const Extractor any(testing::language(), {.any_language = true});
  const Article article = any.extract(
      {page("<p>The municipality opened three new gardens in the east of the town on Sunday.</p>"),
       "", ""});
  EXPECT_THAT(article.paragraphs, SizeIs(1));
}

// --- Parts

TEST(Moment, Forms) {
  using intake::moment_of;
  EXPECT_EQ(moment_of("2025-02-11T14:20:00+03:00"), "2025-02-11T14:20:00+03:00");
  EXPECT_EQ(moment_of(" 2025-02-11T14:20:00.123Z "), "2025-02-11T14:20:00Z");
  EXPECT_EQ(moment_of("2025-02-11 14:20 -0530"), "2025-02-11T14:20:00-05:30");
  EXPECT_EQ(moment_of("2025-02-11T14:20:00"), "2025-02-11");
  EXPECT_EQ(moment_of("2025/2/1"), "2025-02-01");
  EXPECT_EQ(moment_of("Tue, 11 Feb 2025 14:20:00 GMT"), "2025-02-11T14:20:00Z");
  EXPECT_EQ(moment_of("1739283600"), "2025-02-11T14:20:00Z");
  EXPECT_EQ(moment_of("1739283600000"), "2025-02-11T14:20:00Z");
  for (const char* bad : {"", "2025-02-30", "2025-13-01", "soon", "12345", "Tue, 11 Foo 2025"})
    EXPECT_FALSE(moment_of(bad)) << bad;
}

TEST(PageWords, SensesAndHints) {
  using intake::Hint;
  using intake::Sense;
  const intake::PageWords words(testing::language());
  EXPECT_EQ(words.sense("استمع إلى الملخص"), Sense::box);
  EXPECT_EQ(words.sense("اقرأ أيضًا: كيف تغيرت المدينة"), Sense::related);
  EXPECT_EQ(words.sense("- الأكثر قراءةً -"), Sense::after);
  EXPECT_EQ(words.sense("جميع الحقوق محفوظة © 2025"), Sense::line);
  EXPECT_EQ(words.sense(sentence), Sense::none);
  EXPECT_EQ(words.sense("ملخصات الكتب"), Sense::none);
  EXPECT_EQ(words.hint("relatedPosts"), Hint::drop);
  EXPECT_EQ(words.hint("td-post-content"), Hint::body);
  EXPECT_EQ(words.hint("story share-bar"), Hint::drop);
  EXPECT_EQ(words.hint("entry-content share-box"), Hint::doubt);
  EXPECT_EQ(words.hint("has-sidebar"), Hint::doubt);
  EXPECT_EQ(words.hint("wrap-12 shareholder"), Hint::none);
}

TEST(Clean, Entities) {
  EXPECT_EQ(intake::clean_entities("&quot;a&quot; &#1570;&#x622; &amp;amp; &nosuch; &"),
            "\"a\" آآ & &nosuch; &");
}

}  // namespace
}  // namespace mujaz
