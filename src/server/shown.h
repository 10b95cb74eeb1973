// SPDX-License-Identifier: GPL-3.0-or-later
// A story as the desk is shown it, and as the public is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mujaz/store.h"
#include "server/input.h"

namespace mujaz::server {

/// Everything about a story, for the desk.
Json shown(const Story& story);
/// One line of a list of stories.
Json shown_in_list(const Story& story);
Json shown(const CheckedPoint& point);
/// The story with its ETag.
Response story_response(const Story& story, int status = 200);
/// A strong entity tag of the text.
std::string quoted(const std::string& text);
/// The strong entity tag of a story's version.
std::string etag_of(const Story& story);

/// What the public sees. `times` is the JSON of the sound's times. Deterministic.
std::string episode_json(const Story& story, const std::string& times);

}  // namespace mujaz::server
