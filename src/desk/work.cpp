// SPDX-License-Identifier: GPL-3.0-or-later
// One job from its claim to the transaction that saves its result and takes it away.
#include <atomic>
#include <thread>

#include "desk/inside.h"
#include "mujaz/digest.h"

namespace mujaz {
namespace {

/// What a job works on, as it was when the job began.
struct Subject {
  Story story;
  Article article;
  Site site;
  std::vector<LexiconEntry> lexicon;
};
std::optional<Subject> look(const Store& store, const Job& job) {
  std::optional<Subject> out;
  store.read([&](Transaction& rows) {
    out.reset();
    std::optional<Story> story = Stories(rows).find(job.site, job.story);
    if (!story || story->revision != job.revision) return;
    Subject found;
    found.article = Stories(rows).article(job.site, job.story, job.revision);
    found.site = Sites(rows).get(job.site);
    found.lexicon = LexiconShelf(rows).all(job.site);
    found.story = std::move(*story);
    out = std::move(found);
  });
  return out;
}

/// Applies a rule to the story as it is now, and finishes the job with it.
void conclude(const Store& store, const Job& job,
              const std::function<Change(const Story&, const Article&, const HousePolicy&)>& rule) {
  store.write([&](Transaction& rows) {
    Stories stories(rows);
    if (const std::optional<Story> story = stories.lock(job.site, job.story)) {
      const Article article = stories.article(job.site, job.story, story->revision);
      stories.save(rule(*story, article, Sites(rows).get(job.site).policy));
    }
    Jobs(rows).finish(job);
  });
}

Signed sign_box(const std::vector<StoryPoint>& box) {
  Checked checked;
  std::vector<std::size_t> by_editor;
  for (const StoryPoint& point : box) {
    if (point.checked.verdict != Verdict::supported) by_editor.push_back(checked.points.size());
    checked.points.push_back(point.checked);
  }
  return mujaz::sign(checked, by_editor);
}

/// Prolongs a job's lease while it is worked on, and asks the work to stop where the lease is lost,
/// the job was cancelled or the worker stops.
class Hold {
 public:
  Hold(const Store& store, const Job& job, std::chrono::milliseconds lease, const Stop& outer)
      : store_(store), job_(job), lease_(lease), outer_(outer), thread_([this] { keep(); }) {}
  ~Hold() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    ended_.notify_all();
    thread_.join();
  }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  const Stop& stop() const { return stop_; }
  bool lost() const { return lost_; }

 private:
  void keep() {
    constexpr std::chrono::milliseconds tick{100};
    auto next = std::chrono::steady_clock::now() + lease_ / 3;
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, tick, [this] { return done_; })) {
      if (outer_.requested()) stop_.request();
      if (std::chrono::steady_clock::now() < next) continue;
      next = std::chrono::steady_clock::now() + lease_ / 3;
      lock.unlock();
      try {
        bool kept = false;
        store_.write([&](Transaction& rows) {
          kept = Jobs(rows).heartbeat(job_, job_.kind, now() + lease_);
        });
        if (!kept) {
          lost_ = true;
          stop_.request();
        }
      } catch (const Error&) {
        // The database is away; whether the lease was lost is seen when the result is saved.
      }
      lock.lock();
    }
  }

  const Store& store_;
  const Job& job_;
  const std::chrono::milliseconds lease_;
  const Stop& outer_;
  Stop stop_;
  std::atomic<bool> lost_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread thread_;
};

bool is_for_good(ErrorCode code) {
  return code == ErrorCode::bad_input || code == ErrorCode::unsupported ||
         code == ErrorCode::internal;
}

}  // namespace

void Desk::Inside::draft(const Job& job) {
  Checked made;
  if (const std::optional<Subject> subject = look(*parts.store, job))
    made = parts.crafts.points(subject->article, subject->site);
  conclude(*parts.store, job,
           [&](const Story& story, const Article& article, const HousePolicy& policy) {
             return parts.newsroom->drafted(story, job.revision, article, made, policy, now());
           });
}

void Desk::Inside::voice(const Job& job, const Stop& stop) {
  Sound sound;
  const std::optional<Subject> subject = look(*parts.store, job);
  const std::vector<StoryPoint> box = subject ? box_of(subject->story) : std::vector<StoryPoint>();
  const bool there =
      subject && subject->story.sound && subject->story.sound->key == sound_key(subject->story);
  if (!box.empty() && !there) {
    const BoxFiles made =
        parts.crafts.sound(subject->article, sign_box(box), subject->site, subject->lexicon, stop);
    stop.check();
    sound.key = sound_key(subject->story);
    sound.mp3_bytes = static_cast<std::int64_t>(made.mp3.size());
    sound.opus_bytes = static_cast<std::int64_t>(made.opus.size());
    sound.duration = made.duration;
    sound.voice = made.voice;
    const std::pair<const std::string&, std::string&> files[] = {{made.mp3, sound.mp3},
                                                                 {made.opus, sound.opus},
                                                                 {made.captions, sound.captions},
                                                                 {made.times, sound.times}};
    parts.store->write([&](Transaction& rows) {
      for (const auto& [bytes, name] : files) BlobUses(rows).arriving(sha256(bytes), now());
    });
    for (const auto& [bytes, name] : files) name = parts.blobs->put(bytes);
  }
  conclude(*parts.store, job, [&](const Story& story, const Article&, const HousePolicy& policy) {
    return parts.newsroom->voiced(story, job.revision, sound, policy, now());
  });
}

void Desk::Inside::publish(const Job& job) {
  conclude(*parts.store, job, [&](const Story& story, const Article&, const HousePolicy&) {
    return parts.newsroom->due(story, now());
  });
}

void Desk::Inside::give_up(const Job& job, const std::string& why) {
  conclude(*parts.store, job, [&](const Story& story, const Article&, const HousePolicy&) {
    return parts.newsroom->failed(story, job.revision, why, now());
  });
}

void Desk::Inside::run(const Job& job, const Stop& stop) {
  if (job.kind == name(Task::draft)) return draft(job);
  if (job.kind == name(Task::voice)) return voice(job, stop);
  if (job.kind == name(Task::publish)) return publish(job);
  handlers.at(job.kind).call(job, stop);
  parts.store->write([&](Transaction& rows) { Jobs(rows).finish(job); });
}

void Desk::Inside::failed(const Job& job, const std::string& what, bool for_good) {
  const auto other = handlers.find(job.kind);
  const bool ours = other == handlers.end();
  if (for_good && ours) return give_up(job, what);
  parts.store->write([&](Transaction& rows) {
    const std::optional<JobState> state =
        Jobs(rows).fail(job, what, ours ? parts.retries : other->second.options.retries, now());
    if (state != JobState::dead || !ours) return;
    // Dead, it stays for an admin to look at; the story is held meanwhile.
    Stories stories(rows);
    if (const std::optional<Story> story = stories.lock(job.site, job.story))
      stories.save(parts.newsroom->failed(*story, job.revision, what, now()));
  });
}

bool Desk::work(const std::string& worker, const Stop& stop, bool apart) {
  if (stop.requested()) return false;
  const Store& store = *inside_->parts.store;
  const std::chrono::milliseconds lease = inside_->parts.lease;
  std::vector<std::string> kinds;
  if (!apart) kinds = {name(Task::draft), name(Task::voice), name(Task::publish)};
  for (const auto& [kind, handler] : inside_->handlers)
    if (handler.options.apart == apart) kinds.push_back(kind);
  if (kinds.empty()) return false;
  std::optional<Job> job;
  store.write([&](Transaction& rows) { job = Jobs(rows).claim(worker, now(), lease, kinds); });
  if (!job) return false;
  const bool ours = !inside_->handlers.count(job->kind);
  if (ours && job->attempts > inside_->parts.retries.most) {
    inside_->failed(*job, "Every worker that tried it ended before it was done.", false);
    return true;
  }
  bool lost = false;
  std::optional<std::pair<std::string, bool>> failure;
  {
    const Hold hold(store, *job, lease, stop);
    try {
      inside_->run(*job, hold.stop());
    } catch (const Error& error) {
      failure.emplace(error.what(), is_for_good(error.code()));
    } catch (const std::exception& error) {
      failure.emplace(error.what(), false);
    }
    lost = hold.lost();
  }
  inside_->notify();
  if (!failure) return true;
  if (lost)
    store.write([&](Transaction& rows) {
      // Cancelled while it ran: it goes. Given to another: that one's now.
      const std::optional<Job> row = Jobs(rows).find(job->id);
      if (row && row->cancelled && row->attempts == job->attempts) Jobs(rows).finish(*job);
    });
  else if (stop.requested())
    store.write([&](Transaction& rows) { Jobs(rows).hand_back(*job); });
  else
    inside_->failed(*job, failure->first, failure->second);
  return true;
}

}  // namespace mujaz
