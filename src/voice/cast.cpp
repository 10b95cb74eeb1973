// SPDX-License-Identifier: GPL-3.0-or-later
// Several voices in one programme, and a short sound between its points. What one voice says
// without a change is one stretch, streamed as ever; at a change the rest that the text asks for is
// made here.
#include <algorithm>
#include <cmath>
#include <deque>

#include "mujaz/sound_file.h"
#include "mujaz/voice.h"
#include "voice/phrases.h"

namespace mujaz::voice {
namespace {

constexpr int kRate = 48'000;                 // where voices may have different ones
constexpr std::size_t kQuotation = 4;         // words: fewer in quotation marks are a name
constexpr double kChange = 0.120;             // seconds, the least at a change of voice
constexpr double kUnder = 6, kMostGain = 12;  // LU the sound lies under the speech; dB
constexpr double kFade = 0.010, kMostSeconds = 5;
constexpr std::size_t kMostBytes = 4u << 20;

/// What one voice says of a part: all its words, or those inside or outside of a quotation.
struct Segment {
  Part part;
  int number = 0;         // of the part among all
  std::size_t first = 0;  // its first word in the part
  bool quotation = false;
  bool after_sound = false;  // the sound between points comes first
  double rest = 0;           // seconds after it
};

bool opens(char32_t c) {
  return c == 0x00AB || c == 0x201C;
}
bool closes(char32_t c) {
  return c == 0x00BB || c == 0x201D;
}

/// For each word whether it stands in a quotation: a long stretch between two marks.
std::vector<bool> quoted(const Part& part) {
  std::vector<bool> out(part.words.size(), false);
  std::size_t word = 0;
  for (std::size_t at = 0; at < part.text.size(); ++at) {
    if (!opens(part.text[at])) continue;
    std::size_t end = at + 1;
    while (end < part.text.size() && !closes(part.text[end]) && !opens(part.text[end])) ++end;
    if (end == part.text.size() || opens(part.text[end])) continue;
    while (word < part.words.size() && part.words[word].written.start <= at) ++word;
    std::size_t after = word;
    while (after < part.words.size() && part.words[after].written.start < end) ++after;
    if (after - word >= kQuotation)
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(word),
                out.begin() + static_cast<std::ptrdiff_t>(after), true);
    word = after;
    at = end;
  }
  return out;
}

Part cut(const Part& part, std::size_t first, std::size_t end) {
  Part out{part.kind, part.point, part.text, {}, {}, part.question && end == part.words.size()};
  out.words.assign(part.words.begin() + static_cast<std::ptrdiff_t>(first),
                   part.words.begin() + static_cast<std::ptrdiff_t>(end));
  for (const SpokenMark& mark : part.marks)
    if (mark.word >= first && (mark.word < end || end == part.words.size()))
      out.marks.push_back({mark.name, mark.word - first});
  return out;
}

/// The segments of a text, in order.
class Segments {
 public:
  Segments(const NextPart& next, const Manner& manner, const Cast& cast)
      : next_(next), manner_(manner), cast_(cast) {}
  /// The next one, or null at the end; it stays until it is taken.
  const Segment* look() {
    while (ready_.empty()) {
      std::optional<Part> part = next_();
      if (!part) return nullptr;
      ++number_;
      if (!part->words.empty()) add(*part);
    }
    return &ready_.front();
  }
  Segment take() {
    Segment segment = std::move(ready_.front());
    ready_.pop_front();
    return segment;
  }

 private:
  void add(const Part& part) {
    const bool sounds = cast_.between && part.kind == PartKind::point && before_ == PartKind::point;
    before_ = part.kind;
    const bool may =
        cast_.quotation && (part.kind == PartKind::point || part.kind == PartKind::paragraph);
    const std::vector<bool> inside = may ? quoted(part) : std::vector<bool>(part.words.size());
    for (std::size_t first = 0; first < inside.size();) {
      std::size_t end = first + 1;
      while (end < inside.size() && inside[end] == inside[first]) ++end;
      const SpokenWord& last = part.words[end - 1];
      const double rest = end == inside.size()
                              ? last.rest.value_or(manner_.pause_after_part)
                              : std::max(kChange / manner_.speed, rest_after(last, manner_.speed));
      ready_.push_back(
          {cut(part, first, end), number_, first, inside[first], sounds && first == 0, rest});
      first = end;
    }
  }

  const NextPart& next_;
  const Manner& manner_;
  const Cast& cast_;
  std::deque<Segment> ready_;
  int number_ = -1;
  std::optional<PartKind> before_;
};

/// Pieces of several voices as one speech.
class Row {
 public:
  Row(int rate, std::string name, const Hear& hear)
      : rate_(rate), name_(std::move(name)), hear_(hear) {}

  /// What a voice gives next, of a stretch whose length at its own rate is counted from `begin` on.
  void begin() { heard_ = 0; }
  void add(Speech piece, const std::deque<Segment>& said, int gone, float gain) {
    if (rate_ == 0) rate_ = piece.rate;
    const double from = double(heard_) / piece.rate;
    heard_ += piece.samples.size();
    const double own_end = double(heard_) / piece.rate;
    if (from == 0 && !piece.phones.empty()) silence(rest_ - piece.phones.front().start);
    const double by = double(length_) / rate_ - from;
    if (!piece.phones.empty()) tail_ = own_end - piece.phones.back().end;
    if (piece.rate != rate_) piece.samples = at_rate({piece.rate, std::move(piece.samples)}, rate_);
    for (float& sample : piece.samples) sample *= gain;
    const auto segment = [&](int part) -> const Segment& {
      return said[static_cast<std::size_t>(part - gone)];
    };
    for (PhoneTime& phone : piece.phones) {
      phone.start += by, phone.end += by;
      phone.word += static_cast<int>(segment(phone.part).first);
      phone.part = segment(phone.part).number;
    }
    for (WordTime& word : piece.words) {
      word.start += by, word.end += by;
      word.part = segment(word.part).number;
    }
    for (MarkTime& mark : piece.marks) mark.time += by;
    piece.rate = rate_;
    piece.voice = name_;
    give(piece);
  }
  /// So much silence follows what was said, or goes before the sound and after it.
  void end(double rest) { rest_ = rest - tail_; }
  void sound(const std::vector<float>& samples) {
    silence(rest_ / 2);
    give({rate_, samples, {}, {}, name_});
    rest_ /= 2;
  }
  int rate() const { return rate_; }

 private:
  void silence(double seconds) {
    if (length_ == 0 || seconds <= 0) return;
    give({rate_, std::vector<float>(static_cast<std::size_t>(seconds * rate_)), {}, {}, name_});
  }
  void give(const Speech& piece) {
    length_ += piece.samples.size();
    hear_(piece);
  }

  int rate_;
  std::string name_;
  const Hear& hear_;
  std::size_t heard_ = 0, length_ = 0;  // samples: of the stretch at its own rate, of all
  double tail_ = 0, rest_ = 0;          // seconds
};

class CastVoice : public Voice {
 public:
  explicit CastVoice(Cast cast) : cast_(std::move(cast)), info_(cast_.voice->info()) {
    if (cast_.quotation == cast_.voice) cast_.quotation = nullptr;
    for (const auto& voice : {cast_.frame, cast_.quotation}) {
      several_ = several_ || (voice && voice != cast_.voice);
      if (voice && voice->info().kind == VoiceKind::remote) info_.kind = VoiceKind::remote;
    }
  }
  const VoiceInfo& info() const override { return info_; }

  void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
              const Manner& manner, const Hear& hear, const Stop* stop) const override {
    check(manner);
    Segments segments(next, manner, cast_);
    Row row(several_ ? kRate : 0, info_.name, hear);
    std::vector<float> between;
    const Segment* first = segments.look();
    if (!first) throw Error(ErrorCode::bad_input, "There is nothing to say: no word.");
    for (; first; first = segments.look()) {
      const Voice& voice = voice_of(*first);
      if (first->after_sound) {
        if (between.empty()) between = sound_between(phones, row.rate());
        row.sound(between);
      }
      std::deque<Segment> said;
      int gone = 0;  // how many of the stretch were taken away, since all of them was heard
      bool begun = false;
      double rest = 0;
      const float gain = gain_of(voice, phones);
      row.begin();
      voice.stream(
          phones,
          [&]() -> std::optional<Part> {
            const Segment* here = segments.look();
            if (!here || &voice_of(*here) != &voice || (begun && here->after_sound))
              return std::nullopt;
            // Within a part and a stretch nothing is cut: the voice makes this rest itself.
            begun = true;
            said.push_back(segments.take());
            rest = said.back().rest;
            Part part = std::move(said.back().part);
            said.back().part = {};
            return part;
          },
          manner,
          [&](const Speech& piece) {
            row.add(piece, said, gone, gain);
            if (piece.phones.empty()) return;
            for (; gone < piece.phones.back().part; ++gone) said.pop_front();
          },
          stop);
      row.end(rest);
    }
  }

 private:
  const Voice& voice_of(const Segment& segment) const {
    const PartKind kind = segment.part.kind;
    const bool frame =
        kind == PartKind::opening || kind == PartKind::title || kind == PartKind::closing;
    if (frame && cast_.frame) return *cast_.frame;
    if (segment.quotation && cast_.quotation) return *cast_.quotation;
    return *cast_.voice;
  }
  /// What brings a voice to the level of the one that says most.
  float gain_of(const Voice& voice, const std::shared_ptr<const PhoneTable>& phones) const {
    if (&voice == cast_.voice.get() || voice.info().kind == VoiceKind::remote ||
        cast_.voice->info().kind == VoiceKind::remote)
      return 1;
    const double by = cast_.voice->loudness(phones) - voice.loudness(phones);
    return static_cast<float>(std::pow(10, std::clamp(by, -kMostGain, kMostGain) / 20));
  }
  std::vector<float> sound_between(const std::shared_ptr<const PhoneTable>& phones,
                                   int rate) const {
    std::vector<float> samples = at_rate(*cast_.between, rate);
    std::vector<float> longer;  // loudness is measured of 0.4 s and more
    while (longer.size() < static_cast<std::size_t>(rate))
      longer.insert(longer.end(), samples.begin(), samples.end());
    float highest = 1e-6f;
    for (const float sample : samples) highest = std::max(highest, std::abs(sample));
    const double is = measure(longer, rate).integrated;
    const bool known = std::isfinite(is) && cast_.voice->info().kind != VoiceKind::remote;
    const double level = known ? cast_.voice->loudness(phones) - kUnder - is : 0;
    const float gain = std::min(static_cast<float>(std::pow(10, level / 20)), 0.9f / highest);
    const std::size_t fade = std::min(samples.size() / 2, static_cast<std::size_t>(kFade * rate));
    for (float& sample : samples) sample *= gain;
    for (std::size_t i = 0; i < fade; ++i) {
      const float part = float(i) / float(fade);
      samples[i] *= part;
      samples[samples.size() - 1 - i] *= part;
    }
    return samples;
  }

  Cast cast_;
  VoiceInfo info_;
  bool several_ = false;
};

}  // namespace
}  // namespace mujaz::voice

namespace mujaz {

std::shared_ptr<const Voice> cast_voice(Cast cast) {
  if (!cast.frame && !cast.quotation && !cast.between) return cast.voice;
  return std::make_shared<voice::CastVoice>(std::move(cast));
}

std::shared_ptr<const Samples> load_between(const Places& places, const std::string& name) {
  const bool fits = !name.empty() && name.size() <= 100 && name.front() != '.' &&
                    name.find_first_of("/\\") == name.npos && name.find('\0') == name.npos;
  if (!fits)
    throw Error(ErrorCode::bad_input,
                "The sound between points is the name of a file in a folder for voices.",
                name.substr(0, 100));
  for (const std::filesystem::path& folder : places.voices) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(folder / name, error)) continue;
    try {
      return std::make_shared<const Samples>(
          decode(read_file(folder / name, voice::kMostBytes), voice::kMostSeconds));
    } catch (const Error& wrong) {
      throw Error(ErrorCode::bad_input,
                  std::string("The sound between points: ") + wrong.what() +
                      " It may have 5 seconds and 4 MB.",
                  name);
    }
  }
  throw Error(ErrorCode::not_found, "No folder for voices has this sound.", name);
}

}  // namespace mujaz
