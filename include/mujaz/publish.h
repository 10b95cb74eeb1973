// SPDX-License-Identifier: GPL-3.0-or-later
// From points and sound to what the listener opens: page, captions, times, structured data.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/audio.h"
#include "mujaz/core.h"
#include "mujaz/intake.h"
#include "mujaz/points.h"
#include "mujaz/sound_file.h"
#include "mujaz/text.h"

namespace mujaz {

struct EpisodeFile {
  std::string name;
  std::string bytes;
};

/// An episode in memory: `index.html article.json points.json summary.mp3 summary.opus captions.vtt
/// times.json episode.jsonld`, and with the whole article read `full.mp3 full.opus full.vtt
/// full.times.json`.
struct Episode {
  std::vector<EpisodeFile> files;
};

/// WebVTT: a cue a phrase, each word with its time inside. `texts[i]` is the text of point i.
std::string captions(const Timeline& sound, const std::vector<std::u32string>& texts);
/// `{"duration","words":[{"point","start","end","from","to"}]}`, and `"marks":[{"name","time"}]`
/// where a document has set marks; `"estimated": true` where the voice gave no times, and a
/// `"note"` where another voice spoke than was asked for.
std::string times_json(const Timeline& sound);
/// schema.org NewsArticle with `abstract` and `audio`.
std::string json_ld(const Article& article, const Signed& box, const Timeline& sound,
                    std::size_t mp3_bytes);

/// What the files of an article's sound say of themselves.
Tags tags_of(const Article& article);

/// Makes pages. Immutable after construction: any thread may use it.
class Publisher {
 public:
  explicit Publisher(const Language& language);
  ~Publisher();
  Episode publish(const Article& article, const Checked& checked, const Signed& box,
                  const Programme& sound, const Recording* full = nullptr) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

/// Writes an episode into a folder: all of it or nothing. A new folder is made beside its place and
/// renamed; into one that exists the files are moved from a temporary folder inside it, the page
/// last, and other files in it stay. Throws unavailable (disk, rights), conflict (a file stands
/// where a folder should).
void write_episode(const Episode& episode, const std::filesystem::path& folder);

}  // namespace mujaz
