// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/phrase_voice.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <future>
#include <thread>

namespace mujaz::voice {

void Halt::request() {
  const std::lock_guard lock(mutex_);
  requested_ = true;
  if (end_) end_();
}

void Halt::check() const {
  if (requested_) throw Error(ErrorCode::unavailable, "The work was cancelled.");
}

Halt::During::During(Halt& halt, std::function<void()> end) : halt_(halt) {
  const std::lock_guard lock(halt.mutex_);
  halt.end_ = std::move(end);
  if (halt.requested_) halt.end_();
}

Halt::During::~During() {
  const std::lock_guard lock(halt_.mutex_);
  halt_.end_ = nullptr;
}

std::string numbers(std::initializer_list<double> values) {
  std::string out;
  for (const double value : values) {
    char text[40];
    std::snprintf(text, sizeof text, "%a ", value);
    out += text;
  }
  return out + "\n";
}

std::size_t cores() {
  return std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
}

namespace {

constexpr auto kLook = std::chrono::milliseconds(20);  // how often a wait looks for a stop

/// A phrase that is being made.
struct Pending {
  std::shared_ptr<const Script> script;  // of its part alone
  int part = 0;                          // which one in all
  Phrase phrase;
  bool ends_part = false;
  std::shared_ptr<Halt> halt;
  std::future<Uttered> sound;
};

/// The phrases that are being made, in their order. Whatever ends it, none is left at work.
struct Line : std::deque<Pending> {
  Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() {
    for (const Pending& each : *this) each.halt->request();
  }
};

/// The phrases of a text with what is asked of the engine, one after the other.
class Phrases {
 public:
  using Requests = std::function<std::vector<Request>(const Script&, const Sentence&)>;
  using Make = std::function<Uttered(const Request&, Halt&)>;
  Phrases(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
          const Manner& manner, std::size_t most, Requests requests, Make make)
      : phones_(phones),
        next_(next),
        manner_(manner),
        most_(most),
        requests_(std::move(requests)),
        make_(std::move(make)) {}

  /// Begins the next one, or returns false.
  bool begin(Line& line) {
    while (request_ == sentence_requests_.size())
      if (!next_sentence()) return false;
    Pending pending{
        script_, part_, sentences_[sentence_ - 1][request_], false, std::make_shared<Halt>(), {}};
    pending.sound =
        std::async(std::launch::async, [this, script = script_, halt = pending.halt,
                                        request = std::move(sentence_requests_[request_++])] {
          halt->check();
          return make_(request, *halt);
        });
    pending.ends_part = sentence_ == sentences_.size() && request_ == sentence_requests_.size();
    line.push_back(std::move(pending));
    return true;
  }

 private:
  bool next_sentence() {
    while (sentence_ == sentences_.size()) {
      std::optional<Part> part = next_();
      if (!part) return false;
      ++part_;
      script_ = std::make_shared<const Script>(Script{phones_, {std::move(*part)}});
      sentences_ = sentences_of(*script_, 0, manner_, most_);
      sentence_ = 0;
    }
    sentence_requests_ = requests_(*script_, sentences_[sentence_++]);
    request_ = 0;
    return true;
  }

  const std::shared_ptr<const PhoneTable>& phones_;
  const NextPart& next_;
  const Manner& manner_;
  std::size_t most_;
  Requests requests_;
  Make make_;
  std::shared_ptr<const Script> script_;
  int part_ = -1;
  std::vector<Sentence> sentences_;
  std::size_t sentence_ = 0;  // the next one's place
  std::vector<Request> sentence_requests_;
  std::size_t request_ = 0;  // the next one's place
};

Uttered wait(std::future<Uttered>& sound, const Stop* stop) {
  while (sound.wait_for(kLook) != std::future_status::ready)
    if (stop) stop->check();
  return sound.get();
}

}  // namespace

Uttered PhraseVoice::made(const Request& request, Halt& halt) const {
  if (!cache_) return request.make(halt);
  const std::string key = known_as_ + "\n" + request.asked;
  if (std::optional<Uttered> kept = cache_->find(key)) return std::move(*kept);
  Uttered uttered = request.make(halt);
  cache_->keep(key, uttered);
  return uttered;
}

void PhraseVoice::stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
                         const Manner& manner, const Hear& hear, const Stop* stop) const {
  check(manner);
  const Limits limits = this->limits();
  Joined joined(limits.rate, info_.name);
  Phrases phrases(
      phones, next, manner, limits.most_phones,
      [this](const Script& script, const Sentence& sentence) { return requests(script, sentence); },
      [this](const Request& request, Halt& halt) { return made(request, halt); });
  std::vector<PhoneTime> of_part;
  bool spoken = false;
  for (Line line;;) {
    if (stop) stop->check();
    const auto ready = [&] {
      return !line.empty() &&
             line.front().sound.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    while (line.size() < limits.at_once && !ready() && phrases.begin(line)) {
    }
    if (line.empty()) break;
    Pending& first = line.front();
    Speech piece = joined.add(wait(first.sound, stop), phones_of(*first.script, first.phrase),
                              first.phrase.rest, first.phrase.volume);
    of_part.insert(of_part.end(), piece.phones.begin(), piece.phones.end());
    if (first.ends_part) {
      piece.words = word_times(*first.script, of_part);
      piece.marks = mark_times(*first.script, of_part);
      of_part.clear();
    }
    for (PhoneTime& phone : piece.phones) phone.part = first.part;
    for (WordTime& word : piece.words) word.part = first.part;
    line.pop_front();
    spoken = true;
    hear(piece);
  }
  if (!spoken) throw Error(ErrorCode::bad_input, "There is nothing to say: no word.");
}

}  // namespace mujaz::voice
