// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/quantities.h"
#include "quantities/figures.h"

namespace mujaz {
namespace {

/// Without zeros at its end: 3.70 becomes 3.7.
Decimal shortest(Decimal value) {
  while (value.scale > 0 && value.digits % 10 == 0) {
    value.digits /= 10;
    --value.scale;
  }
  if (value.digits == 0) value.negative = false;
  return value;
}

}  // namespace

bool operator==(const Decimal& a, const Decimal& b) {
  const Decimal x = shortest(a), y = shortest(b);
  return x.digits == y.digits && x.scale == y.scale && x.overflow == y.overflow &&
         x.negative == y.negative;
}

Decimal Decimal::times(std::int64_t factor) const {
  Decimal product = shortest(*this);
  while (product.scale > 0 && factor % 10 == 0) {
    factor /= 10;
    --product.scale;
  }
  if (product.overflow || factor <= 0 || product.digits > INT64_MAX / factor) {
    product.overflow = true;
    return product;
  }
  product.digits *= factor;
  product.overflow = product.scale == 0 && product.digits > quantities::largest;
  return shortest(product);
}

bool Decimal::whole() const {
  return shortest(*this).scale == 0;
}

const char* name(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::number:
      return "number";
    case QuantityKind::ordinal:
      return "ordinal";
    case QuantityKind::percent:
      return "percent";
    case QuantityKind::money:
      return "money";
    case QuantityKind::measure:
      return "measure";
    case QuantityKind::date:
      return "date";
    case QuantityKind::year:
      return "year";
    case QuantityKind::time:
      return "time";
    case QuantityKind::fraction:
      return "fraction";
    case QuantityKind::range:
      return "range";
    case QuantityKind::score:
      return "score";
    case QuantityKind::phone:
      return "phone";
  }
  return "number";
}

}  // namespace mujaz
