// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files in memory: libsndfile for MP3, WAV and FLAC, libopusenc for Ogg Opus.
#include <opus/opusenc.h>
#include <sndfile.h>
#include <soxr.h>
#include <cmath>

#include <array>
#include <cstring>

#include "audio/tags.h"
#include "mujaz/audio.h"

namespace mujaz {
namespace {

constexpr int kOpusBitrate = 32'000, kMp3Bitrate = 64'000, kFullRate = 48'000;
// At our bit rate LAME takes 5 % off the level of what it is given (`scale` in its table of
// presets), so it is given so much more.
constexpr float kMp3Level = 1 / 0.95f;

// What libsndfile asks of a file, over a string. None may throw through C: a failed allocation ends
// the program, as it does elsewhere.
struct Memory {
  std::string bytes;
  std::size_t at = 0;
};
Memory& memory(void* user) {
  return *static_cast<Memory*>(user);
}
sf_count_t length(void* user) noexcept {
  return static_cast<sf_count_t>(memory(user).bytes.size());
}
sf_count_t tell(void* user) noexcept {
  return static_cast<sf_count_t>(memory(user).at);
}
sf_count_t seek(sf_count_t offset, int whence, void* user) noexcept {
  const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? tell(user) : length(user);
  if (base + offset < 0) return -1;
  memory(user).at = static_cast<std::size_t>(base + offset);
  return base + offset;
}
sf_count_t read(void* to, sf_count_t count, void* user) noexcept {
  Memory& file = memory(user);
  if (file.at >= file.bytes.size()) return 0;
  const std::size_t got = std::min(static_cast<std::size_t>(count), file.bytes.size() - file.at);
  std::memcpy(to, file.bytes.data() + file.at, got);
  file.at += got;
  return static_cast<sf_count_t>(got);
}
sf_count_t write(const void* from, sf_count_t count, void* user) noexcept {
  Memory& file = memory(user);
  const auto size = static_cast<std::size_t>(count);
  if (file.bytes.size() < file.at + size) file.bytes.resize(file.at + size);
  std::memcpy(file.bytes.data() + file.at, from, size);
  file.at += size;
  return count;
}

struct Close {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

std::string by_sndfile(const std::vector<float>& samples, int rate, int format) {
  SF_VIRTUAL_IO io{length, seek, read, write, tell};
  SF_INFO info{};
  info.samplerate = rate;
  info.channels = 1;
  info.format = format;
  Memory out;
  std::unique_ptr<SNDFILE, Close> file(sf_open_virtual(&io, SFM_WRITE, &info, &out));
  if (!file) throw Error(ErrorCode::internal, std::string("No encoder: ") + sf_strerror(nullptr));
  if ((format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG) {
    int mode = SF_BITRATE_MODE_CONSTANT;
    sf_command(file.get(), SFC_SET_BITRATE_MODE, &mode, sizeof mode);
    // libsndfile spreads the level 0 to 1 over the bit rates of the MPEG version: 320 to 32 kbit/s
    // from 32 kHz up, 160 to 8 below.
    const double high = rate >= 32'000 ? 320'000 : 160'000, low = rate >= 32'000 ? 32'000 : 8'000;
    double level = (high - kMp3Bitrate) / (high - low) - 1e-4;
    sf_command(file.get(), SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
  }
  sf_command(file.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  const auto count = static_cast<sf_count_t>(samples.size());
  if (sf_write_float(file.get(), samples.data(), count) != count)
    throw Error(ErrorCode::internal,
                std::string("The sound could not be encoded: ") + sf_strerror(file.get()));
  if (sf_close(file.release()) != 0)
    throw Error(ErrorCode::internal, "The sound could not be encoded to its end.");
  return std::move(out.bytes);
}

std::vector<float> resampled(const std::vector<float>& samples, int from, int to) {
  if (from == to) return samples;
  const double ratio = static_cast<double>(to) / from;
  std::vector<float> out(
      static_cast<std::size_t>(std::llround(static_cast<double>(samples.size()) * ratio)));
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  std::size_t done = 0;
  const soxr_error_t error =
      soxr_oneshot(from, to, 1, samples.data(), samples.size(), nullptr, out.data(), out.size(),
                   &done, nullptr, &quality, nullptr);
  if (error)
    throw Error(ErrorCode::internal, std::string("The sound could not be resampled: ") + error);
  out.resize(done);
  return out;
}

bool mp3_takes(int rate) {
  constexpr std::array rates{16'000, 22'050, 24'000, 32'000, 44'100, 48'000};
  return std::find(rates.begin(), rates.end(), rate) != rates.end();
}

/// FNV-1a: the Ogg stream's serial comes from what it carries, so that bytes repeat.
opus_int32 serial_of(const std::vector<float>& samples) {
  std::uint32_t hash = 2166136261u;
  for (const float sample : samples) {
    std::uint32_t bits;
    std::memcpy(&bits, &sample, sizeof bits);
    hash = (hash ^ bits) * 16777619u;
  }
  return static_cast<opus_int32>(hash & 0x7FFFFFFF);
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

std::string by_opusenc(const std::vector<float>& samples, const Tags& tags) {
  const std::unique_ptr<OggOpusComments, Destroy> comments(ope_comments_create());
  for (const auto& [key, value] : audio::vorbis_comments(tags))
    check_opus(ope_comments_add(comments.get(), key.c_str(), value.c_str()));
  std::string out;
  const OpusEncCallbacks callbacks{
      [](void* user, const unsigned char* from, opus_int32 count) noexcept {
        static_cast<std::string*>(user)->append(reinterpret_cast<const char*>(from),
                                                static_cast<std::size_t>(count));
        return 0;
      },
      [](void*) noexcept { return 0; }};
  int error = OPE_OK;
  const std::unique_ptr<OggOpusEnc, Destroy> encoder(
      ope_encoder_create_callbacks(&callbacks, &out, comments.get(), kFullRate, 1, 0, &error));
  check_opus(error);
  check_opus(ope_encoder_ctl(encoder.get(), OPE_SET_SERIALNO(serial_of(samples))));
  check_opus(ope_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(kOpusBitrate)));
  check_opus(ope_encoder_ctl(encoder.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)));
  constexpr std::size_t chunk = 1 << 20;  // the library counts in int
  for (std::size_t at = 0; at < samples.size(); at += chunk)
    check_opus(ope_encoder_write_float(encoder.get(), samples.data() + at,
                                       static_cast<int>(std::min(chunk, samples.size() - at))));
  check_opus(ope_encoder_drain(encoder.get()));
  return out;
}

}  // namespace

SoundFormat sound_format(const std::string& file_name) {
  const std::size_t dot = file_name.rfind('.');
  std::string ending = dot == std::string::npos ? "" : file_name.substr(dot + 1);
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (ending == "mp3") return SoundFormat::mp3;
  if (ending == "opus") return SoundFormat::opus;
  if (ending == "wav") return SoundFormat::wav;
  if (ending == "flac") return SoundFormat::flac;
  throw Error(ErrorCode::unsupported, "A sound file ends with .mp3, .opus, .wav or .flac.",
              file_name);
}

const char* mime_type(SoundFormat format) {
  switch (format) {
    case SoundFormat::mp3:
      return "audio/mpeg";
    case SoundFormat::opus:
      return "audio/ogg; codecs=opus";
    case SoundFormat::wav:
      return "audio/wav";
    case SoundFormat::flac:
      return "audio/flac";
  }
  return "application/octet-stream";
}

std::string encode(const Programme& programme, SoundFormat format, const Tags& tags) {
  const auto& [samples, rate] = std::tie(programme.samples, programme.rate);
  if (rate <= 0 || samples.empty())
    throw Error(ErrorCode::bad_input, "There is no sound to encode.");
  switch (format) {
    case SoundFormat::opus:
      return by_opusenc(resampled(samples, rate, kFullRate), tags);
    case SoundFormat::mp3: {
      const int to = mp3_takes(rate) ? rate : kFullRate;
      std::vector<float> louder = resampled(samples, rate, to);
      for (float& sample : louder) sample *= kMp3Level;
      return audio::tagged(by_sndfile(louder, to, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III),
                           format, tags);
    }
    case SoundFormat::wav:
      return audio::tagged(by_sndfile(samples, rate, SF_FORMAT_WAV | SF_FORMAT_PCM_16), format,
                           tags);
    case SoundFormat::flac:
      return audio::tagged(by_sndfile(samples, rate, SF_FORMAT_FLAC | SF_FORMAT_PCM_16), format,
                           tags);
  }
  throw Error(ErrorCode::internal, "There is no such sound format.");
}

}  // namespace mujaz
