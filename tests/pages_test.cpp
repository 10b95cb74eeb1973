// SPDX-License-Identifier: GPL-3.0-or-later
// The invented pages of tests/pages: the words of each article, its facts, and pages without one.
// bench/pages.py prints the same figures, with what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "mujaz/intake.h"
#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;

std::map<std::u32string, int> words(const std::string& text) {
  std::map<std::u32string, int> out;
  const std::u32string wide = from_utf8(text);
  for (const Token& token : tokens(wide))
    if (token.kind == TokenKind::word || token.kind == TokenKind::number)
      ++out[wide.substr(token.span.start, token.span.size())];
  return out;
}

int size_of(const std::map<std::u32string, int>& bag) {
  int size = 0;
  for (const auto& [word, count] : bag) size += count;
  return size;
}

struct Share {
  double precision = 0, recall = 0;
};
Share share(const std::string& expected, const std::string& got) {
  const auto a = words(expected), b = words(got);
  int both = 0;
  for (const auto& [word, count] : a)
    if (const auto found = b.find(word); found != b.end()) both += std::min(count, found->second);
  return {both / std::max(1.0, double(size_of(b))), both / std::max(1.0, double(size_of(a)))};
}

std::vector<fs::path> expectations() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(testing::source("tests/pages")))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

const Extractor& extractor() {
  static const Extractor one(testing::language());
  return one;
}

Page page_of(const fs::path& expectation) {
  fs::path html = expectation;
  return {read_file(html.replace_extension(".html"), 1 << 20), {}, {}};
}

TEST(Pages, WordsAndFacts) {
  double precision = 0, recall = 0;
  int pages = 0, facts = 0, right = 0;
  for (const fs::path& file : expectations()) {
    const json expected = json::parse(read_file(file, 1 << 20));
    if (expected.contains("refused")) continue;
    ++pages;
    json got;
    try {
      got = json::parse(to_json(extractor().extract(page_of(file))));
    } catch (const Error& error) {
      ADD_FAILURE() << file.stem() << ": " << error.what();
      continue;
    }
    std::string text;
    for (const json& paragraph : expected["paragraphs"])
      text += paragraph.get<std::string>() + "\n";
    const Share found = share(text, got["text"]);
    EXPECT_GT(std::min(found.precision, found.recall), 0.9) << file.stem();
    precision += found.precision;
    recall += found.recall;
    for (const auto& [name, value] : expected["facts"].items()) {
      ++facts;
      right += got[name] == value;
      if (name != "paywalled") {
        EXPECT_EQ(got[name].is_null(), !got["sources"].contains(name)) << file.stem() << name;
      }
    }
  }
  EXPECT_GE(pages, 58);
  EXPECT_GE(precision / pages, 0.99);
  EXPECT_GE(recall / pages, 0.99);
  EXPECT_GE(right, facts * 99 / 100);
}

TEST(Pages, WithoutAnArticleAreRefusedWithTheReason) {
  int refused = 0;
  for (const fs::path& file : expectations()) {
    const json expected = json::parse(read_file(file, 1 << 20));
    if (!expected.contains("refused")) continue;
    ++refused;
    try {
      extractor().extract(page_of(file));
      ADD_FAILURE() << file.stem() << " was taken for an article";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::bad_input);
      EXPECT_THAT(error.what(), HasSubstr(expected["refused"].get<std::string>())) << file.stem();
    }
  }
  EXPECT_GE(refused, 14);
}

TEST(Pages, EntriesOfALiveBlogHaveTheirTimes) {
  for (const char* name : {"live-blog-elements", "live-blog-updates"}) {
    const Article article =
        extractor().extract(page_of(testing::source(std::string("tests/pages/") + name + ".json")));
    int entries = 0;
    for (const Paragraph& paragraph : article.paragraphs)
      if (paragraph.kind == ParagraphKind::entry) {
        EXPECT_TRUE(paragraph.time && paragraph.time->starts_with("2025-02-14T")) << name;
        ++entries;
      }
    EXPECT_GE(entries, 4) << name;
  }
}

/// Each row of the table that says what stands around an article: the line goes, the article stays.
TEST(Pages, EveryLineOfTheTableIsLeftOut) {
  const std::string first =
      "أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث حدائق جديدة في الأحياء الشرقية من المدينة.";
  const std::string last =
      "وقالت رئيسة البلدية إن الحدائق ستفتح أبوابها يوميا من السابعة صباحا حتى منتصف الليل.";
  const Table table = testing::language().table("page_boilerplate");
  for (const auto& row : table.rows()) {
    const std::string phrase = to_utf8(row[table.column("phrase")]);
    const std::u32string where = row[table.column("where")];
    if (where == U"title") {
      try {
        extractor().extract({"<title>" + phrase + " - المرفأ</title><p>" + first + "</p>", {}, {}});
        ADD_FAILURE() << phrase;
      } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("no article")) << phrase;
      }
      continue;
    }
    const std::string line = where == U"whole"    ? phrase
                             : where == U"label"  ? phrase + ": كلمة أخرى"
                             : where == U"inside" ? "نرجو أن تقرأ <a href=/a>" + phrase +
                                                        "</a> ثم سياسة الخصوصية وشروط الاستخدام."
                                                  : phrase + " كلمة أخرى";
    const Article article = extractor().extract(
        {"<article><p>" + first + "</p><p>" + line + "</p><p>" + last + "</p></article>", {}, {}});
    EXPECT_EQ(to_utf8(article.text()), first + "\n" + last) << phrase;
  }
}

}  // namespace
}  // namespace mujaz
