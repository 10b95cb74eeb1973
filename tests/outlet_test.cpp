// SPDX-License-Identifier: GPL-3.0-or-later
// What the public's programs read, held against the standards by a parser that is not ours.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <regex>

#include "served.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using testing::Answer;
using testing::kText;

/// A document that must be well-formed, asked by XPath.
class Xml {
 public:
  explicit Xml(const std::string& text, bool html = false)
      : document_(html ? htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr,
                                        "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING)
                       : xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR)),
        context_(document_ ? xmlXPathNewContext(document_) : nullptr) {
    EXPECT_NE(document_, nullptr) << text;
    if (!context_) return;
    for (const auto& [prefix, uri] : std::map<std::string, std::string>{
             {"atom", "http://www.w3.org/2005/Atom"},
             {"content", "http://purl.org/rss/1.0/modules/content/"},
             {"dc", "http://purl.org/dc/elements/1.1/"},
             {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
             {"podcast", "https://podcastindex.org/namespace/1.0"}})
      xmlXPathRegisterNs(context_, xmlStr(prefix), xmlStr(uri));
  }
  ~Xml() {
    xmlXPathFreeContext(context_);
    xmlFreeDoc(document_);
  }
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  /// The texts of the nodes that the path names.
  std::vector<std::string> all(const std::string& path) const {
    std::vector<std::string> out;
    if (!context_) return out;
    xmlXPathObject* found = xmlXPathEvalExpression(xmlStr(path), context_);
    if (found && found->nodesetval)
      for (int i = 0; i < found->nodesetval->nodeNr; ++i) {
        xmlChar* text = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        out.emplace_back(reinterpret_cast<const char*>(text));
        xmlFree(text);
      }
    EXPECT_NE(found, nullptr) << path;
    xmlXPathFreeObject(found);
    return out;
  }
  /// The text of the one node there is.
  std::string one(const std::string& path) const {
    const std::vector<std::string> found = all(path);
    EXPECT_EQ(found.size(), 1u) << path;
    return found.empty() ? "" : found.front();
  }

 private:
  static const xmlChar* xmlStr(const std::string& text) {
    return reinterpret_cast<const xmlChar*>(text.c_str());
  }
  xmlDoc* document_;
  xmlXPathContext* context_;
};

/// As Date.toUTCString of browsers has it; RFC 822 with the year of RFC 1123.
const std::regex rfc822_date(
    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    "[0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-5][0-9] GMT");
const std::regex uuid5("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
const std::regex rfc3339_time("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z");

/// What would run or break out, were it not told as text.
constexpr const char* kEvil =
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]></title></style></script>"
    "<!-- \xE2\x80\xAE \x7F \xEF\xBF\xBE";

class OutletTest : public testing::Served {
 protected:
  /// The path of one of our own whole addresses.
  static std::string path_of(const std::string& url) {
    EXPECT_TRUE(url.starts_with("http://a/")) << url;
    return url.substr(std::string("http://a").size());
  }
  Answer get(const std::string& path, const std::string& fields = {}) {
    return ask("GET", path, "", "", fields);
  }
  void front(const Json& page) {
    const Answer put =
        ask("PUT", "/v1/sites/nawras", tokens[Role::admin], Json{{"page", page}}.dump());
    ASSERT_EQ(put.status, 200) << put.body;
  }
  void push_story(const std::string& id, const Json& more = Json::object()) {
    Json body = {{"title", "خبر " + id}, {"text", kText}, {"url", "https://news.example/" + id}};
    body.update(more);
    const Answer pushed = push(id, body);
    ASSERT_EQ(pushed.status, 202) << pushed.body;
    ASSERT_EQ(Json::parse(pushed.body)["state"], "published") << pushed.body;
  }
};

TEST_F(OutletTest, ListsTheLatestEpisodesForThePlayersQueue) {
  EXPECT_EQ(Json::parse(get("/v1/sites/nawras/episodes").body)["episodes"], Json::array());
  EXPECT_EQ(get("/v1/sites/none/episodes").status, 404);
  push_story("a1", {{"section", "اقتصاد"}, {"byline", "سلمى"}});
  push_story("a2", {{"title", ""}, {"section", "رياضة"}});
  const Answer got = get("/v1/sites/nawras/episodes");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.field("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(got.field("Cache-Control"), "public, max-age=15, must-revalidate");
  const Json all = Json::parse(got.body)["episodes"];
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]["id"], "a2");
  EXPECT_EQ(all[0]["title"], kText) << "the first point where there is no title";
  EXPECT_EQ(all[1]["url"], "https://news.example/a1");
  EXPECT_EQ(all[1]["revision"], 1);
  EXPECT_GT(all[1]["duration"], 0);
  EXPECT_EQ(get(all[1]["episode"]).status, 200);
  EXPECT_EQ(get("/v1/sites/nawras/episodes", "If-None-Match: " + got.field("ETag") + "\r\n").status,
            304);
  const auto ids = [&](const std::string& query) {
    Json out = Json::array();
    const Json listed = Json::parse(get("/v1/sites/nawras/episodes" + query).body);
    for (const Json& one : listed["episodes"]) out.push_back(one["id"]);
    return out;
  };
  EXPECT_EQ(ids("?limit=1"), Json({"a2"}));
  EXPECT_EQ(ids("?section="
                "%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9"),
            Json({"a2"}));
  EXPECT_EQ(ids("?author="
                "%D8%B3%D9%84%D9%85%D9%89"),
            Json({"a1"}));
  for (const char* wrong : {"?limit=0", "?limit=101", "?limit=x", "?limit="})
    EXPECT_EQ(get("/v1/sites/nawras/episodes" + std::string(wrong)).status, 422) << wrong;
  EXPECT_EQ(ask("DELETE", at("a2"), tokens[Role::push]).status, 200);
  EXPECT_EQ(ids(""), Json({"a1"}));
}

/// Required by rssboard.org/rss-specification, by Apple's and by Podcasting 2.0's.
TEST_F(OutletTest, FeedsAreWhatPodcastProgramsAskFor) {
  front({{"title", "نورس"},
         {"link", "https://news.example/"},
         {"email", "p@news.example"},
         {"image", "https://news.example/cover.png"},
         {"hub", "https://hub.example/"}});
  push_story("a1", {{"section", "اقتصاد"}, {"byline", "سلمى"}});
  push_story("a%D8%A8");
  const Answer got = get("/feeds/nawras.xml");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.field("Content-Type"), "application/rss+xml; charset=utf-8");
  const Xml feed(got.body);
  EXPECT_EQ(feed.one("/rss/@version"), "2.0");
  EXPECT_EQ(feed.one("/rss/channel/title"), "ملخصات نورس");
  EXPECT_EQ(feed.one("/rss/channel/link"), "https://news.example/");
  EXPECT_FALSE(feed.one("/rss/channel/description").empty());
  EXPECT_EQ(feed.one("/rss/channel/language"), "ar");
  EXPECT_EQ(feed.one("/rss/channel/itunes:explicit"), "false");
  EXPECT_EQ(feed.one("/rss/channel/itunes:category/@text"), "News");
  EXPECT_EQ(feed.one("/rss/channel/itunes:image/@href"), "https://news.example/cover.png");
  EXPECT_EQ(feed.one("/rss/channel/itunes:owner/itunes:email"), "p@news.example");
  EXPECT_EQ(feed.one("/rss/channel/image/title"), feed.one("/rss/channel/title"));
  EXPECT_EQ(feed.one("/rss/channel/image/link"), feed.one("/rss/channel/link"));
  EXPECT_EQ(feed.one("/rss/channel/atom:link[@rel='self']/@href"), "http://a/feeds/nawras.xml");
  EXPECT_EQ(feed.one("/rss/channel/atom:link[@rel='hub']/@href"), "https://hub.example/");
  // uuid5(ead4c236-bf58-58c6-a2c6-a6b28d128cb6, "a/feeds/nawras.xml"), by Python's uuid.
  EXPECT_EQ(feed.one("/rss/channel/podcast:guid"), "f6de4da1-0380-57d9-bfeb-3f4f6f3ab0cf");
  EXPECT_EQ(feed.one("/rss/channel/podcast:txt[@purpose='ai-content']"), "true");
  EXPECT_EQ(feed.all("/rss/channel/itunes:block").size(), 0u);
  EXPECT_TRUE(std::regex_match(feed.one("/rss/channel/lastBuildDate"), rfc822_date));

  ASSERT_EQ(feed.all("/rss/channel/item").size(), 2u);
  std::set<std::string> guids;
  for (const std::string item : {"/rss/channel/item[1]/", "/rss/channel/item[2]/"}) {
    EXPECT_FALSE(feed.one(item + "title").empty());
    EXPECT_TRUE(feed.one(item + "link").starts_with("https://news.example/a"));
    EXPECT_TRUE(std::regex_match(feed.one(item + "pubDate"), rfc822_date));
    EXPECT_EQ(feed.one(item + "guid/@isPermaLink"), "false");
    EXPECT_TRUE(std::regex_match(feed.one(item + "guid"), uuid5));
    guids.insert(feed.one(item + "guid"));
    EXPECT_EQ(feed.one(item + "enclosure/@type"), "audio/mpeg");
    const Answer sound = ask("HEAD", path_of(feed.one(item + "enclosure/@url")), "");
    EXPECT_EQ(sound.status, 200);
    EXPECT_EQ(sound.field("Content-Length"), feed.one(item + "enclosure/@length"));
    EXPECT_EQ(sound.field("Content-Type"), "audio/mpeg");
    const Answer opus =
        ask("HEAD", path_of(feed.one(item + "podcast:alternateEnclosure/podcast:source/@uri")), "");
    EXPECT_EQ(opus.field("Content-Length"), feed.one(item + "podcast:alternateEnclosure/@length"));
    EXPECT_GE(std::stoi(feed.one(item + "itunes:duration")), 1);
    EXPECT_EQ(feed.one(item + "podcast:transcript/@type"), "text/vtt");
    EXPECT_EQ(get(path_of(feed.one(item + "podcast:transcript/@url"))).status, 200);
    EXPECT_EQ(feed.one(item + "podcast:chapters/@type"), "application/json+chapters");
    const Answer chapters = get(path_of(feed.one(item + "podcast:chapters/@url")));
    ASSERT_EQ(chapters.status, 200) << chapters.body;
    EXPECT_EQ(chapters.field("Content-Type"), "application/json+chapters");
    const Json json = Json::parse(chapters.body);
    EXPECT_EQ(json["version"], "1.2.0");
    ASSERT_EQ(json["chapters"].size(), 1u);
    EXPECT_EQ(json["chapters"][0]["startTime"], 0.1);
    EXPECT_EQ(json["chapters"][0]["title"], kText);
    EXPECT_EQ(feed.one(item + "podcast:txt[@purpose='ai-content']"), "true");
    const Xml content(feed.one(item + "content:encoded"), true);
    EXPECT_EQ(content.one("//li"), kText);
  }
  EXPECT_EQ(guids.size(), 2u);
  EXPECT_EQ(feed.one("/rss/channel/item[link='https://news.example/a1']/category"), "اقتصاد");
  EXPECT_EQ(feed.one("/rss/channel/item[link='https://news.example/a1']/dc:creator"), "سلمى");

  EXPECT_EQ(get("/feeds/nawras.xml", "If-None-Match: " + got.field("ETag") + "\r\n").status, 304);
  const Answer head = ask("HEAD", "/feeds/nawras.xml", "");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.field("Content-Length"), std::to_string(got.body.size()));
  EXPECT_EQ(head.field("ETag"), got.field("ETag"));
  const Xml by_author(get("/feeds/nawras.xml?author=%D8%B3%D9%84%D9%85%D9%89").body);
  EXPECT_EQ(by_author.all("//item").size(), 1u);
  EXPECT_EQ(by_author.one("/rss/channel/title"), "ملخصات نورس: سلمى");
  EXPECT_EQ(by_author.one("/rss/channel/atom:link[@rel='self']/@href"),
            "http://a/feeds/nawras.xml?author=%D8%B3%D9%84%D9%85%D9%89");
  EXPECT_NE(by_author.one("/rss/channel/podcast:guid"), feed.one("/rss/channel/podcast:guid"));
  EXPECT_EQ(Xml(get("/feeds/nawras.xml?section=none").body).all("//item").size(), 0u);
  EXPECT_EQ(get("/feeds/none.xml").status, 404);
  EXPECT_EQ(get("/feeds/nawras.xml?section=%ff").status, 422);
}

/// RFC 4287, sections 4.1.1 and 4.1.2.
TEST_F(OutletTest, AtomHasWhatItsStandardAsksFor) {
  push_story("a1", {{"byline", "سلمى"}});
  push_story("a2");
  const Answer got = get("/feeds/nawras.atom");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.field("Content-Type"), "application/atom+xml; charset=utf-8");
  const Xml feed(got.body);
  const std::regex urn("urn:uuid:[0-9a-f-]{36}");
  EXPECT_TRUE(std::regex_match(feed.one("/atom:feed/atom:id"), urn));
  EXPECT_EQ(feed.one("/atom:feed/atom:title"), "ملخصات nawras");
  EXPECT_TRUE(std::regex_match(feed.one("/atom:feed/atom:updated"), rfc3339_time));
  EXPECT_FALSE(feed.one("/atom:feed/atom:author/atom:name").empty());
  EXPECT_EQ(feed.one("/atom:feed/atom:link[@rel='self']/@href"), "http://a/feeds/nawras.atom");
  EXPECT_EQ(feed.one("/atom:feed/atom:link[@rel='alternate']/@href"), "http://a/");
  ASSERT_EQ(feed.all("/atom:feed/atom:entry").size(), 2u);
  const Xml rss(get("/feeds/nawras.xml").body);
  for (const std::string n : {"1", "2"}) {
    const std::string entry = "/atom:feed/atom:entry[" + n + "]/";
    EXPECT_EQ(feed.one(entry + "atom:id"), "urn:uuid:" + rss.one("//item[" + n + "]/guid"));
    EXPECT_FALSE(feed.one(entry + "atom:title").empty());
    EXPECT_TRUE(std::regex_match(feed.one(entry + "atom:updated"), rfc3339_time));
    EXPECT_TRUE(std::regex_match(feed.one(entry + "atom:published"), rfc3339_time));
    EXPECT_EQ(feed.all(entry + "atom:link[@rel='alternate']").size(), 1u);
    EXPECT_EQ(feed.all(entry + "atom:link[@rel='enclosure']").size(), 2u);
    EXPECT_EQ(feed.one(entry + "atom:link[@type='audio/mpeg']/@length"),
              rss.one("//item[" + n + "]/enclosure/@length"));
    EXPECT_EQ(feed.one(entry + "atom:content/@type"), "html");
  }
}

TEST_F(OutletTest, CorrectionsAppearWhereEpisodesDo) {
  push_story("a1");
  const std::string notice = "صُحّح عدد المدارس.";
  const std::string before = Xml(get("/feeds/nawras.xml").body).one("//item/atom:updated");
  ASSERT_EQ(ask("POST", at("a1") + "/correct", tokens[Role::edit], Json{{"notice", notice}}.dump())
                .status,
            200);
  const Xml feed(get("/feeds/nawras.xml").body);
  EXPECT_NE(feed.one("//item/description").find(notice), std::string::npos);
  EXPECT_NE(feed.one("//item/content:encoded").find(notice), std::string::npos);
  EXPECT_GE(feed.one("//item/atom:updated"), before);
  EXPECT_NE(Xml(get("/feeds/nawras.atom").body).one("//atom:entry/atom:summary").find(notice),
            std::string::npos);
  EXPECT_EQ(
      Xml(get(at("a1") + "/box.html").body, true).all("//*[@class='mujaz-correction']").size(), 1u);
  const Json ld = Json::parse(get(at("a1") + "/jsonld").body);
  EXPECT_EQ(ld["correction"][0]["@type"], "CorrectionComment");
  EXPECT_EQ(ld["correction"][0]["text"], notice);
}

TEST_F(OutletTest, StructuredDataSaysWhatItIs) {
  push_story("a1",
             {{"byline", "سلمى"}, {"published", "2026-11-24T10:00:00Z"}, {"section", "محليات"}});
  const Answer got = get(at("a1") + "/jsonld");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.field("Content-Type"), "application/ld+json");
  const Json ld = Json::parse(got.body);
  EXPECT_EQ(ld["@context"], "https://schema.org");
  EXPECT_EQ(ld["@type"], "NewsArticle");
  EXPECT_EQ(ld["headline"], "خبر a1");
  EXPECT_EQ(ld["url"], "https://news.example/a1");
  EXPECT_EQ(ld["datePublished"], "2026-11-24T10:00:00Z");
  EXPECT_EQ(ld["author"]["name"], "سلمى");
  EXPECT_EQ(ld["abstract"], kText);
  EXPECT_EQ(ld["speakable"]["@type"], "SpeakableSpecification");
  EXPECT_EQ(ld["audio"].size(), 2u);
  for (const Json& audio : ld["audio"]) {
    EXPECT_EQ(audio["@type"], "AudioObject");
    EXPECT_EQ(audio["digitalSourceType"],
              "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
    EXPECT_EQ(ask("HEAD", path_of(audio["contentUrl"]), "").field("Content-Length"),
              audio["contentSize"].get<std::string>());
  }
  EXPECT_EQ(get(at("none") + "/jsonld").status, 404);
  EXPECT_EQ(ask("DELETE", at("a1"), tokens[Role::push]).status, 200);
  for (const char* gone : {"/jsonld", "/box.html", "/chapters.json"})
    EXPECT_EQ(get(at("a1") + gone).status, 410) << gone;
}

TEST_F(OutletTest, FramesHoldThePlayerUnderAStrictPolicy) {
  push_story("a1");
  const Answer got = get("/embed/nawras/a1?lang=en&theme=dark&digits=arab");
  ASSERT_EQ(got.status, 200) << got.body;
  const Xml page(got.body, true);
  EXPECT_EQ(page.one("//mujaz-player/@site"), "nawras");
  EXPECT_EQ(page.one("//mujaz-player/@article"), "a1");
  EXPECT_EQ(page.one("//mujaz-player/@lang"), "en");
  EXPECT_EQ(page.one("//mujaz-player/@theme"), "dark");
  EXPECT_EQ(page.one("//mujaz-player/@digits"), "arab");
  EXPECT_EQ(page.one("//mujaz-player/@href"), "https://news.example/a1");
  EXPECT_EQ(page.one("//noscript//li"), kText);
  EXPECT_EQ(page.all("//script[not(@src)]").size(), 0u);
  EXPECT_EQ(page.all("//@*[starts-with(name(), 'on')]").size(), 0u);
  for (const std::string& script : page.all("//script/@src")) {
    const Answer file = get(script);
    EXPECT_EQ(file.status, 200) << script;
    EXPECT_EQ(file.field("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(get(script, "If-None-Match: " + file.field("ETag") + "\r\n").status, 304);
  }
  EXPECT_EQ(get("/player/mujaz-player.js").body, "/* the player */");
  EXPECT_EQ(get("/player/none.js").status, 404);
  const std::string csp = got.field("Content-Security-Policy");
  EXPECT_NE(csp.find("default-src 'none'; script-src 'self'; connect-src 'self'"), csp.npos) << csp;
  EXPECT_TRUE(csp.ends_with("frame-ancestors *")) << csp;
  EXPECT_EQ(csp.find("unsafe"), csp.npos);
  front({{"frames", {"https://news.example", "https://*.news.example"}}});
  EXPECT_TRUE(get("/embed/nawras/a1")
                  .field("Content-Security-Policy")
                  .ends_with("frame-ancestors https://news.example https://*.news.example"));
  EXPECT_EQ(get("/embed/nawras/a1?theme=x").status, 422);

  for (const auto& [path, status] :
       {std::pair("/embed/nawras/none", 404), {"/embed/none/a1", 404}}) {
    const Answer none = get(path);
    EXPECT_EQ(none.status, status);
    EXPECT_EQ(none.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(Xml(none.body, true).all("//body/*").size(), 0u) << "never an empty player";
  }
  EXPECT_EQ(ask("DELETE", at("a1"), tokens[Role::push]).status, 200);
  EXPECT_EQ(get("/embed/nawras/a1").status, 410);
}

/// oembed.com, sections 2.2 to 2.3.
TEST_F(OutletTest, AnswersOembed) {
  push_story("a1", {{"byline", "سلمى"}});
  const std::string url = "url=http%3A%2F%2Fa%2Fembed%2Fnawras%2Fa1";
  const Answer got = get("/oembed?" + url);
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.field("Content-Type"), "application/json");
  const Json json = Json::parse(got.body);
  EXPECT_EQ(json["type"], "rich");
  EXPECT_EQ(json["version"], "1.0");
  EXPECT_EQ(json["title"], "خبر a1");
  EXPECT_EQ(json["author_name"], "سلمى");
  EXPECT_EQ(json["provider_name"], "nawras");
  EXPECT_EQ(json["width"], 600);
  EXPECT_EQ(json["height"], 420);
  const Xml frame(json["html"], true);
  EXPECT_EQ(frame.one("//iframe/@src"), "http://a/embed/nawras/a1");
  EXPECT_EQ(get(path_of(frame.one("//iframe/@src"))).status, 200);
  const Answer xml = get("/oembed?format=xml&maxwidth=320&maxheight=200&" + url);
  EXPECT_EQ(xml.field("Content-Type"), "text/xml; charset=utf-8");
  const Xml parsed(xml.body);
  EXPECT_EQ(parsed.one("/oembed/version"), "1.0");
  EXPECT_EQ(parsed.one("/oembed/width"), "320");
  EXPECT_EQ(parsed.one("/oembed/height"), "200");
  EXPECT_EQ(Xml(parsed.one("/oembed/html"), true).one("//iframe/@width"), "320");
  // What the frame's own page says of it.
  const Xml page(get("/embed/nawras/a1").body, true);
  EXPECT_EQ(
      Json::parse(get(path_of(page.one("//link[@type='application/json+oembed']/@href"))).body),
      json);
  EXPECT_EQ(get(path_of(page.one("//link[@type='text/xml+oembed']/@href"))).status, 200);
  EXPECT_EQ(
      get("/oembed?url=http%3A%2F%2Fa%2Fv1%2Fsites%2Fnawras%2Farticles%2Fa1%2Fepisode").status,
      200);

  EXPECT_EQ(get("/oembed").status, 422);
  EXPECT_EQ(get("/oembed?format=pdf&" + url).status, 501);
  EXPECT_EQ(get("/oembed?maxwidth=0&" + url).status, 422);
  for (const char* other :
       {"http%3A%2F%2Fa%2Fembed%2Fnawras%2Fnone", "http%3A%2F%2Fa%2Fembed%2Fnone%2Fa1",
        "http%3A%2F%2Fb%2Fembed%2Fnawras%2Fa1", "https%3A%2F%2Fa%2Fembed%2Fnawras%2Fa1",
        "http%3A%2F%2Fa%2F", "x", "javascript%3Aalert(1)",
        "http%3A%2F%2Fa%2Fembed%2Fnawras%2F%2500"})
    EXPECT_EQ(get("/oembed?url=" + std::string(other)).status, 404) << other;
}

TEST_F(OutletTest, APrivateSiteNeedsAFeedsKey) {
  push_story("a1");
  const std::string mp3 = Json::parse(get(at("a1") + "/episode").body)["audio"][0]["url"];
  front({{"private", true}});
  const std::vector<std::string> closed = {
      at("a1") + "/episode", at("a1") + "/box.html",      at("a1") + "/chapters.json",
      at("a1") + "/jsonld",  "/v1/sites/nawras/episodes", "/feeds/nawras.xml",
      "/feeds/nawras.atom",  "/embed/nawras/a1",          mp3};
  const auto made = ask("POST", "/v1/sites/nawras/feed-keys", tokens[Role::admin], "{}");
  const std::string key = Json::parse(made.body)["secret"],
                    other = Json::parse(
                        ask("POST", "/v1/sites/other/feed-keys", token("other", Role::admin), "{}")
                            .body)["secret"];
  for (const std::string& path : closed) {
    EXPECT_EQ(get(path).status, 401) << path;
    EXPECT_EQ(get(path + "?key=mjf_wrong").status, 401) << path;
    EXPECT_EQ(get(path + "?key=" + other).status, 401) << path;
    EXPECT_EQ(ask("GET", path, tokens[Role::edit]).status, 200) << path;
    EXPECT_EQ(ask("GET", path, token("other", Role::edit)).status, 401) << path;
    const Answer got = get(path + "?key=" + key);
    EXPECT_EQ(got.status, 200) << path;
    EXPECT_TRUE(got.field("Cache-Control").starts_with("private")) << path;
    EXPECT_EQ(get(path).status, 401) << path << " was kept for others";
  }
  const Xml feed(get("/feeds/nawras.xml?key=" + key).body);
  EXPECT_EQ(feed.one("/rss/channel/itunes:block"), "Yes");
  EXPECT_EQ(get(path_of(feed.one("//enclosure/@url"))).status, 200) << "the key goes along";
  EXPECT_EQ(get(path_of(feed.one("//podcast:chapters/@url"))).status, 200);
  EXPECT_EQ(get(path_of(feed.one("//podcast:transcript/@url"))).status, 200);
  EXPECT_EQ(logged.find(key), std::string::npos);
  ASSERT_EQ(
      ask("DELETE", "/v1/sites/nawras/feed-keys/" + Json::parse(made.body)["id"].get<std::string>(),
          tokens[Role::admin])
          .status,
      204);
  EXPECT_EQ(get("/feeds/nawras.xml?key=" + key).status, 401) << "it was revoked";
}

TEST_F(OutletTest, AFrontIsCheckedWhenItIsPut) {
  const auto field = [&](const Json& page) {
    const Answer put =
        ask("PUT", "/v1/sites/nawras", tokens[Role::admin], Json{{"page", page}}.dump());
    EXPECT_EQ(put.status, 422) << page;
    return Json::parse(put.body).value("field", "");
  };
  EXPECT_EQ(field({{"title", 5}}), "title");
  EXPECT_EQ(field({{"link", "javascript:alert(1)"}}), "page.link");
  EXPECT_EQ(field({{"image", "https://a b"}}), "page.image");
  EXPECT_EQ(field({{"hub", "ftp://a"}}), "page.hub");
  EXPECT_EQ(field({{"origin", "https://a/b"}}), "page.origin");
  EXPECT_EQ(field({{"frames", {"https://a; script-src *"}}}), "page.frames");
  EXPECT_EQ(field({{"frames", "*"}}), "page.frames");
  EXPECT_EQ(field({{"language", "a\r\nb"}}), "page.language");
  EXPECT_EQ(field({{"private", "yes"}}), "private");
  EXPECT_EQ(Json::parse(ask("GET", "/v1/sites/nawras", tokens[Role::admin]).body)["page"],
            Json::object());
  front({{"origin", "https://sound.example"}, {"more", 1}});
  push_story("a1");
  EXPECT_TRUE(Xml(get("/feeds/nawras.xml").body)
                  .one("//enclosure/@url")
                  .starts_with("https://sound.example/audio/"));
  EXPECT_EQ(get("/oembed?url=https%3A%2F%2Fsound.example%2Fembed%2Fnawras%2Fa1").status, 200);
}

/// Nobody's text becomes markup: whatever stands in it, the pages have the elements they always
/// have.
TEST_F(OutletTest, EveryFieldIsToldAsText) {
  const auto elements = [&](const std::string& html) {
    const Xml page(html, true);
    std::map<std::string, std::size_t> out;
    for (const char* name :
         {"script", "img", "style", "title", "li", "a", "iframe", "section", "mujaz-player"})
      out[name] = page.all("//" + std::string(name)).size();
    EXPECT_EQ(page.all("//@*[starts-with(name(), 'on')]").size(), 0u) << html;
    EXPECT_EQ(page.all("//@href[starts-with(., 'javascript')]").size(), 0u) << html;
    return out;
  };
  front({{"title", "نورس"}, {"description", "وصف"}, {"owner", "نورس"}, {"copyright", "نورس"}});
  push_story("a1", {{"section", "محليات"}, {"byline", "سلمى"}});
  ASSERT_EQ(
      ask("POST", at("a1") + "/correct", tokens[Role::edit], R"({"notice":"صُحّح رقم."})").status,
      200);
  const auto box = elements(get(at("a1") + "/box.html").body),
             frame = elements(get("/embed/nawras/a1").body);
  EXPECT_EQ(box.at("li"), 1u);

  front({{"title", kEvil},
         {"description", kEvil},
         {"owner", kEvil},
         {"copyright", kEvil},
         {"category", "\"><b>"},
         {"email", kEvil}});
  ASSERT_EQ(ask("DELETE", at("a1"), tokens[Role::push]).status, 200);
  const std::string text = std::string(kText) + " وقال \"" + kEvil + "\" في ختام كلمته.";
  const Answer pushed = push("a2", {{"title", kEvil},
                                    {"url", std::string("https://news.example/?") + kEvil},
                                    {"section", kEvil},
                                    {"byline", kEvil},
                                    {"text", text}});
  ASSERT_EQ(Json::parse(pushed.body)["state"], "published") << pushed.body;
  ASSERT_EQ(
      ask("POST", at("a2") + "/correct", tokens[Role::edit], Json{{"notice", kEvil}}.dump()).status,
      200);
  EXPECT_EQ(elements(get(at("a2") + "/box.html").body), box);
  EXPECT_EQ(elements(get("/embed/nawras/a2").body), frame);

  const Answer rss = get("/feeds/nawras.xml");
  const Xml feed(rss.body);
  EXPECT_EQ(feed.all("//script").size() + feed.all("//img").size(), 0u);
  EXPECT_EQ(feed.all("/rss/channel/item").size(), 1u);
  EXPECT_NE(feed.one("//item/title").find("<script>alert(1)</script>"), std::string::npos)
      << "it is told as it is";
  EXPECT_EQ(Xml(feed.one("//item/content:encoded"), true).all("//script").size(), 0u);
  EXPECT_EQ(Xml(get("/feeds/nawras.atom").body).all("//atom:entry").size(), 1u);
  const std::string ld = get(at("a2") + "/jsonld").body;
  EXPECT_EQ(ld.find('<'), ld.npos) << "it may stand in a script element";
  EXPECT_NE(Json::parse(ld)["headline"].get<std::string>().find("<script>"), std::string::npos);
  const Json oembed = Json::parse(get("/oembed?url=http%3A%2F%2Fa%2Fembed%2Fnawras%2Fa2").body);
  const Xml iframe(oembed["html"], true);
  EXPECT_EQ(iframe.all("//body/*").size(), 1u);
  EXPECT_EQ(iframe.all("//script | //img").size(), 0u);
  const Xml xml(get("/oembed?format=xml&url=http%3A%2F%2Fa%2Fembed%2Fnawras%2Fa2").body);
  EXPECT_EQ(Xml(xml.one("/oembed/html"), true).all("//script | //img").size(), 0u);
}

TEST_F(OutletTest, AnAddressThatIsNoneOfTheWebIsNoLink) {
  push_story("a1", {{"url", "javascript:alert(1)"}});
  EXPECT_EQ(Xml(get(at("a1") + "/box.html").body, true).all("//a").size(), 0u);
  EXPECT_EQ(Xml(get("/embed/nawras/a1").body, true).all("//mujaz-player/@href").size(), 0u);
  EXPECT_EQ(Xml(get("/feeds/nawras.xml").body).one("//item/link"), "http://a/embed/nawras/a1");
  EXPECT_FALSE(Json::parse(get(at("a1") + "/jsonld").body).contains("url"));
}

TEST(Outlet, DatesAreThoseOfTheStandard) {
  EXPECT_EQ(rfc822(parse_time("2026-11-24T10:30:00.250Z")), "Tue, 24 Nov 2026 10:30:00 GMT");
  EXPECT_EQ(rfc822(parse_time("2000-02-29T00:00:00Z")), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(rfc822(parse_time("1969-12-31T23:59:59Z")), "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST(Outlet, ChaptersBeginWithTheirPointsAndTimesAreNotTrusted) {
  Showing showing;
  showing.points = {"أ", "ب", "ج"};
  const Json all = Json::parse(chapters_json(
      showing,
      R"({"words":[{"point":0,"start":0.1},{"point":0,"start":0.5},{"point":2,"start":3},{"point":1,"start":4}]})"));
  ASSERT_EQ(all["chapters"].size(), 2u);
  EXPECT_EQ(all["chapters"][1]["title"], "ج");
  for (const char* wrong : {"", "{}", "[]", R"({"words":5})",
                            R"({"words":[1,{"point":-1},{"point":"x"},{"point":9,"start":1}]})"})
    EXPECT_EQ(Json::parse(chapters_json(showing, wrong))["chapters"], Json::array()) << wrong;
}

}  // namespace
}  // namespace mujaz
