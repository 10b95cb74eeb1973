// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the files of a voice: a Piper voice's description or an HTS voice. What is read is
// within its bounds, what is not is refused as bad input.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mujaz/core.h"
#include "voice/hts_file.h"
#include "voice/piper_config.h"

namespace {

template <class Read>
void read(Read read_file) {
  try {
    read_file();
  } catch (const mujaz::Error& error) {
    if (error.code() != mujaz::ErrorCode::bad_input &&
        error.code() != mujaz::ErrorCode::unsupported)
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::PhoneTable phones(language);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read([&] {
    const auto config = mujaz::voice::read_piper_config(bytes, "voice.onnx.json");
    if (config.rate < 8'000 || config.rate > 96'000 || config.speakers < 1 ||
        !(config.length_scale > 0))
      std::abort();
    mujaz::voice::piper_phones(config, phones, "voice.onnx.json");
  });
  read([&] {
    const auto file = mujaz::voice::read_hts_file(bytes, "voice.htsvoice");
    if (file.rate <= 0 || file.frame <= 0 || file.states <= 0) std::abort();
  });
  return 0;
}
