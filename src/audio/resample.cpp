// SPDX-License-Identifier: GPL-3.0-or-later
#include "audio/resample.h"

#include <soxr.h>

#include <string>

#include "mujaz/core.h"

namespace mujaz::audio {
namespace {

constexpr std::size_t kBlock = 1 << 13;

void check(soxr_error_t error) {
  if (error)
    throw Error(ErrorCode::internal, std::string("The sound could not be resampled: ") + error);
}

}  // namespace

struct Resampler::State {
  soxr_t library = nullptr;
  State(int from, int to) {
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_error_t error = nullptr;
    library = soxr_create(from, to, 1, &error, nullptr, &quality, nullptr);
    check(error);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { soxr_delete(library); }

  /// Returns how many samples were taken; `made` becomes how many came out.
  std::size_t run(const float* samples, std::size_t count, std::vector<float>& out,
                  std::size_t& made) {
    const std::size_t before = out.size();
    std::size_t taken = 0;
    out.resize(before + kBlock);
    check(soxr_process(library, samples, count, &taken, out.data() + before, kBlock, &made));
    out.resize(before + made);
    return taken;
  }
};

Resampler::Resampler(int from, int to)
    : state_(from == to ? nullptr : std::make_unique<State>(from, to)) {}
Resampler::~Resampler() = default;

void Resampler::add(const float* samples, std::size_t count, std::vector<float>& out) {
  if (!state_) {
    out.insert(out.end(), samples, samples + count);
    return;
  }
  for (std::size_t at = 0, made = 0; at < count || made == kBlock;)
    at += state_->run(samples + at, count - at, out, made);
}

void Resampler::finish(std::vector<float>& out) {
  if (!state_) return;
  for (std::size_t made = kBlock; made > 0;) state_->run(nullptr, 0, out, made);
}

}  // namespace mujaz::audio
