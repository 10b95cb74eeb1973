// SPDX-License-Identifier: GPL-3.0-or-later
#include "articles.h"

#include <set>
#include <thread>

#include "mujaz/digest.h"
#include "support.h"

namespace mujaz::testing {
namespace {

/// Works until nothing is left to do.
void drain(const DeskParts& parts, Wrong& wrong) {
  Desk desk(parts);
  Workers workers(desk, 2);
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(3);
  while (std::chrono::steady_clock::now() < until) {
    std::map<JobState, std::int64_t> left;
    desk.store().read([&](Transaction& rows) { left = Jobs(rows).count(); });
    if (left[JobState::dead] > 0) wrong.broken = "a job is dead";
    if (left[JobState::waiting] + left[JobState::running] == 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  wrong.broken = "the queue does not end";
}

void look_at(const Desk& desk, int number, Wrong& wrong) {
  std::optional<Story> story;
  std::vector<Entry> log;
  desk.store().read([&](Transaction& rows) {
    story = Stories(rows).find(house, id_of(number));
    log = AuditLog(rows).of_story(house, id_of(number));
  });
  const Live* live = story ? visible(*story) : nullptr;
  if (!live || story->hash != content_hash(article_of(number, 2))) {
    ++wrong.lost;
    return;
  }
  std::set<int> published;
  for (const Entry& entry : log)
    if (entry.action == "publish") wrong.twice += !published.insert(entry.revision).second;
  const std::u32string text = article_of(number, 2).text();
  bool old = live->revision != story->revision;
  for (const StoryPoint& point : live->points)
    old = old || text.find(point.checked.point.text) == text.npos;
  wrong.old += old;
  for (const std::string& hash :
       {live->sound.mp3, live->sound.opus, live->sound.captions, live->sound.times})
    try {
      desk.blobs().get(hash);
    } catch (const Error&) {
      ++wrong.missing;
    }
}

}  // namespace

Crafts quick_crafts() {
  Crafts crafts;
  crafts.points = [](const Article& article, const Site&) {
    Checked made;
    const std::vector<Span> spans = article.spans();
    for (std::size_t i = 0; i < spans.size() && i < 3; ++i) {
      CheckedPoint point;
      point.point.text = article.paragraphs[i].text;
      point.point.pieces = {{point.point.text, PieceSource::text, spans[i]}};
      point.verdict = Verdict::supported;
      made.points.push_back(std::move(point));
    }
    return made;
  };
  crafts.sound = [](const Article&, const Signed& box, const Site&,
                    const std::vector<LexiconEntry>&, const Stop& stop) {
    stop.check();
    BoxFiles made;
    for (const KeyPoint& point : box.points()) made.times += to_utf8(point.text) + "\n";
    made.mp3 = "mp3 " + made.times;
    made.opus = "opus " + made.times;
    made.captions = "vtt " + made.times;
    made.duration = 1;
    made.voice = "quick";
    return made;
  };
  crafts.clauses = [](const Article& article) {
    static const Chooser chooser(language());
    return chooser.clauses(article);
  };
  crafts.read = [](const std::u32string& text, const Site&,
                   const std::vector<LexiconEntry>& lexicon) {
    std::vector<SaidWord> out;
    for (const Token& token : tokens(text)) {
      SaidWord& word = out.emplace_back();
      word.written = token.span;
      word.marks = to_utf8(text.substr(token.span.start, token.span.size()));
      for (const LexiconEntry& entry : lexicon)
        if (entry.word == word.marks) word.marks = entry.entry;
    }
    return out;
  };
  crafts.entries = [](const std::string& csv) {
    return read_pronunciations(csv, PronunciationFormat::csv, language());
  };
  crafts.voices = [] { return std::vector<std::string>{"quick", "slow"}; };
  crafts.speak = [](const Spoken& what, const Site& site, const std::vector<LexiconEntry>&) {
    if (count_words(what.text) == 0) throw Error(ErrorCode::bad_input, "There is no word.");
    return [what, site = site.name](const std::function<void(std::string_view)>& out, const Stop&) {
      out(what.format + " by " + what.voice + " of " + site + " at " +
          std::to_string(what.speed).substr(0, 3) + ": ");
      out(to_utf8(what.text));
    };
  };
  return crafts;
}

DeskParts desk_parts(const StoreOptions& options, Crafts crafts) {
  DeskParts parts;
  parts.store = Store::open(options);
  parts.blobs = folder_blobs(options.folder / "blobs");
  parts.newsroom = std::make_shared<Newsroom>(language(), std::make_shared<Checker>(language()));
  parts.crafts = std::move(crafts);
  parts.lease = std::chrono::milliseconds(1000);
  return parts;
}

void open_house(const Store& store) {
  Site site;
  site.name = house;
  site.policy.policy = Policy::publish;
  site.policy.on_stale = OnStale::correct;
  store.write([&](Transaction& rows) { Sites(rows).put(site); });
}

std::string id_of(int number) {
  return "article-" + std::to_string(number);
}

Article article_of(int number, int revision) {
  static const std::u32string subjects[] = {U"المجلس البلدي", U"فريق الإنقاذ", U"مكتب البريد"};
  const std::u32string n = from_utf8(std::to_string(100 + number));
  Article out;
  out.title = U"خبر " + n;
  for (int i = 0; i < 2; ++i) {
    Paragraph paragraph;
    paragraph.text = U"أعلن " + subjects[number % 3] + U" إنجاز " + n + U" مهمة في الحي " +
                     from_utf8(std::to_string(i == 0 ? 1 : 1 + revision)) + U".";
    out.paragraphs.push_back(paragraph);
  }
  return out;
}

Push push_of(int step, int articles) {
  Push push;
  push.site = house;
  push.id = id_of(step % articles);
  push.article = article_of(step % articles, 1 + step / articles);
  push.modified = from_milliseconds(1'000'000 + step);
  return push;
}

std::string to_string(const Wrong& wrong) {
  return "lost " + std::to_string(wrong.lost) + ", twice " + std::to_string(wrong.twice) +
         ", old " + std::to_string(wrong.old) + ", blobs missing " + std::to_string(wrong.missing) +
         (wrong.broken.empty() ? "" : "; " + wrong.broken);
}

Wrong finish_and_look(const DeskParts& parts, int articles) {
  Wrong wrong;
  drain(parts, wrong);
  const Desk desk(parts);
  for (int i = 0; i < articles; ++i) look_at(desk, i, wrong);
  std::vector<Entry> log;
  desk.store().read([&](Transaction& rows) { log = AuditLog(rows).after(house, 0, 1'000'000); });
  if (broken(log)) wrong.broken = "the log's chain is broken";
  return wrong;
}

}  // namespace mujaz::testing
