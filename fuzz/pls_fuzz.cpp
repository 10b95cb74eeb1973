// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a house lexicon, in each of its three files: what is read is written and read back
// the same, and what has no fault can be looked up.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mujaz/pronunciations.h"
#include "reading/pronunciation_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::reading::EntryReader entry_reader(language);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto format : {mujaz::PronunciationFormat::tsv, mujaz::PronunciationFormat::csv,
                            mujaz::PronunciationFormat::pls}) {
    try {
      const auto list = mujaz::read_pronunciations(bytes, format, language);
      std::vector<mujaz::Pronunciation> sound;
      for (const auto& entry : list.entries)
        if (!entry_reader.fault(entry)) sound.push_back(entry);
      const mujaz::reading::PronunciationIndex index(sound, entry_reader, {});
      for (const auto& entry : sound) {
        const mujaz::Line line(entry.written);
        if (entry.scope == "all" && entry.role.empty() && !index.longest(line, 0).entry)
          std::abort();
      }
    } catch (const mujaz::Error& error) {
      if (error.code() == mujaz::ErrorCode::internal) std::abort();
    }
  }
  return 0;
}
