// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/publish.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "support.h"

namespace mujaz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

/// A second of sound and a word time a token, a fifth of a second each, half a second between
/// texts.
Programme spread(const std::vector<std::u32string>& texts) {
  Programme sound;
  sound.rate = 16'000;
  double at = 0.1;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const Token& token : tokens(texts[i])) {
      if (token.kind == TokenKind::punctuation) continue;
      WordTime word;
      word.point = word.part = static_cast<int>(i);
      word.start = at;
      word.end = at += 0.2;
      word.from = token.span.start;
      word.to = token.span.end;
      sound.words.push_back(word);
    }
    at += 0.5;
  }
  sound.samples.resize(static_cast<std::size_t>(at * sound.rate));
  sound.length = sound.samples.size();
  for (std::size_t i = 0; i < sound.samples.size(); ++i)
    sound.samples[i] = static_cast<float>(0.1 * std::sin(0.1 * static_cast<double>(i)));
  return sound;
}

Article an_article() {
  Article article;
  article.title = U"خطة \"واسعة\" لفتح المدارس <script>alert(1)</script> & غيرها";
  article.published = "2026-10-24T10:30:00+03:00";
  article.url = "https://example.org/news?a=1&b=\"2\"";
  article.language = "ar";
  article.paragraphs = {
      {ParagraphKind::text,
       U"أعلنت الإدارة فتح 12 مدرسة. ويبدأ العمل غداً، بكلفة 3.7 ملايين دولار.",
       {}},
      {ParagraphKind::heading, U"قطاع النقل", {}},
      {ParagraphKind::item, U"إغلاق الجسر <b>القديم</b>.", {}},
      {ParagraphKind::item, U"تحويل السير.", {}},
      {ParagraphKind::quote, U"«لن ننتظر» & 'نعمل'.", {}},
      {ParagraphKind::entry, U"وصلت الفرق\u0007 إلى الحيّ.", "2026-10-24T09:05:00+03:00"},
  };
  return article;
}

/// A point that is the article's words from one place to another.
KeyPoint point_of(const Article& article, std::u32string_view words) {
  KeyPoint point;
  point.text = words;
  const std::size_t start = article.text().find(words);
  point.pieces = {{std::u32string(words), PieceSource::text, {start, start + words.size()}}};
  return point;
}

Checked checked_of(std::vector<KeyPoint> points) {
  Checked checked;
  for (KeyPoint& point : points)
    checked.points.push_back({std::move(point), Verdict::supported, {}});
  return checked;
}

std::string file_of(const Episode& episode, const std::string& name) {
  for (const EpisodeFile& file : episode.files)
    if (file.name == name) return file.bytes;
  ADD_FAILURE() << "no file " << name;
  return {};
}

struct Published {
  Article article = an_article();
  Checked checked = checked_of({point_of(article, U"أعلنت الإدارة فتح 12 مدرسة"),
                                point_of(article, U"يبدأ العمل غداً"),
                                point_of(article, U"بكلفة 3.7 ملايين دولار")});
  Signed box = sign(checked);
  Programme sound = spread({box.points()[0].text, box.points()[1].text, box.points()[2].text});
  Publisher publisher{testing::language()};
  Episode episode = publisher.publish(article, checked, box, sound);
  std::string page = file_of(episode, "index.html");
};

const Published& published() {
  static const Published one;
  return one;
}

/// The text of an HTML fragment: elements left out, character references resolved.
std::string text_of(std::string html) {
  html = std::regex_replace(html, std::regex("<[^>]*>"), "");
  for (const auto& [reference, sign] : std::vector<std::pair<std::string, std::string>>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    html = std::regex_replace(html, std::regex(reference), sign);
  return html;
}

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  std::vector<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

TEST(Page, HasEveryFileOfAnEpisode) {
  std::vector<std::string> found;
  for (const EpisodeFile& file : published().episode.files) {
    EXPECT_FALSE(file.bytes.empty()) << file.name;
    found.push_back(file.name);
  }
  EXPECT_THAT(found,
              UnorderedElementsAre("index.html", "article.json", "points.json", "summary.mp3",
                                   "summary.opus", "captions.vtt", "times.json", "episode.jsonld"));
}

TEST(Page, EscapesWhatTheArticleSays) {
  const std::string& page = published().page;
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "));
  EXPECT_THAT(page, HasSubstr("href=\"https://example.org/news?a=1&amp;b=&quot;2&quot;\""));
  // Structured data and times stand in script elements: nothing in them may end one.
  for (const char* kind : {"application/ld\\+json", "application/json"})
    EXPECT_EQ(
        matches(page, (std::string("<script type=\"") + kind + "\"[^>]*>([^<]*)</script>").c_str())
            .size(),
        1u);
}

TEST(Page, LinksToNoAddressThatRunsScript) {
  Published one;
  one.article.url = "javascript:alert(1)";
  const Episode episode = one.publisher.publish(one.article, one.checked, one.box, one.sound);
  EXPECT_THAT(file_of(episode, "index.html"), Not(HasSubstr("href=\"javascript")));
}

TEST(Page, AsksForNothingFromOutsideAndHasNoInlineHandlers) {
  const std::string& page = published().page;
  for (const std::string& source : matches(page, "\\ssrc=\"([^\"]*)\""))
    EXPECT_TRUE(source == "summary.opus" || source == "summary.mp3" ||
                source.starts_with("data:text/vtt;base64,"))
        << source;
  EXPECT_TRUE(matches(page, "<[^>]*\\s(on[a-z]+)=").empty());
  EXPECT_TRUE(matches(page, "<[^>]*\\s(style)=").empty());
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
  EXPECT_THAT(page, Not(HasSubstr("autoplay")));
}

std::string sha256_base64(const std::string& bytes) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "bytes", std::ios::binary) << bytes;
  const std::string command = "sha256sum " + (scratch.path / "bytes").string();
  char hex[65] = {};
  FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe || std::fread(hex, 1, 64, pipe) != 64) ADD_FAILURE() << "no sha256sum";
  if (pipe) ::pclose(pipe);
  static constexpr char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (int i = 0; i < 63; i += 3) {
    const auto group = std::stoul(std::string(hex + i, 3), nullptr, 16);
    out += digits[group >> 6];
    out += digits[group & 63];
  }
  return out + digits[std::stoul(std::string(hex + 63, 1), nullptr, 16) << 2] + "=";
}

TEST(Page, NamesItsStyleAndScriptInItsPolicy) {
  const std::string& page = published().page;
  const auto between = [&](const std::string& open, const std::string& close) {
    const std::size_t start = page.find(open) + open.size();
    return page.substr(start, page.find(close, start) - start);
  };
  EXPECT_THAT(
      page, HasSubstr("style-src 'sha256-" + sha256_base64(between("<style>", "</style>")) + "'"));
  EXPECT_THAT(page, HasSubstr("script-src 'sha256-" +
                              sha256_base64(between("<script>", "</script>")) + "'"));
}

TEST(Page, KeepsTheCodePointsThatTimesCount) {
  const Article article = an_article();
  std::vector<std::string> shown;
  const std::string story = published().page.substr(published().page.find("id=\"story\""));
  for (const std::string& html : matches(story, "data-text>(.*?)</(?:p|h2|li)>"))
    shown.push_back(text_of(html));
  ASSERT_EQ(shown.size(), article.paragraphs.size());
  for (std::size_t i = 0; i + 1 < shown.size(); ++i)
    EXPECT_EQ(shown[i], to_utf8(article.paragraphs[i].text));
  // A control character cannot stand in HTML; a space keeps its place.
  EXPECT_EQ(from_utf8(shown.back()).size(), article.paragraphs.back().text.size());
}

TEST(Page, LinksEachPointToItsSentence) {
  const std::string& page = published().page;
  const std::vector<std::string> links = matches(page, "class=\"source\" href=\"#([^\"]*)\"");
  EXPECT_THAT(links, ::testing::ElementsAre("s0", "s28", "s28"));
  EXPECT_EQ(matches(page, "(id=\"s28\")").size(), 1u);
  EXPECT_THAT(page, HasSubstr("<span id=\"s0\">أعلنت الإدارة فتح 12 مدرسة.</span> <span id=\"s28\">"
                              "ويبدأ العمل غداً، بكلفة 3.7 ملايين دولار.</span></p>"));
}

TEST(Page, LinksAPointFromTheTitleToTheHeadline) {
  Published one;
  KeyPoint point;
  point.text = U"خطة";
  point.pieces = {{U"خطة", PieceSource::title, {0, 3}}};
  const Checked checked = checked_of({point});
  const Episode episode =
      one.publisher.publish(one.article, checked, sign(checked), spread({point.text}));
  EXPECT_THAT(file_of(episode, "index.html"), HasSubstr("href=\"#title\""));
  EXPECT_THAT(file_of(episode, "index.html"), HasSubstr("<h1 id=\"title\">"));
}

TEST(Page, SaysTheDateInArabic) {
  EXPECT_THAT(published().page, HasSubstr(">24 تشرين الأول/أكتوبر 2026</time>"));
  Published one;
  one.article.published = "2026-99-01";
  const Episode episode = one.publisher.publish(one.article, one.checked, one.box, one.sound);
  EXPECT_THAT(file_of(episode, "index.html"), HasSubstr(">2026-99-01</time>"));
}

TEST(Page, StandsWithoutTitleAndDate) {
  Published one;
  one.article.url.reset();
  one.article.title.reset();
  one.article.published.reset();
  const Episode episode = one.publisher.publish(one.article, one.checked, one.box, one.sound);
  const std::string page = file_of(episode, "index.html");
  EXPECT_THAT(page, HasSubstr("<h1 id=\"box-name\">الملخص</h1>"));
  EXPECT_EQ(matches(page, "<(h1)").size(), 1u);
  EXPECT_THAT(page, HasSubstr("<title>الملخص</title>"));
}

TEST(Page, OffersTheWholeArticleOnlyWhereItIsRead) {
  EXPECT_THAT(published().page, Not(HasSubstr("data-sound=\"full\"")));
  Published one;
  std::vector<std::u32string> texts;
  for (const Paragraph& paragraph : one.article.paragraphs) texts.push_back(paragraph.text);
  const Programme whole = spread(texts);
  const Recording full{whole, encode(whole, SoundFormat::mp3), encode(whole, SoundFormat::opus)};
  const Episode episode =
      one.publisher.publish(one.article, one.checked, one.box, one.sound, &full);
  const std::string page = file_of(episode, "index.html");
  EXPECT_THAT(page, HasSubstr("data-sound=\"full\""));
  EXPECT_THAT(page, HasSubstr("src=\"full.mp3\""));
  for (const char* name : {"full.mp3", "full.opus", "full.vtt", "full.times.json"})
    EXPECT_FALSE(file_of(episode, name).empty());
  const Json times = Json::parse(matches(page, "id=\"episode\">(.*?)</script>").at(0));
  EXPECT_EQ(times["full"], Json::parse(file_of(episode, "full.times.json")));
  EXPECT_EQ(times["summary"], Json::parse(file_of(episode, "times.json")));
}

TEST(Page, HasEveryStringThatItsScriptAsksFor) {
  const Json episode =
      Json::parse(matches(published().page, "id=\"episode\">(.*?)</script>").at(0));
  const std::string script = read_file(testing::source("web/page/page.js"), 1 << 20);
  const std::vector<std::string> used = matches(script, "strings\\.([a-z_]+)");
  EXPECT_FALSE(used.empty());
  for (const std::string& key : used) EXPECT_TRUE(episode["strings"].contains(key)) << key;
  for (const char* unit : {"second", "minute"})
    for (const char* form : {"one", "two", "two_genitive", "few", "many", "other"})
      EXPECT_TRUE(episode["strings"].contains(std::string(unit) + "_" + form)) << unit << form;
}

TEST(Times, AreThoseOfTheWordsOfThePoints) {
  Programme sound;
  sound.rate = 1000;
  sound.length = 2500;
  sound.words = {{-1, 0, 0.1, 0.3, 0, 4}, {0, 1, 0.50049, 0.50051, 0, 4}, {1, 2, 1, 2.25, 3, 9}};
  EXPECT_EQ(times_json(sound),
            R"({"duration":2.5,"words":[{"point":0,"start":0.5,"end":0.501,"from":0,"to":4},)"
            R"({"point":1,"start":1.0,"end":2.25,"from":3,"to":9}]})");
}

TEST(StructuredData, IsANewsArticleWithItsSound) {
  const Json data = Json::parse(file_of(published().episode, "episode.jsonld"));
  EXPECT_EQ(data["@type"], "NewsArticle");
  EXPECT_EQ(data["headline"], to_utf8(*an_article().title));
  EXPECT_EQ(data["datePublished"], "2026-10-24T10:30:00+03:00");
  EXPECT_EQ(data["inLanguage"], "ar");
  EXPECT_EQ(data["abstract"], "أعلنت الإدارة فتح 12 مدرسة\nيبدأ العمل غداً\nبكلفة 3.7 ملايين دولار");
  const Json& audio = data["audio"];
  EXPECT_EQ(audio["contentUrl"], "summary.mp3");
  EXPECT_EQ(audio["encodingFormat"], "audio/mpeg");
  EXPECT_EQ(audio["contentSize"],
            std::to_string(file_of(published().episode, "summary.mp3").size()));
  EXPECT_EQ(audio["transcript"], data["abstract"]);
  EXPECT_FALSE(data.contains("dateModified"));
}

TEST(StructuredData, WritesDurationsAsIso8601) {
  Programme sound;
  sound.rate = 10;
  const auto duration = [&](std::size_t tenths) -> std::string {
    sound.length = tenths;
    return Json::parse(json_ld({}, published().box, sound, 1))["audio"]["duration"];
  };
  EXPECT_EQ(duration(52), "PT5.2S");
  EXPECT_EQ(duration(600), "PT1M0.0S");
  EXPECT_EQ(duration(40000), "PT66M40.0S");
}

struct VttCue {
  double start = 0, end = 0;
  std::string text;  // without the times inside
  std::vector<double> inside;
};

std::vector<VttCue> parse(const std::string& vtt) {
  const auto seconds = [](const std::string& stamp) {
    return std::stod(stamp.substr(0, 2)) * 3600 + std::stod(stamp.substr(3, 2)) * 60 +
           std::stod(stamp.substr(6));
  };
  std::vector<VttCue> cues;
  std::istringstream lines(vtt);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t arrow = line.find(" --> ");
    if (arrow == line.npos) continue;
    VttCue cue{seconds(line.substr(0, arrow)), seconds(line.substr(arrow + 5)), {}, {}};
    std::getline(lines, line);
    for (const std::string& stamp : matches(line, "<([0-9:.]+)>"))
      cue.inside.push_back(seconds(stamp));
    cue.text = text_of(line);
    cues.push_back(cue);
  }
  return cues;
}

TEST(Captions, HaveACueAPhraseAndATimeAWord) {
  const std::u32string text = U"أعلنت الإدارة، مساء السبت، فتح 12 مدرسة «قديمة»";
  EXPECT_EQ(captions(spread({text}), {text}),
            "WEBVTT\nKind: captions\nLanguage: ar\n"
            "\n00:00:00.100 --> 00:00:00.900\n"
            "أعلنت <00:00:00.300>الإدارة، <00:00:00.500>مساء <00:00:00.700>السبت،\n"
            "\n00:00:00.900 --> 00:00:01.700\n"
            "فتح <00:00:01.100>12 <00:00:01.300>مدرسة <00:00:01.500>«قديمة»\n");
}

TEST(Captions, KeepANumberWithWhatItCounts) {
  const std::u32string text = U"أعلن المدير أنه سيفتح 12 مدرسة في وادي السرو قريباً";
  const std::vector<VttCue> cues = parse(captions(spread({text}), {text}));
  ASSERT_EQ(cues.size(), 2u);
  for (const VttCue& cue : cues) EXPECT_FALSE(cue.text.ends_with("12")) << cue.text;
}

TEST(Captions, EscapeAndTurnLatinBeginningsRightToLeft) {
  const std::u32string text = U"IBM & <b> --> شركة";
  const std::string vtt = captions(spread({text}), {text});
  EXPECT_THAT(vtt, HasSubstr("\n&rlm;IBM "));
  EXPECT_THAT(vtt, HasSubstr("&amp;"));
  EXPECT_THAT(vtt, Not(HasSubstr("<b>")));
  EXPECT_EQ(vtt.find("-->", vtt.find("IBM")), vtt.npos);
}

TEST(Captions, LeaveOutWhatIsNotOfAPoint) {
  Programme sound = spread({U"نص"});
  sound.words.front().point = -1;
  EXPECT_TRUE(parse(captions(sound, {U"نص"})).empty());
}

TEST(Captions, RefuseTimesThatPointOutsideTheText) {
  Programme sound = spread({U"نص طويل"});
  EXPECT_THROW(captions(sound, {}), Error);
  EXPECT_THROW(captions(sound, {U"نص"}), Error);
}

TEST(Captions, RiseWhereWordsBeginTogether) {
  const std::u32string text = U"واحد اثنان ثلاثة، أربعة خمسة ستة، سبعة ثمانية تسعة";
  Programme sound = spread({text});
  for (WordTime& word : sound.words) word.start = 0.1, word.end = 0.2;
  double before = 0;
  for (const VttCue& cue : parse(captions(sound, {text}))) {
    EXPECT_LE(before, cue.start);
    EXPECT_LT(cue.start, cue.end);
    EXPECT_TRUE(cue.inside.empty());
    before = cue.end;
  }
}

// Any text, any times that the contract allows: cues follow one another, times inside rise strictly
// between their cue's, and every word is shown once.
TEST(Captions, HoldTheirRulesForAnyText) {
  std::mt19937 random(7);
  const std::u32string alphabet = U"ابتثج،. «»12%(:a   ";
  for (int round = 0; round < 200; ++round) {
    std::vector<std::u32string> texts;
    for (int i = 0; i < 3; ++i) {
      std::u32string text;
      for (std::size_t n = random() % 200; n > 0; --n) text += alphabet[random() % alphabet.size()];
      texts.push_back(text);
    }
    Programme sound = spread(texts);
    for (WordTime& word : sound.words) word.end += (random() % 3) * 0.1;
    double before = 0;
    std::string shown, whole;
    for (const VttCue& cue : parse(captions(sound, texts))) {
      ASSERT_LT(cue.start, cue.end);
      ASSERT_LE(before, cue.start);
      ASSERT_TRUE(std::any_of(sound.words.begin(), sound.words.end(), [&](const WordTime& word) {
        return std::abs(word.start - cue.start) < 0.001;
      }));
      before = cue.end;
      double inside = cue.start;
      for (const double time : cue.inside) {
        ASSERT_LT(inside, time);
        ASSERT_LT(time, cue.end);
        inside = time;
      }
      shown += cue.text + " ";
    }
    const auto words = [](const std::string& text) {
      std::vector<std::u32string> found;
      const std::u32string wide = from_utf8(text);
      for (const Token& token : tokens(wide))
        if (token.kind != TokenKind::punctuation)
          found.push_back(wide.substr(token.span.start, token.span.size()));
      return found;
    };
    for (const std::u32string& text : texts) whole += to_utf8(text) + " ";
    ASSERT_EQ(words(std::regex_replace(shown, std::regex("&rlm;"), "")), words(whole));
  }
}

}  // namespace
}  // namespace mujaz
