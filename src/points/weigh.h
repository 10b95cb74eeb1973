// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of an article are worth to its reader.
#pragma once

#include "points/trim.h"

namespace mujaz::points {

struct Weights {
  std::vector<double> stem;      ///< of each stem: about the chance that an editor would say it
  std::vector<double> sentence;  ///< of each sentence, a factor on its words
  std::vector<bool> in_title;    ///< of each stem
  std::vector<int> count;        ///< of each stem: how often the article says it
};

Weights weigh(const Document& document);

}  // namespace mujaz::points
