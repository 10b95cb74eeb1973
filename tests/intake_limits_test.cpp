// SPDX-License-Identifier: GPL-3.0-or-later
// Pages made to hurt: each is read or refused within its limits of time and memory.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "mujaz/intake.h"
#include "support.h"

namespace mujaz {
namespace {

using ::testing::HasSubstr;

const std::string sentence =
    "أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث حدائق جديدة في الأحياء الشرقية من المدينة.";

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string page(const std::string& body) {
  return "<!DOCTYPE html><html lang=ar><body><p>" + sentence + "</p>" + body + "</body></html>";
}

/// What extraction says of a page, within ten seconds (a sanitizer's build is ten times slower than
/// the program).
std::string said(const std::string& bytes) {
  static const Extractor extractor(testing::language());
  const auto began = std::chrono::steady_clock::now();
  std::string answer;
  try {
    answer = std::to_string(extractor.extract({bytes, {}, {}}).paragraphs.size()) + " paragraphs";
  } catch (const Error& error) {
    answer = std::string(name(error.code())) + ": " + error.what();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
  return answer;
}

TEST(Limits, Nesting) {
  for (const char* tag : {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"})
    EXPECT_THAT(said(page(repeated(tag, 1'000'000))), HasSubstr("too_large: The page nests"))
        << tag;
}

TEST(Limits, Attributes) {
  std::string many = "<p ";
  for (int i = 0; i < 1'000'000; ++i) many += "a" + std::to_string(i) + " ";
  EXPECT_THAT(said(page(many + ">" + sentence)), HasSubstr("too_large: An element"));
  EXPECT_THAT(said(page("<p class=\"" + repeated("share ", 1'000'000) + "\">" + sentence)),
              HasSubstr("paragraphs"));
  EXPECT_THAT(said(page(repeated("<i class=a id=b></i>", 500'000))), HasSubstr("1 paragraphs"));
}

TEST(Limits, Signs) {
  EXPECT_THAT(said(std::string(50 << 20, '<')), HasSubstr("too_large: The page has 50 MB"));
  for (const std::string sign :
       {"<", "</", "<!--", "<!", "<?", "&", "&#", "<a ", "<p>", "\"", "]]>"})
    said(page(repeated(sign, 1'000'000)));
  EXPECT_THAT(said(page("<script>" + repeated("</scrip", 500'000))), HasSubstr("1 paragraphs"));
  EXPECT_THAT(said(page("<title>" + repeated("a | ", 200'000) + "</title>" +
                        repeated("<p>a</p>", 200'000))),
              HasSubstr("paragraphs"));
}

TEST(Limits, Elements) {
  EXPECT_THAT(said(page(repeated("<p>a", 2'100'000))), HasSubstr("too_large: The page has more"));
}

TEST(Limits, Entities) {
  std::string bomb = "<!DOCTYPE html [<!ENTITY a0 \"" + sentence + "\">";
  for (int i = 1; i < 12; ++i)
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" +
            repeated("&a" + std::to_string(i - 1) + ";", 10) + "\">";
  // Entities of a page's own are not those of HTML: they stand as they are written, which is what
  // is read, letters of their names and all.
  EXPECT_THAT(said(bomb + "]>" + page("<p>&a11;&a11;</p>")),
              HasSubstr("72 of its letters are Arabic, 187 are not"));
}

TEST(Limits, Brackets) {
  const std::string deep = repeated("[", 1'000'000);
  EXPECT_THAT(said(page("<script type=application/ld+json>" + deep + "</script>")),
              HasSubstr("1 paragraphs"));
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

/// The most memory that `mujaz extract FILE` held, in bytes.
std::size_t memory_of(const std::filesystem::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
    ::execl(MUJAZ_PROGRAM, "mujaz", "extract", file.c_str(), nullptr);
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  EXPECT_EQ(status, 0);
  return static_cast<std::size_t>(used.ru_maxrss) * 1024;
}

TEST(Limits, MemoryIsTwelveTimesAPageOfTwentyMegabytes) {
  if (sanitized) GTEST_SKIP() << "a sanitizer's memory says nothing of the program's";
  const testing::Scratch scratch;
  const std::string prose =
      "<p class=text>" + sentence + " <a href=/a>وقال</a> " + sentence + "</p>\n";
  const std::string scraps = "<p>بتبتبتبتب <b>تتث</b></p>";
  const std::string attributes = "<a class=bb id=cc href=d>ee</a>";
  for (const std::string& part : {prose, scraps, attributes}) {
    const std::string bytes = page(repeated(part, (18u << 20) / part.size()));
    std::ofstream(scratch.path / "page.html") << bytes;
    EXPECT_LE(memory_of(scratch.path / "page.html"), 12 * bytes.size()) << part;
  }
}

}  // namespace
}  // namespace mujaz
