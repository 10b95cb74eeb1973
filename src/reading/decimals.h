// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader asks of a decimal.
#pragma once

#include "mujaz/quantities.h"

namespace mujaz::reading {

inline bool is_half(const Decimal& value) {
  return value.scale == 1 && value.digits % 10 == 5;
}

inline bool is_plain(const Decimal& value) {
  return value.scale == 0;
}

/// A decimal without the zeros at its end, where that makes it whole.
inline Decimal whole_if_it_is(Decimal value) {
  if (!value.whole()) return value;
  for (; value.scale > 0; --value.scale) value.digits /= 10;
  return value;
}

}  // namespace mujaz::reading
