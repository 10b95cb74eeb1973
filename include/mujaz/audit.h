// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a newsroom: who looked at which point against which sentence, when, and what was
// decided. Only ever added to; each entry carries the hash of the one before it, so that none can
// be changed or taken out unseen (the EU AI Act's Article 50 (4) asks for an editor's control).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/clock.h"

namespace mujaz {

struct Entry {
  std::int64_t place = 0;  ///< from 1 in its site's log, without a gap
  Time at{};
  std::string site, story;
  int revision = 0;
  std::string who, role;
  std::string action;                          ///< an event's name
  std::string from, to;                        ///< states
  std::string point, text, verdict, sentence;  ///< of a point, else empty
  std::string decision, reason;
  std::string previous, hash;  ///< SHA-256 in hex; the first entry's previous is 64 zeros
};

/// The text that is hashed: the entry's JSON without `hash`, keys in order, no white space.
std::string canonical(const Entry& entry);
/// Gives an entry its place behind another (or the first place) and its hashes.
void chain(Entry& entry, const std::optional<Entry>& last);
/// The place of the first entry that does not fit its hash or the one before, or nothing. The
/// first of `entries` stands for itself, so a log may be looked through by pieces.
std::optional<std::int64_t> broken(const std::vector<Entry>& entries);
/// RFC 4180 with a header line. A cell that a spreadsheet would take for a formula (= + - @, tab,
/// carriage return) begins with an apostrophe.
std::string log_csv(const std::vector<Entry>& entries);
/// A JSON array of all fields.
std::string log_json(const std::vector<Entry>& entries);

}  // namespace mujaz
