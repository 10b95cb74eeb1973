// SPDX-License-Identifier: GPL-3.0-or-later
// One file from the web, for `mujaz voices add` alone: a large file that the user asked for.
#pragma once

#include <filesystem>
#include <string>

#include "mujaz/voice.h"

namespace mujaz::voice {

/// Downloads a URL to `file`, which is whole or absent. What an earlier try has left beside it in
/// `file.part` is gone on with, where the server can. Throws not_found (404), too_large (over 1
/// GB), unavailable (no answer, a stall of a minute, `stop`), bad_input (no http or https URL).
void download(const std::string& url, const std::filesystem::path& file, const AddOptions& options);

}  // namespace mujaz::voice
