// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/voice.h"

namespace mujaz {

double words_a_second(const Language& language, const VoiceInfo& voice) {
  const Table paces = language.table("paces");
  const std::size_t hundredths = paces.column("hundredths");
  for (const std::string& wanted : {voice.name, std::string("other")})
    for (const auto& row : paces.rows())
      if (to_utf8(row[paces.column("voice")]) == wanted)
        return std::stoi(to_utf8(row[hundredths])) / 100.0;
  throw Error(ErrorCode::not_found, "There is no pace of other voices.", paces.file());
}

}  // namespace mujaz
