// SPDX-License-Identifier: GPL-3.0-or-later
// A text spoken at once, line by line, while whoever asked is already listening.
#include "desk/speech.h"

#include <utility>

#include "mujaz/pcm.h"
#include "mujaz/sound_file.h"

namespace mujaz {
namespace {

/// The lines of a text that have something to say.
class Lines {
 public:
  Lines(std::u32string text, std::shared_ptr<const Reader> reader)
      : text_(std::move(text)), reader_(std::move(reader)) {}
  std::optional<Part> next() {
    while (at_ < text_.size()) {
      const std::size_t end = std::min(text_.find(U'\n', at_), text_.size());
      Part part = reader_->part(PartKind::utterance, place_++, text_.substr(at_, end - at_));
      at_ = end + 1;
      if (!part.words.empty()) return part;
    }
    return std::nullopt;
  }
  std::shared_ptr<const PhoneTable> phones() const { return reader_->phones(); }

 private:
  std::u32string text_;
  std::shared_ptr<const Reader> reader_;
  std::size_t at_ = 0;
  int place_ = 0;
};

/// One of the formats, once the rate is known.
class Out {
 public:
  Out(std::string format, std::function<void(std::string_view)> out)
      : format_(std::move(format)), out_(std::move(out)) {}
  void add(int rate, const float* samples, std::size_t count) {
    if (format_ == "pcm") {
      if (!pcm_) pcm_.emplace(rate, out_);
      pcm_->add(samples, count);
      return;
    }
    if (!file_) file_.emplace(sound_format("." + format_), rate, Tags(), out_);
    file_->add(samples, count);
  }
  void finish() {
    if (pcm_) pcm_->finish();
    // A stream cannot be gone back in: what was known only now stays as players of streams take it.
    if (file_) file_->finish();
  }

 private:
  std::string format_;
  std::function<void(std::string_view)> out_;
  std::optional<Encoder> file_;
  std::optional<PcmEncoder> pcm_;
};

}  // namespace

Speak made_ready(const Spoken& what, std::shared_ptr<const Voice> voice,
                 std::shared_ptr<const Reader> reader) {
  if (what.format != "pcm") sound_format("." + what.format);
  auto lines = std::make_shared<Lines>(what.text, std::move(reader));
  auto first = std::make_shared<std::optional<Part>>(lines->next());
  if (!*first) throw Error(ErrorCode::bad_input, "The text has no word that can be spoken.");
  return [lines, first, voice = std::move(voice), format = what.format, speed = what.speed](
             const std::function<void(std::string_view)>& sink, const Stop& stop) {
    Out out(format, sink);
    Manner manner;
    manner.speed = speed;
    stream(
        *voice,
        {lines->phones(), [&]() { return *first ? std::exchange(*first, {}) : lines->next(); }},
        manner, {}, true,
        [&](int rate, const float* samples, std::size_t count) { out.add(rate, samples, count); },
        &stop);
    out.finish();
  };
}

}  // namespace mujaz
