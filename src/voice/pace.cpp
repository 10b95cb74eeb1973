// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/voice.h"

namespace mujaz {

double words_a_second(const Language& language, const VoiceInfo& voice) {
  const Table paces = language.table("paces");
  const std::size_t hundredths = paces.column("hundredths");
  for (const std::string& wanted : {voice.name, std::string(name(voice.kind))})
    for (const auto& row : paces.rows())
      if (to_utf8(row[paces.column("voice")]) == wanted)
        return std::stoi(to_utf8(row[hundredths])) / 100.0;
  throw Error(ErrorCode::not_found, "No pace is known of this voice.", paces.file());
}

}  // namespace mujaz
