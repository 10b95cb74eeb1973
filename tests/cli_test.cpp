// SPDX-License-Identifier: GPL-3.0-or-later
// The program as its users meet it: the README's commands, and every wrong input of the list that
// a newsroom can produce, each a clear error with a code and exit 1, nothing half-written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::mujaz;
using testing::Ran;
using testing::Scratch;

std::string slurp(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::set<std::string> names(const fs::path& folder) {
  std::set<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.insert(entry.path().filename());
  return out;
}

const std::set<std::string> episode = {"index.html",  "article.json",  "points.json",
                                       "summary.mp3", "summary.opus",  "captions.vtt",
                                       "times.json",  "episode.jsonld"};

/// A telling that must fail with a code, and leave no output.
void refused(const std::string& input, const std::string& code) {
  const Scratch scratch;
  const Ran ran = mujaz({"tell", "-", "-o", scratch.path / "out"}, input);
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("mujaz: " + code + ": "));
  EXPECT_EQ(names(scratch.path), std::set<std::string>{}) << "something was left behind";
}

TEST(Tell, WritesTheWholeEpisode) {
  const Scratch scratch;
  for (const char* article : {"article.html", "article.txt", "figures.html", "figures.txt"}) {
    const fs::path out = scratch.path / article;
    const Ran ran =
        mujaz({"tell", testing::source("examples") / article, "-o", out, "--voice", "espeak"});
    ASSERT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(names(out), episode);
    const auto points = nlohmann::json::parse(slurp(out / "points.json"))["points"];
    EXPECT_GE(points.size(), 2u);
    const auto times = nlohmann::json::parse(slurp(out / "times.json"));
    EXPECT_GT(times["duration"], 5);
    double last = 0;
    for (const auto& word : times["words"]) {
      EXPECT_LT(word["start"], word["end"]);
      EXPECT_GE(word["start"], last);
      last = word["start"];
    }
    EXPECT_LE(last, times["duration"]);
  }
}

TEST(Tell, ReadsTheWholeArticleToo) {
  const Scratch scratch;
  const Ran ran = mujaz({"tell", testing::source("examples/figures.txt"), "-o",
                         scratch.path / "out", "--full", "--voice", "espeak"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  std::set<std::string> all = episode;
  all.insert({"full.mp3", "full.opus", "full.vtt", "full.times.json"});
  EXPECT_EQ(names(scratch.path / "out"), all);
}

TEST(Tell, BothStoriesOfTheSeed) {
  const auto seed = testing::shared("data/seed/000_1b396b6d5a5dad51.txt");
  if (!seed) GTEST_SKIP() << "no shared data";
  const Ran ran = mujaz({"points", *seed});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_TRUE(json["article"]["title"].is_null());
  const auto article = nlohmann::json::parse(mujaz({"extract", *seed}).out);
  const std::u32string text = from_utf8(article["text"].get<std::string>());
  const std::size_t second = text.find(U"في سياق منفصل");
  ASSERT_NE(second, text.npos);
  int before = 0, after = 0;
  for (const auto& point : json["points"]) {
    EXPECT_LE(point["words"], 30);
    (point["pieces"][0]["start"].get<std::size_t>() < second ? before : after) += 1;
  }
  EXPECT_GE(before, 1);
  EXPECT_GE(after, 1);
  EXPECT_THAT(article["text"].get<std::string>(), ::testing::Not(HasSubstr("استمع إلى الملخص")));
}

TEST(BadInput, Refused) {
  refused("", "bad_input");
  refused("\x89PNG\r\n\x1a\n" + std::string(2000, '\0'), "bad_input");
  refused(std::string(50u << 20, 'x'), "too_large");
  refused("\xff\xfe\xfa\xc0\x80 \xed\xa0\x80" + std::string(300, '\xfe'), "bad_input");
  std::string deep = "<html><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  refused(deep + "خبر", "too_large");
  refused(
      "<html><body><article><p>The minister said on Monday that the new road will open next "
      "year, after ten years of work.</p><p>It is the longest road of the country.</p>"
      "</article></body></html>",
      "bad_input");
}

TEST(BadInput, BrokenUtf8InAnArticleIsMended) {
  std::string article = slurp(testing::source("examples/article.txt"));
  article.insert(article.size() / 2, "\xff");
  const Ran ran = mujaz({"points", "-"}, article);
  EXPECT_NE(ran.out.find("\"points\""), std::string::npos) << ran.err;
}

TEST(BadInput, OneSentenceIsAnHonestAnswer) {
  const Ran ran =
      mujaz({"points", "-"},
            "أعلنت بلدية مدينة الواحة اليوم افتتاح الجسر الجديد بعد عامين من العمل المتواصل.\n");
  EXPECT_TRUE(ran.exit == 0 || (ran.exit == 1 && ran.err.find("bad_input") != std::string::npos))
      << ran.err;
}

TEST(BadInput, UrlsThatMustNotBeFetched) {
  for (const char* url : {"http://127.0.0.1:9/x", "http://[::1]/", "http://169.254.169.254/latest",
                          "http://localhost/"}) {
    const Ran ran = mujaz({"extract", url});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("mujaz: bad_input: ")) << url;
  }
}

TEST(BadInput, OutputUnderAFile) {
  const Scratch scratch;
  std::ofstream(scratch.path / "file") << "x";
  const std::string article = testing::source("examples/article.txt");
  Ran ran = mujaz({"tell", article, "-o", scratch.path / "file/out", "--voice", "espeak"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err,
              ::testing::AnyOf(HasSubstr("mujaz: unavailable: "), HasSubstr("mujaz: conflict: ")));
  ran = mujaz({"tell", article, "-o", scratch.path / "file", "--voice", "espeak"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: conflict: "));
  EXPECT_EQ(names(scratch.path), std::set<std::string>{"file"});
}

TEST(BadInput, FullDisk) {
  const Scratch scratch;
  const fs::path disk = scratch.path / "disk";
  fs::create_directory(disk);
  // A disk of 64 KB, where mounting is allowed.
  if (std::system(("mount -t tmpfs -o size=64k tmpfs " + disk.string() + " 2>/dev/null").c_str()) !=
      0)
    GTEST_SKIP() << "mounting is not allowed here";
  const Ran ran = mujaz(
      {"tell", testing::source("examples/article.txt"), "-o", disk / "out", "--voice", "espeak"});
  const std::set<std::string> left = names(disk);
  std::system(("umount " + disk.string()).c_str());
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: unavailable: "));
  EXPECT_EQ(left, std::set<std::string>{});
}

TEST(BadInput, MissingModelAndTables) {
  const Scratch scratch;
  fs::create_directories(scratch.path / "lang");
  fs::create_directory_symlink(testing::source("lang/ar"), scratch.path / "lang/ar");
  const std::vector<std::string> home = {"MUJAZ_HOME=" + scratch.path.string()};
  Ran ran = mujaz({"diacritise"}, "خبر\n", home);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: not_found: "));
  EXPECT_THAT(ran.err, HasSubstr("./run setup"));
  ran = mujaz({"doctor"}, {}, home);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, HasSubstr("./run setup"));
  ran = mujaz({"extract", "-"}, "x", {"MUJAZ_HOME=/nowhere"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: not_found: "));
}

TEST(BadInput, CorruptModel) {
  const Scratch scratch;
  fs::create_directories(scratch.path / "lang");
  fs::create_directory_symlink(testing::source("lang/ar"), scratch.path / "lang/ar");
  fs::copy(testing::source("models"), scratch.path / "models", fs::copy_options::recursive);
  std::ofstream(scratch.path / "models/rawi-v3/model.onnx", std::ios::binary) << "not a model";
  const std::vector<std::string> home = {"MUJAZ_HOME=" + scratch.path.string()};
  const Ran ran = mujaz({"diacritise"}, "خبر\n", home);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: bad_input: "));
  EXPECT_THAT(mujaz({"doctor"}, {}, home).out, HasSubstr("changed"));
}

TEST(BadInput, CorruptVoice) {
  const Scratch scratch;
  std::ofstream(scratch.path / "bad.htsvoice", std::ios::binary)
      << "[GLOBAL]\nHTS_VOICE_VERSION:1.0\n";
  const Ran ran = mujaz({"say", "خبر", "-o", scratch.path / "x.wav", "--voice", "bad"}, {},
                        {"MUJAZ_VOICES=" + scratch.path.string()});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: bad_input: "));
  EXPECT_FALSE(fs::exists(scratch.path / "x.wav"));
}

TEST(Usage, ExitTwo) {
  EXPECT_EQ(mujaz({}).exit, 2);
  EXPECT_EQ(mujaz({"tell"}).exit, 2);
  EXPECT_EQ(mujaz({"points", "x", "--count", "99"}).exit, 2);
  EXPECT_EQ(mujaz({"tell", "--help"}).exit, 0);
}

TEST(Check, StopsAWrongNumber) {
  const Scratch scratch;
  const fs::path article = testing::source("examples/figures.txt");
  const auto json = nlohmann::json::parse(mujaz({"points", article}).out);
  std::ofstream(scratch.path / "own.json") << json.dump();
  EXPECT_EQ(mujaz({"check", article, "--points", scratch.path / "own.json"}).exit, 0);
  std::ofstream(scratch.path / "wrong.txt") << "بلغت قيمة الصادرات 987654 مليار دولار.\n";
  const Ran ran = mujaz({"check", article, "--points", scratch.path / "wrong.txt"});
  EXPECT_EQ(ran.exit, 3) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"unsupported\""));
}

TEST(Jsonl, InOrderWithIdsAndBadLines) {
  std::string input;
  for (int i = 0; i < 40; ++i)
    input +=
        nlohmann::json{
            {"id", i}, {"title", "عنوان"}, {"body", slurp(testing::source("examples/article.txt"))}}
            .dump() +
        "\n";
  input += "not json\n{\"id\":\"x\"}\n";
  const Ran ran = mujaz({"points", "--jsonl", "-"}, input);
  ASSERT_EQ(ran.exit, 0) << ran.err;
  std::istringstream lines(ran.out);
  std::string line;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(std::getline(lines, line));
    const auto json = nlohmann::json::parse(line);
    EXPECT_EQ(json["id"], i);
    EXPECT_FALSE(json["points"].empty());
  }
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["error"]["code"], "bad_input");
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["id"], "x");
  EXPECT_EQ(nlohmann::json::parse(line)["error"]["code"], "bad_input");
}

TEST(Say, SoundsOfEveryKind) {
  const Scratch scratch;
  for (const char* name : {"a.mp3", "a.opus", "a.wav", "a.flac"}) {
    const Ran ran =
        mujaz({"say", "بلغت القيمة 5 دولارات.", "-o", scratch.path / name, "--voice", "espeak",
               "--captions", scratch.path / "a.vtt", "--times", scratch.path / "a.json"});
    ASSERT_EQ(ran.exit, 0) << ran.err;
    EXPECT_GT(fs::file_size(scratch.path / name), 4000u);
  }
  EXPECT_EQ(slurp(scratch.path / "a.vtt").substr(0, 6), "WEBVTT");
  EXPECT_EQ(mujaz({"say", "خبر", "-o", scratch.path / "a.ogg"}).exit, 1);
}

TEST(Lexicon, IsEditedReadAndSpoken) {
  const Scratch scratch;
  const std::string file = scratch.path / "lexicon.tsv";
  const auto lexicon = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lexicon");
    arguments.insert(arguments.end(), {"--lexicon", file});
    return mujaz(arguments);
  };
  std::ofstream(file) << "# ours\n";
  Ran ran = lexicon({"add", "سرهود", "سُرْهُودْ", "--date", "2024-10-24"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, "سرهود\tmarked\tسُرْهُودْ\tall\t2024-10-24\t\n");
  ASSERT_EQ(lexicon({"add", "واتس", "ˈwaːts", "--form", "phones", "--scope", "north"}).exit, 0);
  ran = lexicon({"add", "سرهود", "سَرْهُودْ"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: conflict: "));
  EXPECT_THAT(ran.err, HasSubstr("lexicon.tsv:3:1"));
  ran = lexicon({"add", "تورو", "toro", "--form", "phones"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: bad_input: There is no phone \"o\""));
  ran = lexicon({"try", "في سرهود", "-o", scratch.path / "try.wav", "--voice", "espeak"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, "في سُرْهُودْ\nفِي سُرْهُودْ\nf ii | s u r 'h uu d\n");
  EXPECT_GT(fs::file_size(scratch.path / "try.wav"), 4000u);

  for (const char* other : {"a.pls", "a.csv"}) {
    ASSERT_EQ(lexicon({"export", scratch.path / other}).exit, 0);
    const std::string copy = scratch.path / (std::string(other) + ".tsv");
    ASSERT_EQ(mujaz({"lexicon", "import", scratch.path / other, "--lexicon", copy}).exit, 0);
    EXPECT_EQ(mujaz({"lexicon", "list", "--lexicon", copy}).out, lexicon({"list"}).out);
  }
  ASSERT_EQ(lexicon({"add", "سرهود", "سَرْهُودْ", "--replace"}).exit, 0);
  EXPECT_EQ(lexicon({"import", scratch.path / "a.csv"}).exit, 1);
  EXPECT_EQ(lexicon({"remove", "واتس"}).exit, 1) << "it is the north's";
  EXPECT_EQ(lexicon({"remove", "واتس", "--scope", "north"}).exit, 0);
  EXPECT_EQ(slurp(file).substr(0, 7), "# ours\n");

  std::ofstream(file, std::ios::app) << "سرهود\tmarked\tسِرْهُودْ\n";
  ran = lexicon({"check"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, HasSubstr("lexicon.tsv:4:1: conflict: "));
  ran = mujaz({"read", "--lexicon", file}, "سرهود\n");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("lexicon.tsv, line 4, column 1"));
}

TEST(Lexicon, IsTakenByReadSayAndTell) {
  const Scratch scratch;
  const std::string file = scratch.path / "house.tsv";
  std::ofstream(file) << "نوران\tmarked\tنُورِنْ\nسهيل\tmarked\tسُهَيْلَ\tnorth\n";
  EXPECT_THAT(mujaz({"read", "--as", "marks", "--lexicon", file}, "نوران\n").out,
              HasSubstr("نُورِنْ"));
  EXPECT_EQ(mujaz({"read", "--as", "marks", "--lexicon", file, "--site", "north"}, "سهيل\n").out,
            "سُهَيْلَ\n");
  EXPECT_EQ(
      mujaz({"say", "نوران", "-o", scratch.path / "a.wav", "--voice", "espeak", "--lexicon", file})
          .exit,
      0);
  EXPECT_EQ(mujaz({"tell", testing::source("examples/article.html"), "-o", scratch.path / "out",
                   "--voice", "espeak", "--lexicon", file})
                .exit,
            0);
  EXPECT_EQ(mujaz({"tell", testing::source("examples/article.html"), "-o", scratch.path / "no",
                   "--voice", "espeak", "--lexicon", scratch.path / "absent.tsv"})
                .exit,
            1);
}

TEST(Ssml, IsReadAndSpoken) {
  const Scratch scratch;
  const std::string document =
      "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\"><p>\u0633\u064e"
      "\u0645\u0650\u064a\u0631\u0652<break time=\"700ms\"/>"
      "<mark name=\"m\"/><say-as interpret-as=\"cardinal\" detail=\"m\">3</say-as></p>"
      "<lang xml:lang=\"en\">NATO</lang></speak>";
  Ran ran = mujaz({"read", "--ssml", "--as", "phones"}, document);
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out.substr(0, ran.out.find('\n')), "s a 'm ii r ||700ms th a 'l aa th a");
  EXPECT_THAT(ran.err, HasSubstr("mujaz: note: line 1, column "));
  ran = mujaz({"say", document, "--ssml", "-o", scratch.path / "a.wav", "--voice", "espeak",
               "--times", scratch.path / "a.json", "--captions", scratch.path / "a.vtt"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const auto times = nlohmann::json::parse(slurp(scratch.path / "a.json"));
  EXPECT_EQ(times["marks"][0]["name"], "m");
  EXPECT_EQ(times["marks"][0]["time"], times["words"][1]["start"]);
  EXPECT_NEAR(times["words"][1]["start"].get<double>() - times["words"][0]["end"].get<double>(),
              0.7, 0.003);
  ran = mujaz({"read", "--ssml"}, "<speak version=\"1.1\">\n <blink/></speak>");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("mujaz: bad_input: "));
  EXPECT_THAT(ran.err, HasSubstr("line 2, column 2"));
  std::string deep = "<speak version=\"1.1\">";
  for (int i = 0; i < 1'000'000; ++i) deep += "<s>";
  EXPECT_THAT(mujaz({"read", "--ssml"}, deep).err, HasSubstr("mujaz: too_large: "));
}

TEST(Doctor, FindsEverything) {
  const Ran ran = mujaz({"doctor"});
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("openvino"));
  EXPECT_THAT(ran.out, HasSubstr("espeak"));
}

}  // namespace
}  // namespace mujaz
