// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/feeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "intake/robots.h"
#include "support.h"

namespace mujaz {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

Feed read(const std::string& bytes) {
  return read_feed({bytes, "https://marfa.example/feeds/all.xml", {}});
}

std::string error_of(const std::string& bytes) {
  try {
    read(bytes);
  } catch (const Error& error) {
    return std::string(name(error.code())) + ": " + error.what();
  }
  return "none";
}

std::string seed(const std::string& file) {
  return read_file(testing::source("fuzz/corpus/feed/" + file), 1 << 20);
}

TEST(Feeds, Rss) {
  const Feed feed = read(seed("rss"));
  EXPECT_EQ(feed.kind, FeedKind::rss);
  EXPECT_EQ(feed.title, "a");
  EXPECT_EQ(feed.minutes, 5);
  ASSERT_THAT(feed.entries, SizeIs(1));
  const FeedEntry& entry = feed.entries[0];
  EXPECT_EQ(entry.id, "e");
  EXPECT_EQ(entry.url, "https://marfa.example/d");
  EXPECT_EQ(entry.title, "b & c");
  EXPECT_EQ(entry.published, "2025-02-11T14:20:00+03:00");
  EXPECT_EQ(entry.html, "<p>f</p>");
  EXPECT_FALSE(entry.whole);
}

TEST(Feeds, AtomWithXhtmlAndAHub) {
  const Feed feed = read(seed("atom"));
  EXPECT_EQ(feed.kind, FeedKind::atom);
  EXPECT_EQ(feed.hub, "https://marfa.example/feeds/h");
  ASSERT_THAT(feed.entries, SizeIs(1));
  EXPECT_EQ(feed.entries[0].url, "https://marfa.example/feeds/j");
  EXPECT_THAT(feed.entries[0].html, HasSubstr("<p>k</p>"));
}

TEST(Feeds, RdfSitemapIndexAndJson) {
  const Feed rdf = read(
      "<rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\"><channel><title>t</title></channel><item><title>خبر"
      "</title><link>https://a.example/1</link><dc:date>2025-02-11T10:00:00Z</dc:date></item>"
      "</rdf:RDF>");
  ASSERT_THAT(rdf.entries, SizeIs(1));
  EXPECT_EQ(rdf.entries[0].published, "2025-02-11T10:00:00Z");
  EXPECT_EQ(rdf.entries[0].id, "https://a.example/1");
  const Feed sitemap = read(seed("sitemap"));
  EXPECT_EQ(sitemap.kind, FeedKind::sitemap);
  EXPECT_EQ(sitemap.entries.at(0).modified, "2025-02-11");
  const Feed index = read(
      "<sitemapindex><sitemap><loc>/s1.xml</loc><lastmod>2024-02-11</lastmod></sitemap><sitemap>"
      "<loc>/s2.xml</loc><lastmod>2025-02-11T10:00:00Z</lastmod></sitemap></sitemapindex>");
  EXPECT_THAT(index.sitemaps, ::testing::ElementsAre("https://marfa.example/s2.xml",
                                                     "https://marfa.example/s1.xml"));
  const Feed json = read(seed("json"));
  EXPECT_EQ(json.kind, FeedKind::json);
  EXPECT_EQ(json.entries.at(0).url, "https://marfa.example/a");
}

TEST(Feeds, BrokenOnesAreReadAsFarAsTheyGoOrRefusedWithTheirLine) {
  const Feed feed = read(
      "<rss><channel>\n<item><guid>1</guid><title>a & "
      "b</title></item>\n<item><guid>2</gui></item>");
  EXPECT_GE(feed.entries.size(), 1u);
  EXPECT_THAT(feed.repaired, HasSubstr("line 2"));
  EXPECT_THAT(error_of("<rss>\n\n<channel"), HasSubstr("line 3"));
  EXPECT_THAT(error_of("{\"items\":\n[1,"), HasSubstr("line 2"));
  EXPECT_THAT(error_of("<html><body>a</body></html>"), HasSubstr("not a feed"));
  EXPECT_THAT(error_of("hello"), HasSubstr("not a feed"));
}

TEST(Feeds, BombsAndDepth) {
  std::string bomb = "<!DOCTYPE a [<!ENTITY a0 \"aaaaaaaaaa\">";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  const Feed feed = read(bomb + "]><rss><channel><item><guid>&a11;</guid></item></channel></rss>");
  ASSERT_THAT(feed.entries, SizeIs(1));
  EXPECT_LT(feed.entries[0].id.size(), 100u);
  std::string deep = "<rss>";
  for (int i = 0; i < 200; ++i) deep += "<a>";
  EXPECT_THAT(error_of(deep), HasSubstr("too_large"));
  EXPECT_THAT(error_of("{\"items\":" + std::string(100'000, '[')), HasSubstr("too_large"));
}

TEST(Feeds, AreKnownByTheirLook) {
  for (const char* file : {"rss", "atom", "sitemap", "json"})
    EXPECT_TRUE(is_feed({seed(file), {}, {}})) << file;
  EXPECT_FALSE(is_feed({"<html><p>a <rss> b</p></html>", {}, {}}));
}

TEST(Robots, GroupsAndLongestRule) {
  const intake::Robots robots(
      "User-agent: *\nDisallow: /\n\nUser-agent: mujaz\nUser-agent: other\nDisallow: /private # x\n"
      "Allow: /private/open\nDisallow: /*.pdf$\nCrawl-delay: 7\n",
      "mujaz");
  EXPECT_TRUE(robots.allows("/a"));
  EXPECT_FALSE(robots.allows("/private/b"));
  EXPECT_TRUE(robots.allows("/private/open/c"));
  EXPECT_FALSE(robots.allows("/a/b.pdf"));
  EXPECT_TRUE(robots.allows("/a/b.pdf?x"));
  EXPECT_EQ(robots.delay.count(), 7);
  EXPECT_FALSE(intake::Robots("User-agent: *\nDisallow: /", "mujaz").allows("/a"));
  EXPECT_TRUE(intake::Robots("", "mujaz").allows("/a"));
  EXPECT_FALSE(intake::Robots::none_allowed().allows("/"));
}

}  // namespace
}  // namespace mujaz
