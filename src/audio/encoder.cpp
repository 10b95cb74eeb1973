// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files as they grow: libsndfile for MP3 and FLAC, libopusenc for Ogg Opus, WAV by hand.
#include <opus/opusenc.h>
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "audio/resample.h"
#include "audio/tags.h"
#include "mujaz/sound_file.h"

namespace mujaz {

struct Encoder::Work {
  virtual ~Work() = default;
  virtual void add(const float* samples, std::size_t count) = 0;
  virtual std::vector<Patch> finish() = 0;
};

namespace {

constexpr int kOpusBitrate = 32'000, kMp3Bitrate = 64'000, kFullRate = 48'000;
// At our bit rate LAME takes 5 % off the level of what it is given (`scale` in its table of
// presets), so it is given so much more.
constexpr float kMp3Level = 1 / 0.95f;
// Opus at our bit rate loses 0.16 dB of the statistical voice and 0.38 dB of espeak-ng's (`./run
// bench sound loudness`): it is given 0.27 dB more.
constexpr float kOpusLevel = 1.0316f;

/// `bytes` numbers of a value, the lowest first.
std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

class Wav : public Encoder::Work {
 public:
  Wav(int rate, Encoder::Bytes out) : out_(std::move(out)) {
    const auto per_second = static_cast<std::uint32_t>(rate);
    out_("RIFF" + little(kUnknown, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) +
         little(per_second, 4) + little(2 * per_second, 4) + little(2, 2) + little(16, 2) + "data" +
         little(kUnknown, 4));
  }
  void add(const float* samples, std::size_t count) override {
    std::string bytes;
    bytes.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto level = std::lround(32767 * std::clamp(samples[i], -1.0f, 1.0f));
      bytes += static_cast<char>(level & 0xFF);
      bytes += static_cast<char>(level >> 8 & 0xFF);
    }
    out_(bytes);
    bytes_ += bytes.size();
  }
  std::vector<Encoder::Patch> finish() override {
    if (bytes_ > kUnknown - 36) return {};
    const auto size = static_cast<std::uint32_t>(bytes_);
    return {{4, little(size + 36, 4)}, {40, little(size, 4)}};
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;  // as players take it: to the end
  Encoder::Bytes out_;
  std::uint64_t bytes_ = 0;
};

/// What libsndfile takes for a file: what is written at its end goes out, what is written further
/// up becomes a patch. None of its functions may throw through C: what is thrown is kept.
class Growing {
 public:
  Growing(const std::string& prefix, Encoder::Bytes out)
      : out_(std::move(out)), before_(prefix.size()) {
    if (before_ > 0) out_(prefix);
  }
  SF_VIRTUAL_IO functions() const { return {length, seek, read, write, tell}; }
  void check() {
    if (failed_) std::rethrow_exception(std::exchange(failed_, nullptr));
  }
  std::vector<Encoder::Patch> patches() { return std::move(patches_); }

 private:
  static Growing& of(void* user) { return *static_cast<Growing*>(user); }
  static sf_count_t length(void* user) noexcept { return of(user).end_; }
  static sf_count_t tell(void* user) noexcept { return of(user).at_; }
  static sf_count_t read(void*, sf_count_t, void*) noexcept { return 0; }
  static sf_count_t seek(sf_count_t offset, int whence, void* user) noexcept {
    Growing& file = of(user);
    const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at_ : file.end_;
    if (base + offset < 0 || base + offset > file.end_) return -1;
    return file.at_ = base + offset;
  }
  static sf_count_t write(const void* from, sf_count_t count, void* user) noexcept {
    Growing& file = of(user);
    const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(count));
    try {
      const auto over = static_cast<std::size_t>(std::min(count, file.end_ - file.at_));
      if (over > 0)
        file.patches_.push_back({file.before_ + static_cast<std::size_t>(file.at_),
                                 std::string(bytes.substr(0, over))});
      if (over < bytes.size()) file.out_(bytes.substr(over));
    } catch (...) {
      file.failed_ = std::current_exception();
      return 0;
    }
    file.at_ += count;
    file.end_ = std::max(file.end_, file.at_);
    return count;
  }

  Encoder::Bytes out_;
  std::size_t before_;
  sf_count_t at_ = 0, end_ = 0;
  std::vector<Encoder::Patch> patches_;
  std::exception_ptr failed_;
};

struct Close {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

/// libsndfile spreads the level 0 to 1 over the bit rates of the MPEG version: 320 to 32 kbit/s
/// from 32 kHz up, 160 to 8 below.
void set_bitrate(SNDFILE* file, int rate) {
  int mode = SF_BITRATE_MODE_CONSTANT;
  sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
  const double high = rate >= 32'000 ? 320'000 : 160'000, low = rate >= 32'000 ? 32'000 : 8'000;
  double level = (high - kMp3Bitrate) / (high - low) - 1e-4;
  sf_command(file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
}

class BySndfile : public Encoder::Work {
 public:
  BySndfile(int format, int rate, int to, const std::string& prefix, Encoder::Bytes out)
      : file_(prefix, std::move(out)), resampler_(rate, to) {
    SF_VIRTUAL_IO functions = file_.functions();
    SF_INFO info{};
    info.samplerate = to;
    info.channels = 1;
    info.format = format;
    library_.reset(sf_open_virtual(&functions, SFM_WRITE, &info, &file_));
    file_.check();
    if (!library_)
      throw Error(ErrorCode::internal, std::string("No encoder: ") + sf_strerror(nullptr));
    const bool mp3 = (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG;
    if (mp3) set_bitrate(library_.get(), to);
    level_ = mp3 ? kMp3Level : 1;
    sf_command(library_.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  }
  void tag(int field, const std::string& value) {
    if (!value.empty()) sf_set_string(library_.get(), field, value.c_str());
  }
  void add(const float* samples, std::size_t count) override {
    made_.clear();
    resampler_.add(samples, count, made_);
    write();
  }
  std::vector<Encoder::Patch> finish() override {
    made_.clear();
    resampler_.finish(made_);
    write();
    const int failed = sf_close(library_.release());
    file_.check();
    if (failed) throw Error(ErrorCode::internal, "The sound could not be encoded to its end.");
    return file_.patches();
  }

 private:
  void write() {
    for (float& sample : made_) sample *= level_;
    const auto count = static_cast<sf_count_t>(made_.size());
    const sf_count_t written = sf_write_float(library_.get(), made_.data(), count);
    file_.check();
    if (written != count)
      throw Error(ErrorCode::internal,
                  std::string("The sound could not be encoded: ") + sf_strerror(library_.get()));
  }

  Growing file_;
  audio::Resampler resampler_;
  std::unique_ptr<SNDFILE, Close> library_;
  float level_ = 1;
  std::vector<float> made_;
};

bool mp3_takes(int rate) {
  constexpr std::array rates{16'000, 22'050, 24'000, 32'000, 44'100, 48'000};
  return std::find(rates.begin(), rates.end(), rate) != rates.end();
}

struct Destroy {
  void operator()(OggOpusComments* comments) const { ope_comments_destroy(comments); }
  void operator()(OggOpusEnc* encoder) const { ope_encoder_destroy(encoder); }
};

void check_opus(int result) {
  if (result != OPE_OK)
    throw Error(ErrorCode::internal,
                std::string("The sound could not be encoded as Opus: ") + ope_strerror(result));
}

class Opus : public Encoder::Work {
 public:
  Opus(int rate, const Tags& tags, Encoder::Bytes out)
      : out_(std::move(out)), resampler_(rate, kFullRate), comments_(ope_comments_create()) {
    // FNV-1a: the Ogg stream's serial comes from what it says of itself, so that bytes repeat.
    std::uint32_t serial = 2166136261u;
    for (const auto& [key, value] : audio::vorbis_comments(tags)) {
      check_opus(ope_comments_add(comments_.get(), key.c_str(), value.c_str()));
      for (const char c : value) serial = (serial ^ static_cast<unsigned char>(c)) * 16777619u;
    }
    const OpusEncCallbacks callbacks{write, [](void*) noexcept { return 0; }};
    int error = OPE_OK;
    encoder_.reset(
        ope_encoder_create_callbacks(&callbacks, this, comments_.get(), kFullRate, 1, 0, &error));
    check_opus(error);
    check_opus(ope_encoder_ctl(encoder_.get(),
                               OPE_SET_SERIALNO(static_cast<opus_int32>(serial & 0x7FFFFFFF))));
    check_opus(ope_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(kOpusBitrate)));
    check_opus(ope_encoder_ctl(encoder_.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)));
  }
  void add(const float* samples, std::size_t count) override {
    made_.clear();
    resampler_.add(samples, count, made_);
    give();
  }
  std::vector<Encoder::Patch> finish() override {
    made_.clear();
    resampler_.finish(made_);
    give();
    const int result = ope_encoder_drain(encoder_.get());
    check();
    check_opus(result);
    return {};
  }

 private:
  static int write(void* user, const unsigned char* from, opus_int32 count) noexcept {
    Opus& self = *static_cast<Opus*>(user);
    try {
      self.out_({reinterpret_cast<const char*>(from), static_cast<std::size_t>(count)});
      return 0;
    } catch (...) {
      self.failed_ = std::current_exception();
      return 1;
    }
  }
  void check() {
    if (failed_) std::rethrow_exception(std::exchange(failed_, nullptr));
  }
  void give() {
    constexpr std::size_t block = 1 << 20;  // the library counts in int
    for (float& sample : made_) sample *= kOpusLevel;
    for (std::size_t at = 0; at < made_.size(); at += block) {
      const int result = ope_encoder_write_float(
          encoder_.get(), made_.data() + at, static_cast<int>(std::min(block, made_.size() - at)));
      check();
      check_opus(result);
    }
  }

  Encoder::Bytes out_;
  audio::Resampler resampler_;
  std::unique_ptr<OggOpusComments, Destroy> comments_;
  std::unique_ptr<OggOpusEnc, Destroy> encoder_;
  std::vector<float> made_;
  std::exception_ptr failed_;
};

std::unique_ptr<Encoder::Work> work_for(SoundFormat format, int rate, const Tags& tags,
                                        Encoder::Bytes out) {
  switch (format) {
    case SoundFormat::wav:
      return std::make_unique<Wav>(rate, std::move(out));
    case SoundFormat::opus:
      return std::make_unique<Opus>(rate, tags, std::move(out));
    case SoundFormat::mp3:
      return std::make_unique<BySndfile>(SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, rate,
                                         mp3_takes(rate) ? rate : kFullRate, audio::id3(tags),
                                         std::move(out));
    case SoundFormat::flac: {
      auto flac = std::make_unique<BySndfile>(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, rate, rate,
                                              std::string(), std::move(out));
      flac->tag(SF_STR_TITLE, tags.title);
      flac->tag(SF_STR_ARTIST, tags.artist);
      flac->tag(SF_STR_ALBUM, tags.album);
      flac->tag(SF_STR_DATE, tags.date);
      flac->tag(SF_STR_COMMENT, tags.comment);
      return flac;
    }
  }
  throw Error(ErrorCode::internal, "There is no such sound format.");
}

}  // namespace

Encoder::Encoder(SoundFormat format, int rate, const Tags& tags, Bytes out) {
  if (rate <= 0) throw Error(ErrorCode::bad_input, "There is no sound to encode.");
  work_ = work_for(format, rate, tags, std::move(out));
}
Encoder::~Encoder() = default;

void Encoder::add(const float* samples, std::size_t count) {
  work_->add(samples, count);
}
std::vector<Encoder::Patch> Encoder::finish() {
  return work_->finish();
}

std::string encode(const Programme& programme, SoundFormat format, const Tags& tags) {
  if (programme.samples.empty()) throw Error(ErrorCode::bad_input, "There is no sound to encode.");
  // TagLib writes what the encoder has no place for: chapters in FLAC, all of it in WAV.
  const bool later = format == SoundFormat::flac || format == SoundFormat::wav;
  std::string bytes;
  Encoder encoder(format, programme.rate, later ? Tags{} : tags,
                  [&](std::string_view more) { bytes += more; });
  encoder.add(programme.samples.data(), programme.samples.size());
  for (const Encoder::Patch& patch : encoder.finish())
    bytes.replace(patch.at, patch.bytes.size(), patch.bytes);
  return later ? audio::tagged(bytes, format, tags) : bytes;
}

}  // namespace mujaz
