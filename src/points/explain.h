// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "points/search.h"

namespace mujaz::points {

/// Says in Arabic why a candidate was taken. Immutable after construction: any thread may use it.
class Explainer {
 public:
  explicit Explainer(const Language& language) : strings_(language, "point_reasons") {}
  std::vector<std::u32string> reasons(const Document& document, const Candidate& candidate) const;

 private:
  Strings strings_;
};

}  // namespace mujaz::points
