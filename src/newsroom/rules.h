// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules hold, for the files that implement them.
#pragma once

#include "mujaz/newsroom.h"
#include "newsroom/ground.h"
#include "newsroom/moving.h"

namespace mujaz {

struct Newsroom::Rules {
  SentenceSplitter splitter;
  std::shared_ptr<const Checker> checker;
};

}  // namespace mujaz
