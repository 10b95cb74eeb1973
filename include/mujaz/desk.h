// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom at work: calls that move stories, and workers that make their points and sound.
// Every step is one transaction that holds the story, so a crash at any moment leaves it before the
// step or after it, and its job is done again.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/blobs.h"
#include "mujaz/jobs.h"
#include "mujaz/newsroom.h"
#include "mujaz/pronunciations.h"
#include "mujaz/shelves.h"
#include "mujaz/store.h"
#include "mujaz/tell.h"

namespace mujaz {

/// The files of a box's sound.
struct BoxFiles {
  std::string mp3, opus, captions, times;
  double duration = 0;  ///< seconds
  std::string voice;
};

/// A word as it is said.
struct SaidWord {
  Span written;       ///< code points in the text; the words of one number share theirs
  std::string marks;  ///< with its marks
  std::string ipa;    ///< what is heard, joined to its neighbours
};

/// A text to be spoken at once, for whoever asks.
struct Spoken {
  std::u32string text;
  std::string voice;   ///< empty: the site's
  double speed = 1;    ///< 0.5 to 3
  std::string format;  ///< mp3, opus, wav, flac or pcm
};
/// Speaks what was made ready; `out` gets the bytes as they are made. Throws as Voice::stream does.
using Speak = std::function<void(const std::function<void(std::string_view)>& out, const Stop&)>;

/// What makes points and sound. Any thread may call them. What they throw decides: bad_input,
/// unsupported and internal are for good, every other is tried again.
struct Crafts {
  std::function<Checked(const Article&, const Site&)> points;
  std::function<BoxFiles(const Article&, const Signed&, const Site&,
                         const std::vector<LexiconEntry>&, const Stop&)>
      sound;
  std::function<Clauses(const Article&)> clauses;
  /// How a text is said with a site's settings and these entries.
  std::function<std::vector<SaidWord>(const std::u32string&, const Site&,
                                      const std::vector<LexiconEntry>&)>
      read;
  /// What stands in a table of `mujaz lexicon` in CSV, and what is wrong with it.
  std::function<PronunciationList(const std::string& csv)> entries;
  /// Makes a text ready to be spoken. Throws not_found (the voice), bad_input (no word in it),
  /// unsupported (the format).
  std::function<Speak(const Spoken&, const Site&, const std::vector<LexiconEntry>&)> speak;
  /// The names of the voices there are, the best first.
  std::function<std::vector<std::string>()> voices;
};
struct CraftOptions {
  std::string voice;             ///< of sites that name none; empty: the best there is
  RemoteSection remote;          ///< the server that speaks for sites whose voice is `remote`
  std::filesystem::path budget;  ///< where its day's characters are counted; empty: nowhere
};
/// The real ones. Throws as load_setup does. Voices and readers are loaded as sites need them and
/// kept, sound in `places.cache`.
Crafts load_crafts(const Places& places, const CraftOptions& options = {});

/// Which story, and the version of it that was seen (the ETag): another one is a conflict.
struct Which {
  std::string site, id;
  std::optional<std::int64_t> version = {};
};

struct DeskParts {
  std::shared_ptr<Store> store;
  std::shared_ptr<Blobs> blobs;
  std::shared_ptr<const Newsroom> newsroom;
  Crafts crafts;
  Retries retries;
  std::chrono::milliseconds lease{60'000};
};

/// How jobs of a kind are tried again, by default as all, and whether they wait on others: then a
/// thread that does nothing else works on them.
struct KindOptions {
  Retries retries;
  bool apart = false;
};

/// Any thread may use it, and any number of processes the same store. The calls throw what the
/// Newsroom's rules and the Store throw, and not_found.
class Desk {
 public:
  explicit Desk(DeskParts parts);
  ~Desk();

  struct Pushed {
    Story story;
    bool changed = false;  ///< else all was there already
  };
  Pushed push(const Push& push, const Actor& actor);
  Story edit(const Which& which, const std::vector<Edit>& edits, const Actor& actor);
  Story sign(const Which& which, const std::string& point, const std::string& reason,
             const Actor& actor);
  Story approve(const Which& which, const Actor& actor);
  Story reject(const Which& which, const std::string& reason, const Actor& actor);
  Story withdraw(const Which& which, const std::string& reason, const Actor& actor);
  Story correct(const Which& which, const std::u32string& notice, const Actor& actor);
  Story revoice(const Which& which, const Actor& actor);

  /// The story once its newest revision has its points and sound or was held, or as it is then.
  Story await(const Which& which, std::chrono::milliseconds longest) const;

  /// Work of another kind, before any worker begins: done again until `handler` returns.
  void on(const std::string& kind, std::function<void(const Job&, const Stop&)> handler,
          std::optional<KindOptions> options = {});
  /// Does the next job there is; false where none is due. What a job throws is written to its row.
  /// When `stop` is requested meanwhile, the job is handed back.
  bool work(const std::string& worker, const Stop& stop, bool apart = false);
  /// Waits until there may be work.
  void wait(std::chrono::milliseconds longest) const;
  /// Removes what is old: happenings of a week ago, given answers, forgotten blobs.
  void tidy();

  const Store& store() const;
  Blobs& blobs() const;
  const Crafts& crafts() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// Threads that work until they are stopped.
class Workers {
 public:
  /// `tell` is called from any of them with what went wrong beside the jobs (a database away).
  Workers(Desk& desk, int threads, std::function<void(const std::string&)> tell = {});
  /// Stops.
  ~Workers();
  /// Takes no new job; what is under way is handed back. Returns when all threads have ended.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace mujaz
