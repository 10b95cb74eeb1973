// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "mujaz/digest.h"
#include "support.h"

namespace mujaz::testing {
namespace fs = std::filesystem;
namespace {

/// Two revisions of each article: both are of 2 sentences, of which the second is another.
Article article(int number, int revision) {
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

std::string id_of(int number) {
  return "article-" + std::to_string(number);
}

/// Pushes what has not been acknowledged, and writes down what has.
void push_all(const CrashPlan& plan, const fs::path& acknowledged) {
  int done = 0;
  {
    std::ifstream in(acknowledged);
    for (std::string line; std::getline(in, line);) ++done;
  }
  Desk desk(desk_parts(plan.options, quick_crafts()));
  std::ofstream out(acknowledged, std::ios::app);
  for (; done < 2 * plan.articles; ++done) {
    Push push;
    push.site = "nawras";
    push.id = id_of(done % plan.articles);
    push.article = article(done % plan.articles, 1 + done / plan.articles);
    push.modified = from_milliseconds(1'000'000 + done);
    desk.push(push, {"cms", Role::push});
    out << done << std::endl;
  }
}

void work_on(const CrashPlan& plan) {
  Desk desk(desk_parts(plan.options, plan.crafts()));
  const Workers workers(desk, 2);
  for (;;) ::pause();
}

pid_t begin(const std::function<void()>& what) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    what();
    ::_exit(0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crash: %s\n", error.what());
    ::_exit(1);
  }
}

/// Whether it has ended by itself; throws where it failed.
bool ended(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, WNOHANG) != child) return false;
  if (status != 0) throw std::runtime_error("the process that pushes failed");
  return true;
}

void kill_it(pid_t child) {
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

/// Works until nothing is left to do.
void drain(const CrashPlan& plan, CrashResult& result) {
  Desk desk(desk_parts(plan.options, plan.crafts()));
  Workers workers(desk, 2);
  for (int i = 0; i < 3000; ++i) {
    std::map<JobState, std::int64_t> left;
    desk.store().read([&](Transaction& rows) { left = Jobs(rows).count(); });
    if (left[JobState::dead] > 0) result.broken = "a job is dead";
    if (left[JobState::waiting] + left[JobState::running] == 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  result.broken = "the queue does not end";
}

void look_at(Desk& desk, int number, CrashResult& result) {
  std::optional<Story> story;
  std::vector<Entry> log;
  desk.store().read([&](Transaction& rows) {
    story = Stories(rows).find("nawras", id_of(number));
    log = AuditLog(rows).of_story("nawras", id_of(number));
  });
  const Live* live = story ? visible(*story) : nullptr;
  if (!live || story->hash != content_hash(article(number, 2))) {
    ++result.lost;
    return;
  }
  std::set<int> published;
  for (const Entry& entry : log)
    if (entry.action == "publish") result.twice += !published.insert(entry.revision).second;
  const std::u32string text = article(number, 2).text();
  bool old = live->revision != story->revision;
  for (const StoryPoint& point : live->points)
    old = old || text.find(point.checked.point.text) == text.npos;
  result.old += old;
  for (const std::string& hash :
       {live->sound.mp3, live->sound.opus, live->sound.captions, live->sound.times})
    try {
      desk.blobs().get(hash);
    } catch (const Error&) {
      ++result.missing;
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

CrashResult crash(const CrashPlan& plan) {
  {
    Site site;
    site.name = "nawras";
    site.policy.policy = Policy::publish;
    site.policy.on_stale = OnStale::correct;
    Store::open(plan.options)->write([&](Transaction& rows) { Sites(rows).put(site); });
  }
  const fs::path acknowledged = plan.options.folder / "acknowledged";
  CrashResult result;
  std::minstd_rand random(plan.seed);
  pid_t pusher = -1, worker = -1;
  bool pushed = false;
  while (result.kills < plan.kills || !pushed) {
    if (pusher < 0 && !pushed) pusher = begin([&] { push_all(plan, acknowledged); });
    if (worker < 0) worker = begin([&] { work_on(plan); });
    std::this_thread::sleep_for(
        std::chrono::milliseconds(1 + random() % static_cast<unsigned>(plan.longest)));
    if (pusher > 0 && ended(pusher)) {
      pusher = -1;
      std::ifstream in(acknowledged);
      int lines = 0;
      for (std::string line; std::getline(in, line);) ++lines;
      pushed = lines >= 2 * plan.articles;
    }
    if (result.kills >= plan.kills) continue;
    ++result.kills;
    pid_t& victim = pusher > 0 && random() % 3 == 0 ? pusher : worker;
    kill_it(victim);
    victim = -1;
  }
  if (worker > 0) kill_it(worker);
  std::ifstream in(acknowledged);
  for (std::string line; std::getline(in, line);) ++result.acknowledged;
  drain(plan, result);
  Desk desk(desk_parts(plan.options, quick_crafts()));
  for (int i = 0; i < plan.articles; ++i) look_at(desk, i, result);
  std::vector<Entry> log;
  desk.store().read([&](Transaction& rows) { log = AuditLog(rows).after("nawras", 0, 1'000'000); });
  if (broken(log)) result.broken = "the log's chain is broken";
  return result;
}

}  // namespace mujaz::testing
