// SPDX-License-Identifier: GPL-3.0-or-later
// A newsroom's run of invented articles, each pushed in two revisions, and what is wrong when the
// queue has ended: for tests and benches of faults.
#pragma once

#include <string>

#include "mujaz/desk.h"

namespace mujaz::testing {

/// Points and sound without networks: sentences as they are, and bytes that tell of which text they
/// are.
Crafts quick_crafts();
/// A desk over the store of these options and a folder of blobs beside it.
DeskParts desk_parts(const StoreOptions& options, Crafts crafts);

inline constexpr const char* house = "nawras";
/// The site that the articles are of: it publishes by itself.
void open_house(const Store& store);
std::string id_of(int number);
/// The revisions of an article are of 2 sentences each, of which the second is another.
Article article_of(int number, int revision);
/// Push `step` of 2 * `articles`: every article's first revision, then every one's second.
Push push_of(int step, int articles);

struct Wrong {
  int lost = 0, twice = 0, old = 0, missing = 0;  ///< articles; blobs
  std::string broken;                             ///< what else is wrong, or empty
  int count() const { return lost + twice + old + missing + !broken.empty(); }
};
std::string to_string(const Wrong& wrong);
/// Works until nothing is left to do, then looks at every article: its newest revision must be
/// public with its own sound, and no revision published twice.
Wrong finish_and_look(const DeskParts& parts, int articles);

}  // namespace mujaz::testing
