// SPDX-License-Identifier: GPL-3.0-or-later
// What Prometheus is told.
#pragma once

#include <memory>
#include <string>

#include "server/api.h"

namespace mujaz::server {

/// Any thread may use it.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  void count(const Access& access);
  /// The text format, with the figures of this moment. Throws what the store throws.
  std::string text(const Api& api) const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace mujaz::server
