// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "support.h"

namespace mujaz::testing {
namespace {

using Clock = std::chrono::steady_clock;
const Actor cms{"cms", Role::push};
constexpr std::chrono::milliseconds tick{5};
/// Ends what would hang; no machine is slow enough to need it.
constexpr std::chrono::minutes longest{3};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Waits for `done`; false where it does not come.
bool wait_for(const std::function<bool()>& done) {
  const auto until = Clock::now() + longest;
  while (!done()) {
    if (Clock::now() > until) return false;
    std::this_thread::sleep_for(tick);
  }
  return true;
}

/// A CMS that makes a refused push again, as it would by its own queue.
class Cms {
 public:
  Cms(Desk& desk, int articles) : desk_(desk), articles_(articles) {}
  ~Cms() { finish(); }
  Cms(const Cms&) = delete;
  Cms& operator=(const Cms&) = delete;

  /// Pushes the steps up to `last`, until they are acknowledged or time has run out.
  void begin(int last) {
    thread_ = std::thread([this, last] {
      const auto until = Clock::now() + longest;
      while (acknowledged_ < last && Clock::now() < until) try {
          desk_.push(push_of(acknowledged_, articles_), cms);
          ++acknowledged_;
        } catch (const Error&) {
          ++refused_;
          std::this_thread::sleep_for(tick);
        }
    });
  }
  void finish() {
    if (thread_.joinable()) thread_.join();
  }
  int acknowledged() const { return acknowledged_; }
  int refused() const { return refused_; }

 private:
  Desk& desk_;
  const int articles_;
  std::atomic<int> acknowledged_ = 0, refused_ = 0;
  std::thread thread_;
};

/// One byte through a pipe at a time, between processes.
class Signal {
 public:
  Signal() {
    if (::pipe(ends_.data()) != 0) throw std::runtime_error("no pipe");
  }
  void give() { static_cast<void>(::write(ends_[1], "x", 1)); }
  void take() {
    char byte;
    while (::read(ends_[0], &byte, 1) < 0 && errno == EINTR) {
    }
  }

 private:
  std::array<int, 2> ends_{};
};

/// A worker that says when it is in the middle of a stage and goes on when it is told.
[[noreturn]] void work_slowly(const StoreOptions& options, const std::string& stage,
                              Signal& in_the_middle, Signal& go_on, Signal& done) {
  Crafts crafts = quick_crafts();
  const auto stop_there = [&](const std::string& here) {
    if (here != stage) return;
    in_the_middle.give();
    go_on.take();
  };
  crafts.points = [&, quick = crafts.points](const Article& article, const Site& site) {
    Checked made = quick(article, site);
    stop_there("draft");
    made.points.pop_back();
    return made;
  };
  crafts.sound = [&, quick = crafts.sound](const auto&... given) {
    BoxFiles made = quick(given...);
    stop_there("voice");
    made.mp3 += "late";
    return made;
  };
  int exit = 0;
  try {
    Desk desk(desk_parts(options, crafts));
    const Stop stop;
    while (desk.work("frozen", stop)) {
    }
  } catch (const std::exception&) {
    exit = 1;
  }
  done.give();
  ::_exit(exit);
}

}  // namespace

OutageResult outlast(const Outage& outage) {
  OutageResult result;
  {
    Desk desk(outage.parts());
    open_house(desk.store());
    Cms client(desk, outage.articles);
    client.begin(outage.articles);
    client.finish();
    const Workers workers(desk, 2);
    outage.begin();
    const auto away = Clock::now();
    client.begin(2 * outage.articles);
    const auto felt = [&] { return outage.felt ? outage.felt() : client.refused() > 0; };
    result.felt = wait_for([&] { return felt() && Clock::now() - away >= outage.lasts; });
    const int before = client.acknowledged();
    outage.end();
    const auto back = Clock::now();
    wait_for([&] { return client.acknowledged() > before || before == 2 * outage.articles; });
    result.back = seconds_since(back);
    client.finish();
    result.acknowledged = client.acknowledged();
    result.refused = client.refused();
  }
  result.wrong = finish_and_look(outage.parts(), outage.articles);
  return result;
}

FullDisk::FullDisk() {
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  before_ = limit.rlim_cur;
  limit.rlim_cur = 0;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

FullDisk::~FullDisk() {
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = before_;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

Frozen freeze_worker(const StoreOptions& options, const std::string& stage) {
  {
    Desk desk(desk_parts(options, quick_crafts()));
    open_house(desk.store());
    desk.push(push_of(0, 1), cms);
  }
  Signal in_the_middle, go_on, done;
  const pid_t worker = ::fork();
  if (worker == 0) work_slowly(options, stage, in_the_middle, go_on, done);
  Frozen frozen;
  std::int64_t version = 0;
  {
    Desk desk(desk_parts(options, quick_crafts()));
    in_the_middle.take();
    ::kill(worker, SIGSTOP);
    const Stop stop;
    const auto story = [&] {
      Story now;
      desk.store().read([&](Transaction& rows) { now = Stories(rows).get(house, id_of(0)); });
      return now;
    };
    frozen.took_over = wait_for([&] {
      desk.work("other", stop);
      return visible(story()) != nullptr;
    });
    version = story().version;
    ::kill(worker, SIGCONT);
    go_on.give();
    done.take();
    int status = 0;
    ::waitpid(worker, &status, 0);
    frozen.refused = WIFEXITED(status) && WEXITSTATUS(status) == 0 && story().version == version;
    desk.push(push_of(1, 1), cms);
  }
  frozen.wrong = finish_and_look(desk_parts(options, quick_crafts()), 1);
  return frozen;
}

Races race_saves(const DeskParts& parts, int count) {
  constexpr int articles = 10;
  Races races;
  Desk desk(parts);
  open_house(desk.store());
  const Workers workers(desk, 2);
  for (int i = 0; i < count; ++i) {
    // Both are of one article; the later one's text is of this race alone.
    Push earlier = push_of(i % articles, articles), later = earlier;
    earlier.article = article_of(i % articles, 2 * i + 1);
    later.article = article_of(i % articles, 2 * i + 2);
    earlier.modified = from_milliseconds(1'000'000 + 2 * i);
    later.modified = from_milliseconds(1'000'000 + 2 * i + 1);
    std::thread other([&] {
      try {
        desk.push(earlier, cms);
      } catch (const Error& error) {
        races.refused += error.code() == ErrorCode::conflict;
      }
    });
    desk.push(later, cms);
    other.join();
    Story after;
    const std::string hash = content_hash(later.article);
    const bool made = wait_for([&] {
      desk.store().read([&](Transaction& rows) { after = Stories(rows).get(house, later.id); });
      return visible(after) && after.hash == hash && visible(after)->sound.key == sound_key(after);
    });
    const std::string text = to_utf8(later.article.paragraphs.back().text);
    if (made && desk.blobs().get(visible(after)->sound.mp3).find(text) != text.npos)
      ++races.won;
    else if (races.lost.empty())
      races.lost = std::string("race ") + std::to_string(i) + ": " + name(after.state);
  }
  return races;
}

Promotion lose_primary(const std::filesystem::path& folder, int articles) {
  Cluster primary;
  const std::unique_ptr<Cluster> standby = primary.standby();
  StoreOptions options;
  options.folder = folder;
  options.database = primary.database(standby.get());
  Promotion promotion;
  {
    Desk desk(desk_parts(options, quick_crafts()));
    open_house(desk.store());
    Cms client(desk, articles);
    const Workers workers(desk, 2);
    client.begin(2 * articles);
    wait_for([&] { return client.acknowledged() >= articles / 2; });
    primary.kill();
    const auto killed = Clock::now();
    const int before = client.acknowledged();
    standby->promote();
    // One may have been committed and not yet acknowledged.
    wait_for([&] {
      return client.acknowledged() > before + 1 || client.acknowledged() == 2 * articles;
    });
    promotion.back = seconds_since(killed);
    client.finish();
    promotion.acknowledged = client.acknowledged();
    promotion.refused = client.refused();
  }
  promotion.wrong = finish_and_look(desk_parts(options, quick_crafts()), articles);
  return promotion;
}

}  // namespace mujaz::testing
